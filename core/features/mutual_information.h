// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"

#include <vector>

namespace wattline {

// Estimators of mutual information by nearest neighbours, in nats, for columns that are already scaled and bear noise.
// Both need n > neighbours >= 1, take about n log n steps, and answer NaN where a value is not finite, where the
// estimate does not exist, or where a stop was requested.

/// Kraskov, Stögbauer, Grassberger (2004), algorithm 1, for two continuous columns.
double continuousInformation(const std::vector<double>& x, const std::vector<double>& y, int neighbours,
                             const RunContext& context);

/// Ross (2014) for classes and a continuous column. Values of classes that occur once do not take part; where none
/// occurs twice there is no estimate.
double discreteInformation(const std::vector<double>& classes, const std::vector<double>& y, int neighbours,
                           const RunContext& context);

/// The sum as numpy takes it over a contiguous vector: pairwise, in blocks of 128 with 8 accumulators.
double pairwiseSum(const double* values, std::size_t count);

} // namespace wattline
