// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"
#include "core/features/trend_fits.h"
#include "core/report/figure.h"

#include <set>

namespace wattline {

/// One feature against the target, as fitTrends() takes them.
TrendPoints trendPoints(const RegressionData& data, std::size_t feature);

/// "Linear", "Moving average".
std::string titleOf(TrendKind kind);

/// Adds the trends of the wanted kinds to the scatter of the same feature as lines over the range of x, each with its
/// R2 in the legend; the best one is drawn through, the others dashed.
void addTrends(Figure& scatter, const TrendFits& trends, const std::set<TrendKind>& kinds);

/// The trends as a table for a terminal: equation and both R2 of each, the best one marked, and why others are absent.
std::string trendText(const TrendFits& trends);

} // namespace wattline
