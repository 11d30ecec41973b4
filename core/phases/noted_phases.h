// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/hand_phases.h"
#include "core/trace/annotations.h"

namespace wattline {

/// Whether the notes file beside a recording (docs/formats.md) counts.
enum class NotesUse { LeftAside, Followed };

/// What the notes beside a recording decide: what of it is ignored, which phases somebody changed by hand, and which
/// class its run was put in.
struct FollowedNotes {
    Annotations ignored;
    std::vector<HandPhases> byHand; ///< those that were made on this very recording
    std::string chosenClass;        ///< empty: none

    bool operator==(const FollowedNotes&) const = default;
};

/// Reads them. Errors as readNotes(), readHandPhases() and readClasses(), naming the file.
Result<FollowedNotes> notesToFollow(const Trace& trace);

/// The phases of a recording, and on what they were found.
struct NotedPhases {
    Trace counted; ///< the recording without what is ignored
    TracePhases phases;
};

/// Takes the phases that were changed by hand and finds the rest. Errors as segmentTrace().
Result<NotedPhases> notedPhases(Trace trace, const FollowedNotes& notes, const SegmentationSettings& settings = {},
                                const RunContext& context = {});

/// The same with the notes beside the recording, or without any. Errors as notesToFollow() too.
Result<NotedPhases> notedPhases(Trace trace, NotesUse use, const SegmentationSettings& settings = {},
                                const RunContext& context = {});

} // namespace wattline
