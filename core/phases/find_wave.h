// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/levels.h"
#include "core/phases/segmentation.h"

#include <span>
#include <string>
#include <vector>

namespace wattline {

/// The samples of a series that are numbers, on their times; what the detector works on.
struct GoodSamples {
    std::vector<double> seconds;
    std::vector<float> watts;
};

/// A run of samples at one of two levels: indices [begin, end) into GoodSamples.
struct LevelRun {
    PhaseKind kind = PhaseKind::Valley;
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// What was found in one stretch: its runs where it is a wave, and in any case what was measured and what it means.
struct WaveFinding {
    WaveShape shape = WaveShape::Flat;
    std::string reason; ///< one sentence with the numbers that decided
    double confidence = 0.0;
    std::vector<LevelRun> runs; ///< Square only: alternating, without gaps between them
    Polarity polarity = Polarity::Normal;
    double periodSeconds = 0.0; ///< Square only: the median cycle
    double gapWatts = 0.0;      ///< Square only: upper less lower level
};

/// Decides whether samples [begin, end) are one wave: two levels far enough apart, taking turns, at a steady period.
/// The confidence of other answers grows with the samples there are, and that in a flat stretch falls with the short
/// peaks or dips that stand out of it. Any finding may come back once a stop is requested.
WaveFinding findWave(const GoodSamples& samples, std::size_t begin, std::size_t end,
                     const SegmentationSettings& settings, const RunContext& context);

/// The training step is the longer part. A peak that is short on a plateau of about its own height is the mark between
/// two epochs; a short peak far above its valley is still the work, for nothing else draws that much.
Polarity polarityOf(double peakSeconds, double valleySeconds, double lowWatts, double highWatts);

/// Durations of the runs of one kind, the first and the last run of all left out, for they may be cut.
std::vector<double> innerDurations(const GoodSamples& samples, const std::vector<LevelRun>& runs, PhaseKind kind);

/// The runs of values above and below the middle of two levels, with a band of indecision around it (a fraction of the
/// gap on either side); runs of less than `leastSamples` join the run before.
std::vector<LevelRun> levelRuns(std::span<const float> values, const TwoLevels& levels, double band,
                                std::size_t leastSamples);

/// Moves each boundary between runs, by at most `reach` samples, to where the unsmoothed samples change level: the
/// place that leaves the least absolute distance to the levels on its two sides.
void refineBoundaries(std::span<const float> values, const TwoLevels& levels, std::size_t reach,
                      std::vector<LevelRun>& runs);

} // namespace wattline
