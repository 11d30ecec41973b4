// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/regimes.h"
#include "core/phases/segmentation.h"

#include <span>

namespace wattline {

/// The time at which a run ends that ends before sample `end`: that of the next run's first sample; for the very last,
/// that of its own last sample.
double endSecondsOf(const GoodSamples& samples, std::size_t end);

/// Takes amplitude and mark of a regime from its phases; none without both peaks and valleys.
void measureMark(Regime& regime, std::span<const Phase> phases);

/// Where no regime is a wave and their levels differ, no regime speaks for the whole: makes the segmentation irregular,
/// with the levels as reason and the least confidence. A plateau with idle time around it is one level.
void tellStepsWithoutWave(Segmentation& segmentation);

/// Builds regimes and phases, with means and energies, from what was found; shape, polarity, reason and confidence of
/// the whole stay as they are by default. Incomplete once a stop is requested.
Segmentation assembled(const PowerSeries& series, const GoodSamples& samples, const std::vector<RegimeFinding>& found,
                       const RunContext& context);

} // namespace wattline
