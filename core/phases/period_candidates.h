// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/cells.h"

#include <vector>

namespace wattline {

/// A period at which a stretch may repeat, in cells of one level of the pyramid, and the part of the stretch that
/// repeats most clearly: where the form of a cycle can be learned.
struct PeriodCandidate {
    std::size_t level = 0;
    double periodCells = 0.0;
    double likeness = 0.0;     ///< mean autocorrelation at the period
    std::size_t partBegin = 0; ///< in cells of that level, counted from the beginning of all cells
    std::size_t partEnd = 0;
};

/// The peaks of the autocorrelation of cells [begin, end) of level 0, octave by octave of the period: the stretch is
/// cut into overlapping parts of six to twelve periods; each is freed of spikes and of its trend; their normalised
/// autocorrelations are averaged over the whole stretch and over each third of it. At most a few candidates an octave,
/// the likeliest first. Periods reach from `shortestCells` (of level 0) to a third of the stretch.
std::vector<PeriodCandidate> periodCandidates(const Cells& cells, std::size_t begin, std::size_t end,
                                              std::size_t shortestCells, const RunContext& context);

/// Takes the least-squares line off.
void takeOffTrend(std::span<float> values);

} // namespace wattline
