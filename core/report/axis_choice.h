// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/figure.h"

#include <string>
#include <vector>

namespace wattline {

/// "Peak power" after a word: "Predicted peak power". Names in capitals (TDP, FLOPs) and raw column names stay.
FigureAxis axisAfter(const std::string& word, FigureAxis axis);

/// Whether finite values, all positive, span more than two decades: on a linear axis most would lie on one another.
bool spansDecades(const std::vector<double>& values);

/// Gives both axes one range that holds the x and y of every curve, so that the diagonal runs from corner to corner.
/// On logarithmic axes, which need positive values, the margin is a ratio.
void shareRange(FigurePanel& panel);

} // namespace wattline
