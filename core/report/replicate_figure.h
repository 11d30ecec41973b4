// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/figure.h"
#include "core/trace/replicates.h"

#include <vector>

namespace wattline {

/// One point of the mean curve of replicates.
struct ReplicatePoint {
    double seconds = 0.0;
    double meanWatts = 0.0;
    double stdWatts = 0.0; ///< NaN below two values
    std::size_t count = 0; ///< replicates with a value
};

/// The mean curve in no more than `most` points: as it is where that suffices, else the mean of as many points of the
/// grid as are needed, gaps left out; the count is then the smallest of them.
std::vector<ReplicatePoint> replicatePoints(const ReplicateAverage& average, std::size_t most);

/// Mean power over time with the standard deviation as dashed lines above and below it; time zero is the first rise or
/// the beginning.
Figure replicateFigure(const ReplicateAverage& average, const std::string& title);

} // namespace wattline
