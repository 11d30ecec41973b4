// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/power_series.h"

namespace wattline {

/// What a series holds between two times. Energy is the trapezoid rule with gaps left out, the mean is weighted by time
/// over the covered part; minimum and maximum are of the samples in the range. NaN where there is nothing.
struct RangeSummary {
    double energyJoules = 0.0;
    double meanWatts = 0.0;
    double minWatts = 0.0;
    double maxWatts = 0.0;
};

/// Looks once over the whole series for what a gap is, then only at the range.
RangeSummary summariseRange(const PowerSeries& series, double beginSeconds, double endSeconds);

} // namespace wattline
