// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/resampled_test.h"

#include "core/base/statistics.h"

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
    if (spread.std == 0.0)
        return {spread.mean, spread.mean == 0.0 ? 1.0 : 0.0};
    const double t = spread.mean / (spread.std * std::sqrt(1.0 / count + testToTrain));
    return {spread.mean, studentTwoSidedP(t, count - 1.0)};
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
