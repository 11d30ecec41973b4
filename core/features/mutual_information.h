// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/ordered_column.h"

#include <vector>

namespace wattline {

// Estimators of mutual information by nearest neighbours, in nats, for columns that are already scaled and bear noise,
// all finite. Both need n > neighbours >= 1 and digammas of 0 to n, take about n log n steps, and answer NaN where the
// estimate does not exist or where a stop was requested.

/// digamma(0 ... count), the first one 0: the estimators ask for whole numbers only, and for each of them many times.
std::vector<double> digammaTable(std::size_t count);

/// Kraskov, Stögbauer, Grassberger (2004), algorithm 1, for two continuous columns.
double continuousInformation(const OrderedColumn& x, const OrderedColumn& y, int neighbours,
                             const std::vector<double>& digammas, const RunContext& context);

/// Ross (2014) for classes and a continuous column. Values of classes that occur once do not take part; where none
/// occurs twice there is no estimate.
double discreteInformation(const std::vector<double>& classes, const OrderedColumn& y, int neighbours,
                           const std::vector<double>& digammas, const RunContext& context);

/// The sum as numpy takes it over a contiguous vector: pairwise, in blocks of 128 with 8 accumulators.
double pairwiseSum(const double* values, std::size_t count);

} // namespace wattline
