// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/phase_work.h"

#include "core/trace/integrate.h"
#include "ui/style/text.h"
#include "ui/work/hand_phase_work.h"
#include "ui/work/undo_step.h"
#include "ui/work/view_work.h"

#include <algorithm>
#include <numeric>

namespace wattline::ui {

namespace {

/// An edit of one GPU's phases; what it makes holds the time at which it is looked for afterwards.
struct HandEdit {
    QString title;
    std::vector<std::size_t> gpus;
    std::function<Result<Segmentation>(const Segmentation&, const PhaseMeter&)> run;
    double atSeconds = 0.0;
};

const Recording& selectedRecording(const Session& session)
{
    return session.recordings().at(*session.selection().recording);
}

std::optional<std::size_t> phaseAt(const Segmentation& phases, double seconds)
{
    const auto found = std::find_if(phases.phases.begin(), phases.phases.end(), [seconds](const Phase& phase) {
        return phase.beginSeconds <= seconds && seconds < phase.endSeconds;
    });
    if (found == phases.phases.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - phases.phases.begin());
}

void selectPhaseAt(Session& session, std::size_t gpu, double seconds)
{
    const Segmentation& phases = selectedRecording(session).phases->gpus.at(gpu);
    Selection selection = session.selection();
    selection.gpu = gpu;
    selection.phase = phaseAt(phases, seconds);
    if (selection.phase) {
        const Phase& phase = phases.phases[*selection.phase];
        selection.range = {phase.beginSeconds, phase.endSeconds};
    }
    session.select(selection);
}

void apply(Session& session, const HandEdit& edit)
{
    if (!canEditPhases(session))
        return;
    const std::size_t place = *session.selection().recording;
    const Recording& recording = selectedRecording(session);
    const std::shared_ptr<const TracePhases> before = recording.phases;
    auto after = std::make_shared<TracePhases>(*before);
    for (const std::size_t gpu : edit.gpus) {
        Result<Segmentation> edited = edit.run(after->gpus.at(gpu), phaseMeterOf(recording, gpu));
        if (!edited)
            return session.post(Severity::Warning, shown(edited.error().message));
        *after = withPhasesOf(*recording.trace, *after, gpu, std::move(*edited));
    }
    if (after->gpus == before->gpus)
        return;
    session.undoStack().push(new UndoStep(
        edit.title, [&session, place, after] { putPhases(session, place, after); },
        [&session, place, before] { putPhases(session, place, before); }));
    if (edit.gpus.size() == 1)
        selectPhaseAt(session, edit.gpus.front(), edit.atSeconds);
}

double middleOf(const Phase& phase)
{
    return 0.5 * (phase.beginSeconds + phase.endSeconds);
}

} // namespace

bool canEditPhases(const Session& session)
{
    if (!session.selection().recording)
        return false;
    const Recording& recording = selectedRecording(session);
    return recording.phases && recording.detection == Detection::Idle;
}

const Phase* editablePhase(const Session& session)
{
    const Selection& selection = session.selection();
    if (!canEditPhases(session) || !selection.gpu || !selection.phase)
        return nullptr;
    const std::vector<Phase>& phases = selectedRecording(session).phases->gpus.at(*selection.gpu).phases;
    return *selection.phase < phases.size() ? &phases[*selection.phase] : nullptr;
}

PhaseMeter phaseMeterOf(const Recording& recording, std::size_t gpu)
{
    const PowerSeries& series = recording.counted->gpus.at(gpu).power;
    return recording.curves ? PhaseMeter(series, recording.curves->gpus.at(gpu).measured->gapSeconds())
                            : PhaseMeter(series);
}

void movePhaseBoundary(Session& session, std::size_t gpu, const BoundaryMove& move)
{
    if (!canEditPhases(session))
        return;
    const Phase& phase = selectedRecording(session).phases->gpus.at(gpu).phases.at(move.phase);
    // The far end stays where it is: just within it lies the phase whatever becomes of the near one.
    const double inside =
        move.edge == PhaseEdge::Begin ? phase.endSeconds - 1e-9 * std::abs(phase.endSeconds) : phase.beginSeconds;
    apply(session,
          {Session::tr("Move Boundary"),
           {gpu},
           [move](const Segmentation& phases, const PhaseMeter& meter) { return moveBoundary(phases, meter, move); },
           inside});
}

void moveEdgeOfSelected(Session& session, PhaseEdge edge, double toSeconds)
{
    if (editablePhase(session) == nullptr)
        return;
    BoundaryMove move;
    move.phase = *session.selection().phase;
    move.edge = edge;
    move.toSeconds = toSeconds;
    movePhaseBoundary(session, *session.selection().gpu, move);
}

void splitPhaseAt(Session& session, double seconds)
{
    const std::optional<std::size_t> gpu = laneGpu(session);
    if (!gpu || !canEditPhases(session))
        return;
    const auto phase = phaseAt(selectedRecording(session).phases->gpus.at(*gpu), seconds);
    if (!phase)
        return session.post(Severity::Warning, Session::tr("There is no phase at %1 s to split.").arg(seconds));
    apply(session, {Session::tr("Split Phase"),
                    {*gpu},
                    [phase, seconds](const Segmentation& phases, const PhaseMeter& meter) {
                        return splitPhase(phases, meter, *phase, seconds);
                    },
                    seconds});
}

void mergeSelectedWithNext(Session& session)
{
    const Phase* selected = editablePhase(session);
    if (selected == nullptr)
        return;
    const std::size_t phase = *session.selection().phase;
    apply(session,
          {Session::tr("Merge Phases"),
           {*session.selection().gpu},
           [phase](const Segmentation& phases, const PhaseMeter& meter) { return mergeWithNext(phases, meter, phase); },
           middleOf(*selected)});
}

void deleteSelectedPhase(Session& session)
{
    const Phase* selected = editablePhase(session);
    if (selected == nullptr)
        return;
    const std::size_t phase = *session.selection().phase;
    apply(session, {Session::tr("Delete Phase"),
                    {*session.selection().gpu},
                    [phase](const Segmentation& phases, const PhaseMeter&) { return deletePhase(phases, phase); },
                    middleOf(*selected)});
}

void markRangeAs(Session& session, HandMark mark)
{
    const Selection& selection = session.selection();
    if (!canEditPhases(session) || !selection.range)
        return;
    std::vector<std::size_t> gpus = {selection.gpu.value_or(0)};
    if (!selection.phase || !selection.gpu) {
        gpus.resize(selectedRecording(session).phases->gpus.size());
        std::iota(gpus.begin(), gpus.end(), std::size_t{0});
    }
    const std::pair range = *selection.range;
    apply(session, {Session::tr("Mark as %1").arg(markText(mark)), std::move(gpus),
                    [mark, range](const Segmentation& phases, const PhaseMeter& meter) {
                        return markRange(phases, meter, mark, range);
                    },
                    0.5 * (range.first + range.second)});
}

QString markText(HandMark mark)
{
    switch (mark) {
    case HandMark::Peak:
        return QObject::tr("Peak");
    case HandMark::Valley:
        return QObject::tr("Valley");
    case HandMark::Epoch:
        return QObject::tr("Epoch");
    case HandMark::Idle:
        break;
    }
    return QObject::tr("Idle");
}

} // namespace wattline::ui
