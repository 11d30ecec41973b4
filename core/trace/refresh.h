// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/power_series.h"

namespace wattline {

/// How often the sensor behind a series gives a new value, as far as the series shows it.
struct SensorRefresh {
    double seconds = 0.0;         ///< 0 where the value never changes; at most this where it is not visible
    bool visible = false;         ///< the log is faster than the sensor, so that values repeat
    double samplesPerValue = 1.0; ///< how often each value stands in the log, on average
    std::size_t runs = 0;         ///< runs of equal values that this rests on

    bool isCertain() const { return runs >= 8; }
};

/// Measures it from runs of equal values between two changes; a run that a gap touches is left out, and so is one of
/// more than three times the median, during which the value came back by chance or the sensor slept. Where the log is
/// at least three times as fast as the sensor, each run is a whole number of refresh periods within the jitter of the
/// stamps, and the period is the total length over the total number; where it is slower than that, the mean run. It is
/// visible where a value stands at least 1.2 times on average: below that equal neighbours may be chance, and `seconds`
/// is the median run; so it is where there are fewer than eight runs. Looks at no more than a million samples, in 16
/// stretches spread evenly.
SensorRefresh measureRefresh(const PowerSeries& series);

} // namespace wattline
