// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/trace_phases.h"

namespace wattline {

/// Whether the notes file beside a recording (docs/formats.md) counts, which says what to ignore, which phases
/// somebody changed by hand, and of what class the run is.
enum class NotesUse { LeftAside, Followed };

/// The phases of a recording, and on what they were found.
struct NotedPhases {
    Trace counted; ///< the recording without what is ignored
    TracePhases phases;
    std::size_t ignoredMarks = 0;
    std::size_t gpusByHand = 0; ///< GPUs whose phases are those that were changed by hand
    std::string chosenClass;    ///< that the run was put in; empty: none
};

/// Finds the phases of a recording or, where notes are followed, takes those that were changed by hand and finds the
/// rest. Errors as segmentTrace() and, naming the notes file, as readNotes() and readHandPhases().
Result<NotedPhases> notedPhases(Trace trace, NotesUse use, const SegmentationSettings& settings = {},
                                const RunContext& context = {});

} // namespace wattline
