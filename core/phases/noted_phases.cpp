// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/noted_phases.h"

#include "core/phases/hand_phases_file.h"
#include "core/phases/run_classes_file.h"

#include <algorithm>

namespace wattline {

Result<NotedPhases> notedPhases(Trace trace, NotesUse use, const SegmentationSettings& settings,
                                const RunContext& context)
{
    NotedPhases noted;
    KeptPhases kept(trace.gpus.size());
    if (use == NotesUse::Followed) {
        const NotesPlace place = notesPlaceOf(trace);
        const Result<Annotations> notes = readNotes(place);
        if (!notes)
            return notes.error();
        const Result<std::vector<HandPhases>> made = readHandPhases(place);
        if (!made)
            return made.error();
        Result<ChosenClasses> classes = readClasses(place);
        if (!classes)
            return classes.error();
        noted.chosenClass = (*classes)[""];
        kept = keptOf(trace, *made); // made on the recording with all its samples
        noted.gpusByHand = static_cast<std::size_t>(
            std::count_if(kept.begin(), kept.end(), [](const auto& phases) { return phases.has_value(); }));
        noted.ignoredMarks = ignoredOf(*notes).size();
        if (noted.ignoredMarks > 0)
            trace = withoutIgnored(trace, *notes);
    }
    noted.counted = std::move(trace);
    Result<TracePhases> phases = segmentTrace(noted.counted, std::move(kept), settings, context);
    if (!phases)
        return phases.error();
    noted.phases = *std::move(phases);
    return noted;
}

} // namespace wattline
