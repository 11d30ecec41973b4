// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/statistics.h"
#include "core/trace/align.h"

#include <cstdint>

namespace wattline {

/// One of several recordings of the same work, over the stretch that all of them have.
struct Replicate {
    std::string name;
    double zeroSeconds = 0.0; ///< time zero of the alignment on the recording's own clock
    double meanWatts = 0.0;
    double energyJoules = 0.0;
    double distanceWatts = 0.0; ///< root mean square distance from the mean curve
};

/// Whether the mean power of replicates moves from one to the next (a room that warms up, a clock that is throttled).
struct ReplicateDrift {
    double rangeWatts = 0.0;    ///< largest mean power minus smallest
    double rangeFraction = 0.0; ///< that over the mean of the means
    double slopeWatts = 0.0;    ///< least squares, W from one replicate to the next in the order given
    double slopeP = 0.0;        ///< two-sided p of the slope; NaN below three replicates
};

/// The average of replicates.
struct ReplicateAverage {
    PowerSeries mean;                 ///< over the replicates that have a value; NaN where none has
    std::vector<float> stdWatts;      ///< sample standard deviation point by point; NaN below two values
    std::vector<std::uint32_t> count; ///< how many replicates have a value, point by point
    double stepSeconds = 0.0;
    std::vector<Replicate> replicates; ///< in the order given
    Spread meanWatts;                  ///< of the replicates' mean powers
    Spread energyJoules;               ///< of their energies
    ReplicateDrift drift;
    std::vector<std::string> warnings; ///< fewer than three, a drift, much cut off: one sentence each
};

/// Averages two recordings or more point by point after align(). Mean power and energy of each are those of its own
/// samples over the common stretch, not of the grid. Error Data for fewer than two; else as align().
Result<ReplicateAverage> averageReplicates(const std::vector<NamedSeries>& series, const AlignSettings& settings = {},
                                           const RunContext& context = {});

} // namespace wattline
