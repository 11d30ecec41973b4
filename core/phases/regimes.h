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
    bool wholeBefore = false; ///< the wave's first phase is whole, for another part of the same wave lies before it
    bool wholeAfter = false;
    std::string stepReason; ///< a sentence: what steps where it begins; empty where it is no part of a longer wave
};

/// Cuts the samples into regimes. In each stretch a wave is looked for in two ways: by its two levels (findWave) and by
/// a form that repeats (findRepetition). Where both see the same marks, the levels give the edges; where they differ,
/// the repetition is believed. What lies before and after a wave is looked at in turn, and such marks as the wave has
/// need less likeness there (BesideShare); so are the parts of a stretch without a wave, between the steps of its
/// general level (medians of about a hundred blocks) or, beside a wave, on the longer side of its strongest step. A
/// wave is split where its period or a level of it steps. Empty when a stop is requested.
std::vector<RegimeFinding> findRegimes(const GoodSamples& samples, const SegmentationSettings& settings,
                                       const RunContext& context);

} // namespace wattline
