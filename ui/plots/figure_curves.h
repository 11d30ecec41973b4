// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/figure_layout.h"

namespace wattline::ui {

/// Whether the legend names a curve: it has a name, and the panel's title does not say it already.
bool isListed(const FigureCurve& curve, const FigurePanel& panel);

/// Draws a panel's curves into its axes, and enters the named ones in its legend where it has one.
void addCurves(QCustomPlot& plot, const FigurePanel& panel, const LaidPanel& laid, const FigureStyle& style);

/// Draws a panel's straight lines; named ones stand in its legend.
void addRules(QCustomPlot& plot, const FigurePanel& panel, const LaidPanel& laid, const FigureStyle& style);

} // namespace wattline::ui
