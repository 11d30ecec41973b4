// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/range_summary.h"

#include "core/trace/integrate.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace wattline {

RangeSummary summariseRange(const PowerSeries& series, double beginSeconds, double endSeconds)
{
    constexpr double NotANumber = std::numeric_limits<double>::quiet_NaN();
    const CoveredEnergy covered = integrate(series, gapThresholdSeconds(series), beginSeconds, endSeconds);
    RangeSummary summary{covered.joules, covered.seconds > 0.0 ? covered.joules / covered.seconds : NotANumber,
                         NotANumber, NotANumber};
    const auto& times = series.timeSeconds;
    const auto first = std::lower_bound(times.begin(), times.end(), beginSeconds);
    const auto last = std::upper_bound(first, times.end(), endSeconds);
    for (auto time = first; time != last; ++time) {
        const double watts = series.powerWatts[static_cast<std::size_t>(time - times.begin())];
        summary.minWatts = std::fmin(summary.minWatts, watts); // fmin and fmax pass over what is no number
        summary.maxWatts = std::fmax(summary.maxWatts, watts);
    }
    return summary;
}

} // namespace wattline
