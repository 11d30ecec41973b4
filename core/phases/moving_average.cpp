// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/segmentation.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace wattline {

std::vector<float> movingAverage(const std::vector<float>& values, int windowSamples, const RunContext& context)
{
    constexpr std::size_t ValuesBetweenLooks = 1'000'000;
    const std::size_t half = windowSamples > 1 ? static_cast<std::size_t>(windowSamples) / 2 : 0;
    std::vector<float> averaged(values.size());
    double sum = 0.0;
    std::size_t count = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i % ValuesBetweenLooks == 0 && context.stopRequested())
            break;
        for (; end < std::min(values.size(), i + half + 1); ++end) {
            if (!std::isnan(values[end])) {
                sum += values[end];
                ++count;
            }
        }
        for (; begin + half < i; ++begin) {
            if (!std::isnan(values[begin])) {
                sum -= values[begin];
                --count;
            }
        }
        averaged[i] = std::isnan(values[i]) ? std::numeric_limits<float>::quiet_NaN()
                                            : static_cast<float>(sum / static_cast<double>(count));
    }
    return averaged;
}

} // namespace wattline
