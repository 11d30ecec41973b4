// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/segmentation.h"

namespace wattline {

/// One epoch of a regime: a training step and what lies between it and the next one.
struct Cycle {
    std::size_t regime = 0;
    std::size_t phase = 0;     ///< into Segmentation::phases: its training step
    double beginSeconds = 0.0; ///< of the training step
    double endSeconds = 0.0;   ///< the next training step begins, or the phases end
    double peakWatts = 0.0;    ///< mean power of its peak; NaN where it has none
    double peakSeconds = 0.0;
    double valleyWatts = 0.0; ///< likewise
    double valleySeconds = 0.0;
    double energyJoules = 0.0;
    bool complete = true; ///< has both parts, and neither is cut
    /// How far length and energy lie from the mean of the regime's complete cycles, in standard deviations; NaN where
    /// fewer than three are complete, and for cycles that are not.
    double lengthDeviation = 0.0;
    double energyDeviation = 0.0;

    double lengthSeconds() const { return endSeconds - beginSeconds; }
};

/// The cycles of all regimes in order of time. What lies before the first training step of a regime is no cycle.
std::vector<Cycle> cyclesOf(const Segmentation& segmentation);

/// What the x axis of cycles laid over each other counts.
enum class CycleAxis {
    Share,  ///< 0 at the begin of each cycle, 1 at its end: all have the same length
    Seconds ///< from the begin of each cycle
};

/// The cycles of one regime on one axis. At `x` the mean over all its complete cycles, their standard deviation and how
/// many they are there; of the cycles themselves as many as can be told apart, evenly chosen.
struct CycleOverlay {
    CycleAxis axis = CycleAxis::Seconds;
    std::vector<double> x;
    std::vector<double> meanWatts; ///< NaN where no cycle has a sample
    std::vector<double> stdWatts;
    std::vector<std::size_t> count;
    std::vector<std::vector<double>> shown; ///< watts at x; NaN beyond a cycle's end and in gaps
    std::size_t cycles = 0;                 ///< complete ones, shown or not
};

/// How cycles are laid over each other.
struct CycleOverlaySettings {
    std::size_t regime = 0;
    CycleAxis axis = CycleAxis::Seconds;
    std::size_t points = 300; ///< of the axis, at least 2
    std::size_t shown = 60;   ///< at most so many cycles by themselves
};

/// Resamples the complete cycles of a regime: at each point the mean of the samples around it or, where there are none,
/// the line between its neighbours; gaps stay gaps. In O(n) for the samples of the regime. Error Data where the regime
/// has no complete cycle.
Result<CycleOverlay> overlayCycles(const PowerSeries& series, const Segmentation& segmentation,
                                   const CycleOverlaySettings& settings = {}, const RunContext& context = {});

} // namespace wattline
