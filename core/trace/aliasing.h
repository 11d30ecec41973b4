// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"
#include "core/trace/refresh.h"

#include <optional>
#include <string>

namespace wattline {

/// What the check of a sampling interval may be told.
struct AliasingSettings {
    double mostMeanDifference = 0.01; ///< of the window means; the paper's 1 %
    double mostDifference = 0.03;     ///< of any window mean; the paper's 3 %
    /// Length of the windows whose means are compared. 0: a hundred intervals of the slow log, so that where within an
    /// interval an edge falls moves a mean by half a percent of the step at most; less where that would leave fewer
    /// than five windows, but no less than ten intervals.
    double windowSeconds = 0.0;
};

enum class AliasingVerdict {
    SlowIsEnough, ///< the slow log gives the same window means and energy
    SlowIsTooSlow ///< it does not
};

/// A slow log held against a fast one.
struct AliasingCheck {
    AliasingVerdict verdict = AliasingVerdict::SlowIsEnough;
    bool fastRepeats = false; ///< the fast log is faster than the sensor: it only repeats values
    std::string reason;       ///< one or two sentences with the numbers that decided
    SensorRefresh refresh;    ///< of the fast log
    double fastIntervalSeconds = 0.0;
    double slowIntervalSeconds = 0.0;
    double windowSeconds = 0.0;
    std::size_t windows = 0;     ///< that both logs cover by nine tenths at least
    double meanDifference = 0.0; ///< mean over the windows of the size of (slow - fast) / fast
    double largestDifference = 0.0;
    double largestAtSeconds = 0.0; ///< where the window of the largest difference begins, on the fast log's clock
    double energyDifference = 0.0; ///< (slow - fast) / fast over the windows
};

/// A series and the wall-clock time of its zero, where that is known.
struct ClockedSeries {
    PowerSeries power;
    std::optional<double> startUnixSeconds;
};

/// How two logs of one run were laid over each other.
enum class LeadFrom {
    WallClock, ///< their stamps overlap by half of the shorter log at least
    FirstRise, ///< firstRise() of both
    Begin      ///< their first samples
};

/// The time on the fast log's clock at which the slow log's clock is zero.
struct SlowLead {
    double seconds = 0.0;
    LeadFrom from = LeadFrom::Begin;
};
SlowLead slowLeadOf(const ClockedSeries& fast, const ClockedSeries& slow);

/// Compares two recordings of the same run. `slowLeadSeconds` is the time on the fast log's clock at which the slow
/// log's clock is zero. Error Data where they share fewer than two windows or where one of them has no interval, where
/// the slow log is not slower, or for settings that make no sense. Error Canceled where a stop was requested.
Result<AliasingCheck> checkAliasing(const PowerSeries& fast, const PowerSeries& slow, double slowLeadSeconds,
                                    const AliasingSettings& settings = {}, const RunContext& context = {});

/// Asks what a slower log would have recorded: thins one recording out to the given interval, from eight beginnings
/// spread over it, and returns the worst of the eight. Errors as above.
Result<AliasingCheck> checkThinned(const PowerSeries& fast, double intervalSeconds,
                                   const AliasingSettings& settings = {}, const RunContext& context = {});

/// The samples that a logger at this interval would have taken: the first at or after each of its ticks, which begin
/// `offsetSeconds` after the first sample.
PowerSeries thinned(const PowerSeries& series, double intervalSeconds, double offsetSeconds = 0.0);

/// The names that JSON and the window use: "slow is enough", "slow is too slow"; "wall clock", "first rise", "begin".
std::string nameOf(AliasingVerdict verdict);
std::string nameOf(LeadFrom from);

} // namespace wattline
