// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace wattline {

/// Whether two methods differ over resampled splits.
struct ResampledTest {
    double difference = 0.0; ///< mean of the differences
    double pValue = 1.0;     ///< two-sided
    double error = 0.0;      ///< standard error of the mean, from the corrected variance
    double freedom = 1.0;    ///< degrees of freedom of Student's t
};

/// The corrected resampled t-test (Nadeau and Bengio 2003): the splits share rows, so the variance of the mean
/// difference is (1/J + test/train) times the sample variance. `testToTrain` is the number of test rows over that of
/// training rows. Needs at least 2 differences. Where all are equal p is 1 for 0 and else 0.
ResampledTest correctedResampledTest(std::span<const double> differences, double testToTrain);

/// Where the mean difference lies.
struct DifferenceInterval {
    double low = 0.0;
    double high = 0.0;
};

/// The interval of the test at a confidence in (0, 1).
DifferenceInterval intervalOf(const ResampledTest& test, double confidence);

/// What a comparison with the baseline came to.
enum class Verdict {
    None,       ///< not tested
    Better,     ///< the interval lies below the band of differences that do not matter
    Worse,      ///< above it
    Negligible, ///< within it
    Undecided   ///< it reaches over an edge of the band
};

/// Of the interval of a difference of errors; differences of a size up to `band` do not matter.
Verdict verdictOf(const DifferenceInterval& interval, double band);

/// Holm's step-down correction for several comparisons; in the given order.
std::vector<double> holmAdjusted(const std::vector<double>& pValues);

} // namespace wattline
