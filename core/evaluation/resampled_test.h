// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace wattline {

/// Whether two methods differ over resampled splits.
struct ResampledTest {
    double difference = 0.0; ///< mean of the differences
    double pValue = 1.0;     ///< two-sided
};

/// The corrected resampled t-test (Nadeau and Bengio 2003): the splits share rows, so the variance of the mean
/// difference is (1/J + test/train) times the sample variance. `testToTrain` is the number of test rows over that of
/// training rows. Needs at least 2 differences. Where all are equal p is 1 for 0 and else 0.
ResampledTest correctedResampledTest(std::span<const double> differences, double testToTrain);

/// Holm's step-down correction for several comparisons; in the given order.
std::vector<double> holmAdjusted(const std::vector<double>& pValues);

} // namespace wattline
