// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/plateau_step.h"

#include "core/phases/marking.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace wattline {

double PlateauStep::chanceWatts(double noiseWatts) const
{
    constexpr double Deviations = 3.0;
    return side > 0 ? noiseWatts * (1.0 + Deviations / std::sqrt(static_cast<double>(side)))
                    : std::numeric_limits<double>::infinity();
}

PlateauStep strongestStep(const GoodSamples& samples, std::size_t begin, std::size_t end)
{
    constexpr std::size_t LeastSide = 3;
    PlateauStep step{begin, 0.0, 0};
    if (end < begin + 2 * LeastSide)
        return step;
    const auto count = static_cast<double>(end - begin);
    const double middle = medianOf(samples, begin, end);
    double total = 0.0;
    for (std::size_t i = begin; i < end; ++i)
        total += samples.watts[i] - middle;
    double sum = 0.0;
    double most = -1.0;
    for (std::size_t i = begin; i + LeastSide < end; ++i) {
        sum += samples.watts[i] - middle;
        const auto left = static_cast<double>(i + 1 - begin);
        const double difference = sum / left - (total - sum) / (count - left);
        const double explained = difference * difference * left * (count - left);
        if (i + 1 >= begin + LeastSide && explained > most) {
            most = explained;
            step.at = i + 1;
        }
    }
    step.watts = std::abs(medianOf(samples, begin, step.at) - medianOf(samples, step.at, end));
    step.side = std::min(step.at - begin, end - step.at);
    return step;
}

} // namespace wattline
