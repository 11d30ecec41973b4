// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/statistics.h"
#include "core/phases/segmentation.h"

#include <optional>
#include <span>

namespace wattline {

/// The square wave of a run: the four targets per GPU, with their spread over complete cycles (or over GPUs).
struct Wave {
    Spread valleyPowerWatts;
    Spread valleyDurationSeconds;
    Spread peakPowerWatts;
    Spread peakDurationSeconds;
    std::size_t gpus = 1; ///< GPUs that show it

    double cycleSeconds() const { return peakDurationSeconds.mean + valleyDurationSeconds.mean; }
    /// Peak duration over cycle, 0 to 1.
    double dutyCycle() const { return peakDurationSeconds.mean / cycleSeconds(); }
};

/// The wave of one regime: the means over its complete phases; nothing where it is no wave or has no whole peak or
/// valley.
std::optional<Wave> waveOfRegime(const Segmentation& segmentation, std::size_t regime);

/// The wave of one segmentation: that of its chief regime (core/phases/chief_regime.h). Regimes differ in level, period
/// and polarity, so they are not averaged.
std::optional<Wave> waveOf(const Segmentation& segmentation);

/// The wave of a run: the mean over its GPUs, the spread being that between the GPUs. GPUs without a wave are left out,
/// so its `gpus` may be fewer than those given; nothing where none has one.
std::optional<Wave> waveOfRun(std::span<const Segmentation> gpus);

} // namespace wattline
