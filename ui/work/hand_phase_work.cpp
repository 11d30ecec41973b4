// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/hand_phase_work.h"

#include "core/base/text.h"
#include "core/phases/edit_phases.h"
#include "core/phases/hand_phases_file.h"
#include "ui/style/text.h"
#include "ui/work/annotation_work.h"
#include "ui/work/phase_work.h"
#include "ui/work/undo_step.h"

#include <algorithm>

namespace wattline::ui {

namespace {

std::optional<std::size_t> gpuOf(const Trace& trace, const HandPhases& made)
{
    const auto gpu =
        std::find_if(trace.gpus.begin(), trace.gpus.end(), [&](const GpuTrace& each) { return each.id == made.gpu; });
    if (gpu == trace.gpus.end())
        return std::nullopt;
    return static_cast<std::size_t>(gpu - trace.gpus.begin());
}

/// Takes phases of an earlier state out of the notes file, or puts them back. They stay where the file does not hold
/// yet what was made of them.
void exchangeOthers(Session& session, std::size_t place, const std::vector<HandPhases>& out,
                    const std::vector<HandPhases>& in)
{
    const Recording& recording = session.recordings().at(place);
    if (!recording.notes.areStored())
        return;
    NotesPlace file = notesPlaceOf(*recording.trace);
    if (!recording.notes.file.empty())
        file.file = recording.notes.file;
    if (const Result<void> done = exchangeHandPhases(file, out, in); !done)
        session.post(Severity::Problem, Session::tr("The notes are not saved: %1").arg(shown(done.error().message)));
}

/// Makes the phases of an earlier state of the recording its own, as far as they lie within it: a step that can be
/// undone.
void useOtherPhases(Session& session, std::size_t place, const std::vector<HandPhases>& others)
{
    const Recording& recording = session.recordings().at(place);
    if (!recording.phases || recording.detection != Detection::Idle)
        return session.post(Severity::Note, Session::tr("Phases are still being looked for; try again in a moment."));
    const auto before = recording.phases;
    auto after = std::make_shared<TracePhases>(*before);
    std::vector<HandPhases> used;
    for (const HandPhases& kept : others) {
        HandPhases made = kept;
        const std::optional<std::size_t> gpu = gpuOf(*recording.trace, made);
        if (!gpu)
            continue;
        made.stamp = stampOf(*recording.trace, *gpu);
        if (!areOf(made, *recording.trace))
            continue; // they reach beyond its ends
        used.push_back(kept);
        const PhaseMeter meter = phaseMeterOf(recording, *gpu);
        for (Phase& phase : made.phases.phases)
            meter.measure(phase);
        *after = withPhasesOf(*recording.trace, *after, *gpu, std::move(made.phases));
    }
    if (after->gpus == before->gpus)
        return session.post(Severity::Warning, Session::tr("The phases reach beyond the recording as it is now."));
    session.undoStack().push(new UndoStep(
        Session::tr("Use Kept Phases"),
        [&session, place, after, used] {
            putPhases(session, place, after);
            exchangeOthers(session, place, used, {});
        },
        [&session, place, before, used] {
            putPhases(session, place, before);
            exchangeOthers(session, place, {}, used);
        }));
}

QString samplesText(const SeriesStamp& stamp)
{
    return Session::tr("%1 samples in %2").arg(shown(formatCount(stamp.samples)), durationText(stamp.endSeconds));
}

/// What is different about the recording since.
QString changeText(const Trace& trace, const HandPhases& made)
{
    const std::optional<std::size_t> gpu = gpuOf(trace, made);
    if (!gpu)
        return Session::tr("there is no such GPU now");
    const SeriesStamp now = stampOf(trace, *gpu);
    if (now.samples == made.stamp.samples && now.endSeconds == made.stamp.endSeconds)
        return Session::tr("as many samples, but other ones");
    return Session::tr("%1 then, %2 now").arg(samplesText(made.stamp), samplesText(now));
}

} // namespace

void putPhases(Session& session, std::size_t recording, std::shared_ptr<const TracePhases> phases)
{
    session.setPhases(recording, phases);
    if (!phases)
        return; // not found yet: what the notes hold is still true
    RecordingNotes notes = session.recordings().at(recording).notes;
    auto made = handPhasesOf(*session.recordings()[recording].trace, *phases);
    if (made == *notes.phases)
        return;
    notes.phases = std::make_shared<const std::vector<HandPhases>>(std::move(made));
    session.setNotes(recording, std::move(notes));
    storeNotesOf(session, recording);
}

KeptPhases keptOf(const Recording& recording)
{
    return recording.phases ? wattline::keptOf(*recording.phases)
                            : wattline::keptOf(*recording.trace, *recording.notes.phases);
}

void tellOfOtherPhases(Session& session, const std::shared_ptr<const Trace>& trace,
                       const std::vector<HandPhases>& others)
{
    if (others.empty())
        return;
    session.post(
        Severity::Warning,
        Session::tr(
            "%1 has changed since phases of GPU %2 were edited by hand: %3. The edited phases stay apart in its "
            "notes file and are not shown.")
            .arg(shown(titleOf(*trace)), shown(others.front().gpu), changeText(*trace, others.front())),
        MessageAction{Session::tr("Use Them"), [&session, others, weak = std::weak_ptr(trace)] {
                          if (const auto place = session.placeOf(weak.lock()))
                              useOtherPhases(session, *place, others);
                      }});
}

} // namespace wattline::ui
