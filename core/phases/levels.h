// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"

#include <span>
#include <vector>

namespace wattline {

/// Two levels between which values move, by Otsu's threshold, and how far they really are two.
struct TwoLevels {
    double low = 0.0;    ///< median of the lower class
    double high = 0.0;   ///< median of the upper class
    double spread = 0.0; ///< pooled robust spread (1.4826 MAD) within the classes

    double gap() const { return high - low; }
    double middle() const { return 0.5 * (low + high); }
    double contrast() const { return high > 0.0 ? gap() / high : 0.0; }
    /// Gap over spread; large for constant classes.
    double separation() const;
};

/// Otsu's threshold (IEEE Trans. SMC 9, 1979) on a histogram of 256 bins between the 0.2 % and 99.8 % quantiles, so
/// that outliers do not widen it; of very many values, 300,000 evenly chosen ones. For fewer than two different values
/// both levels are equal. Any levels may come back once a stop is requested.
TwoLevels twoLevels(std::span<const float> values, const RunContext& context = {});

/// A straight line through values at even steps, from the median slope between block medians (Theil and Sen): it
/// follows a drift and no wave. Value at place i: offset + slope * i, with a mean of zero over the values.
struct DriftLine {
    double offset = 0.0;
    double slope = 0.0;
};
DriftLine driftOf(std::span<const float> values);

/// The values with each single outlier replaced: the median of three neighbours.
std::vector<float> withoutSpikes(std::span<const float> values, const RunContext& context = {});

/// The robust standard deviation of white noise on the values, from the differences of neighbours, which slow changes
/// and rare steps leave alone.
double noiseOf(std::span<const float> values);

} // namespace wattline
