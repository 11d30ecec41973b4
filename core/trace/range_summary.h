// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/power_series.h"

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

    /// The samples of one block and the pieces (core/trace/pieces.h) that end at them.
    struct Block {
        double joules = 0.0;
        double seconds = 0.0;
        double squaredWattSeconds = 0.0;
        float minWatts = 0.0F; ///< NaN where no sample is a number
        float maxWatts = 0.0F;
        std::size_t missing = 0;
        std::size_t gaps = 0;
        std::size_t goodBefore = 0; ///< the last good sample before the block, or NoSample
    };

    double gapSeconds = 0.0; ///< gapThresholdSeconds() of the series
    std::vector<Block> blocks;
};

/// Walks the whole series once.
RangeIndex indexRanges(const PowerSeries& series);

/// Summarises a range with the index of the same series. Looks at the samples of the blocks at the two ends and of
/// those that cross the duty level, and at one number for each other block: quick enough to follow a drag of the mouse
/// over millions of samples.
RangeSummary summariseRange(const PowerSeries& series, const RangeIndex& index, double beginSeconds, double endSeconds,
                            std::optional<double> dutyLevelWatts = {});

/// The same for a single range of a series; makes the index for this call only.
RangeSummary summariseRange(const PowerSeries& series, double beginSeconds, double endSeconds);

} // namespace wattline
