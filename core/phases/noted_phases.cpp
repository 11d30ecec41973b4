// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/noted_phases.h"

#include "core/phases/hand_phases_file.h"
#include "core/phases/run_classes_file.h"

#include <algorithm>

namespace wattline {

Result<FollowedNotes> notesToFollow(const Trace& trace)
{
    const NotesPlace place = notesPlaceOf(trace);
    const Result<Annotations> notes = readNotes(place);
    if (!notes)
        return notes.error();
    Result<std::vector<HandPhases>> made = readHandPhases(place);
    if (!made)
        return made.error();
    std::erase_if(*made, [&trace](const HandPhases& phases) { return !areOf(phases, trace); });
    Result<std::string> chosen = readRunClass(place);
    if (!chosen)
        return chosen.error();
    return FollowedNotes{ignoredOf(*notes), *std::move(made), *std::move(chosen)};
}

Result<NotedPhases> notedPhases(Trace trace, const FollowedNotes& notes, const SegmentationSettings& settings,
                                const RunContext& context)
{
    KeptPhases kept = keptOf(trace, notes.byHand); // made on the recording with all its samples
    NotedPhases noted;
    noted.counted = notes.ignored.empty() ? std::move(trace) : withoutIgnored(trace, notes.ignored);
    Result<TracePhases> phases = segmentTrace(noted.counted, std::move(kept), settings, context);
    if (!phases)
        return phases.error();
    noted.phases = *std::move(phases);
    return noted;
}

Result<NotedPhases> notedPhases(Trace trace, NotesUse use, const SegmentationSettings& settings,
                                const RunContext& context)
{
    FollowedNotes notes;
    if (use == NotesUse::Followed) {
        Result<FollowedNotes> read = notesToFollow(trace);
        if (!read)
            return read.error();
        notes = *std::move(read);
    }
    return notedPhases(std::move(trace), notes, settings, context);
}

} // namespace wattline
