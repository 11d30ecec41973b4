// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/figure.h"

#include <qcustomplot.h>

namespace wattline::ui {

/// Whether a panel holds points, beside whatever else.
bool isCloud(const FigurePanel& panel);

/// The stretch of each axis that shows all of a panel: its data with a margin, its rules, or what the figure demands.
QCPRange wholeRangeX(const FigurePanel& panel);
QCPRange wholeRangeY(const FigurePanel& panel);

} // namespace wattline::ui
