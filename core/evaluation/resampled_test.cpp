// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/resampled_test.h"

#include "core/base/statistics.h"
#include "core/evaluation/student_quantile.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace wattline {

ResampledTest correctedResampledTest(std::span<const double> differences, double testToTrain)
{
    assert(differences.size() >= 2);
    const auto count = static_cast<double>(differences.size());
    const Spread spread = spreadOf(differences);
    const double error = spread.std * std::sqrt(1.0 / count + testToTrain);
    if (spread.std == 0.0)
        return {spread.mean, spread.mean == 0.0 ? 1.0 : 0.0, 0.0, count - 1.0};
    return {spread.mean, studentTwoSidedP(spread.mean / error, count - 1.0), error, count - 1.0};
}

DifferenceInterval intervalOf(const ResampledTest& test, double confidence)
{
    const double half = test.error == 0.0 ? 0.0 : studentQuantile(confidence, test.freedom) * test.error;
    return {test.difference - half, test.difference + half};
}

Verdict verdictOf(const DifferenceInterval& interval, double band)
{
    if (interval.low >= -band && interval.high <= band)
        return Verdict::Negligible;
    if (interval.high < -band)
        return Verdict::Better;
    return interval.low > band ? Verdict::Worse : Verdict::Undecided;
}

std::vector<double> holmAdjusted(const std::vector<double>& pValues)
{
    std::vector<std::size_t> order(pValues.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&pValues](std::size_t a, std::size_t b) { return pValues[a] < pValues[b]; });
    std::vector<double> adjusted(pValues.size());
    double largest = 0.0;
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        const auto stillTested = static_cast<double>(order.size() - rank);
        largest = std::max(largest, std::min(1.0, stillTested * pValues[order[rank]]));
        adjusted[order[rank]] = largest;
    }
    return adjusted;
}

} // namespace wattline
