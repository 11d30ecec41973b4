// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/measure_phase.h"
#include "core/phases/trace_phases.h"

namespace wattline {

/// Edits of phases by hand. Each takes a segmentation and gives another one; the phases that it touches are marked as
/// edited and measured anew from the samples, and their regimes and the totals follow. The phases stay in order and
/// never overlap. Neighbours may be of the same kind: a peak split in two is two epochs without a valley between. An
/// edit that makes no sense is an Error Data with a sentence that says why. The meter is of the very series.

enum class PhaseEdge { Begin, End };

/// Where an edge of a phase shall go. A phase that touches it on the other side ends or begins there too.
struct BoundaryMove {
    std::size_t phase = 0; ///< into Segmentation::phases
    PhaseEdge edge = PhaseEdge::Begin;
    double toSeconds = 0.0;
    double reachSeconds = 0.0; ///< how far from there the power may change between the two levels for the edge to go to
                               ///< that sample instead; 0 takes the nearest sample
};

/// Where moveBoundary() puts the edge: on a sample, within the phases on its two sides. NaN where there are no samples.
double restingPlaceOf(const Segmentation& segmentation, const PhaseMeter& meter, const BoundaryMove& move);

/// Moves one edge. It cannot pass the other end of a phase beside it; where none is beside, it stops at the next phase
/// or the end of the recording, and the regime grows as needed. An outer phase whose cut end is set by hand is
/// complete.
Result<Segmentation> moveBoundary(const Segmentation& segmentation, const PhaseMeter& meter, const BoundaryMove& move);

/// Two phases of the same kind in the place of one, at the sample nearest to a time within it.
Result<Segmentation> splitPhase(const Segmentation& segmentation, const PhaseMeter& meter, std::size_t phase,
                                double atSeconds);

/// One phase in the place of two, of the kind of the first. Where the next was of the other kind and what follows it is
/// of this one again, that is taken in too: a peak swallows a valley that is none, and ends where the next peak ends.
Result<Segmentation> mergeWithNext(const Segmentation& segmentation, const PhaseMeter& meter, std::size_t phase);

/// Takes a phase out; no other takes its place.
Result<Segmentation> deletePhase(const Segmentation& segmentation, std::size_t phase);

/// What somebody says that a stretch is. (A stretch that shall not be counted at all is an annotation of the recording:
/// core/trace/annotations.h.)
enum class HandMark {
    Peak,
    Valley,
    Epoch, ///< one cycle: it becomes two phases where the power has two levels that one change separates, else one
    Idle   ///< no phase, and a regime of its own
};

/// Makes a stretch, ends taken to their nearest samples, what somebody says; phases that it covers go, those that reach
/// into it are cut. In a regime without a wave the marked phases make it one.
Result<Segmentation> markRange(const Segmentation& segmentation, const PhaseMeter& meter, HandMark mark,
                               std::pair<double, double> seconds);

/// The phases of a recording with those of one GPU replaced; the wave of the run and the disagreement follow.
TracePhases withPhasesOf(const Trace& trace, const TracePhases& phases, std::size_t gpu, Segmentation edited);

} // namespace wattline
