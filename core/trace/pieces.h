// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/power_series.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace wattline {

/// No sample: the place of a good sample that does not exist.
constexpr std::size_t NoSample = std::numeric_limits<std::size_t>::max();

/// The stretch between two successive good samples of a series, over which the power is a straight line. Energy, means
/// and shares of time are sums over pieces; one longer than the gap threshold is a gap and counts for nothing.
struct Piece {
    double beginSeconds = 0.0;
    double endSeconds = 0.0;
    double beginWatts = 0.0;
    double endWatts = 0.0;

    double seconds() const { return endSeconds - beginSeconds; }
    double joules() const { return 0.5 * (beginWatts + endWatts) * seconds(); }
    /// The integral of the squared power over time.
    double squaredWattSeconds() const
    {
        return (beginWatts * beginWatts + beginWatts * endWatts + endWatts * endWatts) / 3.0 * seconds();
    }
    /// The time during which the straight line lies above a level.
    double secondsAbove(double levelWatts) const
    {
        const auto [low, high] = std::minmax(beginWatts, endWatts);
        if (low > levelWatts)
            return seconds();
        return high > levelWatts ? seconds() * (high - levelWatts) / (high - low) : 0.0;
    }
    /// The part between two times; of no length where the piece lies outside.
    Piece clippedTo(double fromSeconds, double toSeconds) const
    {
        const double begin = std::clamp(fromSeconds, beginSeconds, endSeconds);
        const double end = std::clamp(toSeconds, begin, endSeconds);
        const double slope = seconds() > 0.0 ? (endWatts - beginWatts) / seconds() : 0.0;
        return {begin, end, beginWatts + slope * (begin - beginSeconds), beginWatts + slope * (end - beginSeconds)};
    }
};

/// Calls visit(piece) for each piece that ends at one of the samples [begin, end). `goodBefore` is the last good sample
/// before `begin`, or NoSample. Returns the last good sample before `end`.
template <class Visit>
std::size_t forEachPiece(const PowerSeries& series, std::size_t goodBefore, std::size_t begin, std::size_t end,
                         Visit&& visit)
{
    for (std::size_t i = begin; i < end; ++i) {
        if (std::isnan(series.powerWatts[i]))
            continue;
        if (goodBefore != NoSample)
            visit(Piece{series.timeSeconds[goodBefore], series.timeSeconds[i], series.powerWatts[goodBefore],
                        series.powerWatts[i]});
        goodBefore = i;
    }
    return goodBefore;
}

} // namespace wattline
