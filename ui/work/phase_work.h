// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/edit_phases.h"
#include "ui/session.h"

namespace wattline::ui {

/// Edits of the phases of the selected recording by hand: each is one step of the undo stack, and what it made is
/// selected afterwards. One that makes no sense changes nothing and becomes a message.

/// Whether there are phases to edit, and none are being looked for.
bool canEditPhases(const Session& session);

/// The selected phase; null where none is, or none can be edited.
const Phase* editablePhase(const Session& session);

/// What phases of a GPU of the selected recording are measured on.
PhaseMeter phaseMeterOf(const Recording& recording, std::size_t gpu);

void movePhaseBoundary(Session& session, std::size_t gpu, const BoundaryMove& move);

/// Brings an edge of the selected phase to the nearest sample.
void moveEdgeOfSelected(Session& session, PhaseEdge edge, double toSeconds);
/// Splits the phase of the selected GPU, else of the first shown, that holds this time.
void splitPhaseAt(Session& session, double seconds);
void mergeSelectedWithNext(Session& session);
void deleteSelectedPhase(Session& session);

/// Makes phases or idle time of the selected range, on the GPU of the selected phase or else on all.
void markRangeAs(Session& session, HandMark mark);

/// "Peak", "Valley", "Epoch", "Idle".
QString markText(HandMark mark);

} // namespace wattline::ui
