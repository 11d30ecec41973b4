// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/trace_work.h"

#include "core/data/recording_rows.h"
#include "core/phases/ignored_stretch.h"
#include "ui/style/text.h"
#include "ui/work/hand_phase_work.h"
#include "ui/work/measure_work.h"

#include <algorithm>
#include <iterator>

namespace wattline::ui {

namespace {

/// The row of the data set that was measured on that recording.
std::optional<std::size_t> datasetRowOf(const Session& session, const std::filesystem::path& recording)
{
    if (!session.dataset())
        return std::nullopt;
    return RecordingRows(session.dataset()->dataset).rowOf(recording);
}

/// What is counted of a recording, and the phases in it.
struct CountedPhases {
    std::shared_ptr<const Trace> trace;
    Result<TracePhases> phases;
};

/// How the phases of a recording are looked for.
struct Looking {
    std::shared_ptr<const Trace> trace;
    SegmentationSettings settings;
    KeptPhases kept; ///< made by hand
    IgnoredChange ignored;
    std::shared_ptr<const TracePhases> phases; ///< of the recording then; those kept are of them or of its notes
    std::shared_ptr<const std::vector<HandPhases>> handPhases; ///< in its notes then
};

Result<CountedPhases> countedPhases(const Looking& looking, const RunContext& context)
{
    const auto counted = looking.ignored.now.empty()
                             ? looking.trace
                             : std::make_shared<const Trace>(withoutIgnored(*looking.trace, looking.ignored.now));
    Result<KeptPhases> kept = followIgnored(looking.kept, *counted, looking.ignored, looking.settings, context);
    if (!kept)
        return CountedPhases{counted, kept.error()};
    return CountedPhases{counted, segmentTrace(*counted, std::move(*kept), looking.settings, context)};
}

/// Whether marks, settings or the phases made by hand have changed since it began.
bool isStale(const Recording& open, const Looking& looking)
{
    return ignoredOf(*open.notes.present) != looking.ignored.now || open.detectionSettings != looking.settings ||
           open.phases != looking.phases || open.notes.phases != looking.handPhases;
}

void takePhases(Session& session, const Looking& looking, CountedPhases found)
{
    const std::optional<std::size_t> recording = session.placeOf(looking.trace);
    if (!recording)
        return; // closed, or read anew
    const Recording& open = session.recordings()[*recording];
    if (open.detection == Detection::Running && isStale(open, looking)) {
        session.setDetection(*recording, Detection::Idle);
        return detectPhases(session, *recording);
    }
    const bool countsOtherwise = open.counted != found.trace;
    session.setCounted(*recording, found.trace);
    if (countsOtherwise)
        measure(session, *recording);
    if (open.detection != Detection::Running) { // undo or redo has put other phases there
        if (ignoredOf(*open.notes.present) != looking.ignored.now)
            detectPhases(session, *recording);
        return;
    }
    if (!found.phases) {
        if (found.phases.error().kind != ErrorKind::Canceled)
            session.post(Severity::Problem, shown(found.phases.error().message));
        return session.setPhases(*recording, open.phases); // those that were there, if any
    }
    session.setPhasesWithout(*recording, looking.ignored.now);
    putPhases(session, *recording, std::make_shared<const TracePhases>(std::move(*found.phases)));
    warnOfShortPhases(session, *recording);
}

/// Marks that said Ignore when the phases were made and do not any more.
Annotations countedAgain(const Recording& open)
{
    const Annotations now = ignoredOf(*open.notes.present);
    Annotations gone;
    if (open.phases)
        std::copy_if(open.phasesWithout.begin(), open.phasesWithout.end(), std::back_inserter(gone),
                     [&](const Annotation& mark) { return std::find(now.begin(), now.end(), mark) == now.end(); });
    return gone;
}

} // namespace

void detectPhases(Session& session, std::size_t recording)
{
    const Recording& open = session.recordings().at(recording);
    if (open.detection == Detection::Running)
        return; // it looks for newer marks and settings when it ends
    const Looking looking{open.trace,   open.detectionSettings,
                          keptOf(open), {ignoredOf(*open.notes.present), countedAgain(open)},
                          open.phases,  open.notes.phases};
    const bool isFirst = !open.numbers && looking.ignored.now.empty();
    session.setDetection(recording, Detection::Running);
    if (isFirst)
        measure(session, recording); // at once: phases take longer
    session.start(
        Session::tr("Detecting phases"),
        workOf<CountedPhases>(
            [looking](const RunContext& context) { return countedPhases(looking, context); },
            [&session, looking](Result<CountedPhases> counted) { takePhases(session, looking, std::move(*counted)); }));
}

void selectRecording(Session& session, std::size_t recording)
{
    Selection selection;
    selection.recording = recording;
    selection.datasetRow = datasetRowOf(session, session.recordings().at(recording).trace->path);
    selection.feature = session.selection().feature;
    session.select(selection);
}

void selectDatasetRow(Session& session)
{
    Selection selection = session.selection();
    if (!selection.recording)
        return;
    selection.datasetRow = datasetRowOf(session, session.recordings().at(*selection.recording).trace->path);
    session.select(selection);
}

void stepPhase(Session& session, int step)
{
    Selection selection = session.selection();
    if (!selection.recording)
        return;
    const Recording& recording = session.recordings().at(*selection.recording);
    const std::size_t gpu = selection.gpu.value_or(0);
    if (!recording.phases || gpu >= recording.phases->gpus.size() || recording.phases->gpus[gpu].phases.empty())
        return;
    const std::vector<Phase>& phases = recording.phases->gpus[gpu].phases;
    const auto last = static_cast<std::ptrdiff_t>(phases.size()) - 1;
    const std::ptrdiff_t next =
        selection.phase ? std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(*selection.phase) + step, 0, last) : 0;
    const Phase& phase = phases[static_cast<std::size_t>(next)];
    selection.gpu = gpu;
    selection.phase = static_cast<std::size_t>(next);
    selection.range = {phase.beginSeconds, phase.endSeconds};
    session.select(selection);
}

} // namespace wattline::ui
