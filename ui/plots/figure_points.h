// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/figure_layout.h"

namespace wattline::ui {

/// Draws a graph as a cloud, or as rings around points of another one. Each colour has a symbol of its own, so that no
/// series is told by colour alone.
void drawAsPoints(QCPGraph& graph, const FigureCurve& curve, const FigureStyle& style);

/// Writes the labels of a curve's points beside them, towards the middle of the panel; labels that would cover each
/// other are moved up or down.
void addPointLabels(QCustomPlot& plot, const FigureCurve& curve, const LaidPanel& laid, const FigureStyle& style);

} // namespace wattline::ui
