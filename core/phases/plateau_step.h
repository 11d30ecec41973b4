// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/find_wave.h"

namespace wattline {

/// The step that parts samples [begin, end) best: into two levels that leave the least squares, three samples or more
/// on either side.
struct PlateauStep {
    std::size_t at = 0;   ///< the first sample behind the step; `begin` where there are too few samples
    double watts = 0.0;   ///< between the medians of the two sides
    std::size_t side = 0; ///< samples on the shorter side
    /// What noise of a standard deviation may look like at most: a median of few samples is known less well.
    double chanceWatts(double noiseWatts) const;
};

PlateauStep strongestStep(const GoodSamples& samples, std::size_t begin, std::size_t end);

} // namespace wattline
