// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/find_wave.h"
#include "core/phases/repetition.h"

namespace wattline {

/// The runs of a repetition: its marks, their edges found to the sample, and the plateaus between them.
struct MarkedWave {
    std::size_t begin = 0; ///< samples of the stretch that the wave takes
    std::size_t end = 0;
    PhaseKind markKind = PhaseKind::Valley;
    std::size_t marks = 0;
    WaveFinding wave;
};

/// Turns a repetition found in samples [begin, end) into runs. Edges: each cycle's mark is expected where the mean
/// cycle has it; the edge is the sample nearby that leaves the least absolute distance to the levels on its two sides,
/// plus a price for lying away from the expected place that is high when the noise is as large as the mark. One or two
/// marks beyond either end that the windows of whole cycles could not see are added where they stand out. The plateaus
/// before the first and after the last mark reach as far as the power keeps their level, at most one and a half cycles.
/// Anything may come back once a stop is requested.
MarkedWave markedWave(const GoodSamples& samples, const Cells& cells, std::size_t begin, std::size_t end,
                      const Repetition& repetition, const SegmentationSettings& settings, const RunContext& context);

/// Whether the runs found by levels hold the same marks, one for one but for one more at an end.
bool holdsTheMarks(const WaveFinding& byLevel, const MarkedWave& marked);

} // namespace wattline
