// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"
#include "core/phases/find_wave.h"

#include <vector>

namespace wattline {

/// A stretch [begin, end) of the samples and what was found in it.
struct RegimeFinding {
    std::size_t begin = 0;
    std::size_t end = 0;
    WaveFinding wave;
};

/// Cuts the samples into stretches with levels of their own: a stretch that is no wave is split where its general level
/// (medians of about a hundred blocks) steps, and its parts are looked at in turn. Idle before and after a wave at the
/// wave's own valley level becomes a stretch of its own too. Empty when a stop is requested.
std::vector<RegimeFinding> findRegimes(const GoodSamples& samples, const SegmentationSettings& settings,
                                       const RunContext& context);

} // namespace wattline
