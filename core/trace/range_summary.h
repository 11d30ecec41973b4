// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"
#include "core/trace/integrate.h"
#include "core/trace/pyramid.h"

#include <limits>
#include <optional>
#include <vector>

namespace wattline {

/// What a series holds between two times, by the conventions of SeriesSummary: energy is the trapezoid rule on the real
/// times with gaps left out and the power at both ends interpolated; mean, standard deviation and duty are weighted by
/// time over the covered part; samples, missing, minimum and maximum are of the samples in the range, its two ends
/// included. NaN where there is nothing to speak of.
struct RangeSummary {
    std::size_t samples = 0;
    std::size_t missing = 0;      ///< samples that are not numbers
    std::size_t gaps = 0;         ///< gaps (findGaps) that reach into the range
    double durationSeconds = 0.0; ///< from one end of the range to the other
    double coverage = 0.0;        ///< covered share of that, 0 to 1; NaN for a range of no length
    double energyJoules = 0.0;
    double meanWatts = 0.0;
    double stdWatts = 0.0;
    double minWatts = 0.0;
    double maxWatts = 0.0;
    double dutyLevelWatts = 0.0; ///< the level that divides high from low: the one asked for, else the middle
                                 ///< of the range's two levels (splitLevels); NaN where it has only one
    double duty = 0.0;           ///< share of the covered time above that level, 0 to 1; NaN without a level
};

/// What is known of a series in blocks, so that a range is summarised without walking all its samples. Made once a
/// series; about a ninth of a byte a sample.
struct RangeIndex {
    static constexpr std::size_t BlockSamples = 512;

    /// Sums over the samples before a block and the pieces (core/trace/pieces.h) that end at them.
    struct UpTo {
        double joules = 0.0;
        double seconds = 0.0;
        double squaredWattSeconds = 0.0;
        std::size_t missing = 0;
        std::size_t gaps = 0;
        std::size_t good = std::numeric_limits<std::size_t>::max(); ///< the last good sample, or NoSample
    };

    double gapSeconds = 0.0;
    std::vector<UpTo> upTo;           ///< before each block, and of the whole series
    std::vector<ValueExtent> extents; ///< of each block
};

/// Walks the whole series twice, in parallel. Pieces of more than `gapSeconds` are gaps. Nothing where a stop was
/// requested.
std::optional<RangeIndex> indexRanges(const PowerSeries& series, double gapSeconds, const RunContext& context = {});

/// The same with gapThresholdSeconds() of the series.
std::optional<RangeIndex> indexRanges(const PowerSeries& series, const RunContext& context = {});

/// Energy between two times as integrate() has it, with the index of the same series and up to rounding: from the
/// samples of the blocks at the two ends and two of its sums, whatever lies between.
CoveredEnergy energyBetween(const PowerSeries& series, const RangeIndex& index, double beginSeconds, double endSeconds);

/// Summarises a range with the index of the same series: quick enough to follow a drag of the mouse over a hundred
/// million samples. Looks at the samples of the blocks at the two ends, at the extent of each block between and, for
/// the duty, at the samples of those that cross its level; of more than 4096 such blocks as many, spread evenly, stand
/// for all.
RangeSummary summariseRange(const PowerSeries& series, const RangeIndex& index, double beginSeconds, double endSeconds,
                            std::optional<double> dutyLevelWatts = {});

/// The same for a single range of a series; makes the index for this call only.
RangeSummary summariseRange(const PowerSeries& series, double beginSeconds, double endSeconds);

} // namespace wattline
