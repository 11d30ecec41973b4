// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/detection_work.h"

#include "ui/style/text.h"
#include "ui/work/hand_phase_work.h"
#include "ui/work/trace_work.h"
#include "ui/work/undo_step.h"

namespace wattline::ui {

namespace {

/// What is looked at: a recording, and what is counted of it.
struct Looked {
    std::shared_ptr<const Trace> trace;
    std::shared_ptr<const Trace> counted;
    Annotations ignored; ///< what is not counted
};

/// How a recording stands before or after the step. Where the phases are not known yet, they are looked for.
struct DetectionState {
    std::shared_ptr<const Trace> trace;
    SegmentationSettings settings;
    std::optional<std::shared_ptr<const TracePhases>> phases;
};

using Found = std::vector<Result<TracePhases>>;

void apply(Session& session, const std::vector<DetectionState>& states)
{
    for (const DetectionState& state : states) {
        const std::optional<std::size_t> place = session.placeOf(state.trace);
        if (!place)
            continue; // read anew
        session.setDetectionSettings(*place, state.settings);
        if (state.phases)
            putPhases(session, *place, *state.phases);
        else
            detectPhases(session, *place);
    }
}

Result<Found> lookAt(const std::vector<Looked>& all, const SegmentationSettings& settings, const RunContext& context)
{
    Found found;
    for (const Looked& one : all) {
        found.push_back(segmentTrace(*one.counted, settings, context));
        if (!found.back() && found.back().error().kind == ErrorKind::Canceled)
            return found.back().error();
        context.report(static_cast<double>(found.size()) / static_cast<double>(all.size()), "Finding phases");
    }
    return found;
}

void release(Session& session, const std::vector<Looked>& all)
{
    for (const Looked& one : all) {
        if (const auto place = session.placeOf(one.trace))
            session.setDetection(*place, Detection::Idle);
    }
}

/// Marks that say Ignore may have changed since it began.
void followMarks(Session& session, const std::vector<Looked>& all)
{
    for (const Looked& one : all) {
        const auto place = session.placeOf(one.trace);
        if (place && ignoredOf(*session.recordings()[*place].notes.present) != one.ignored)
            detectPhases(session, *place);
    }
}

void take(Session& session, const std::vector<Looked>& all, const std::vector<DetectionState>& settingsOnly,
          const SegmentationSettings& settings, Found found)
{
    std::vector<DetectionState> before = settingsOnly;
    std::vector<DetectionState> after = settingsOnly;
    for (DetectionState& state : after)
        state.settings = settings;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const std::optional<std::size_t> place = session.placeOf(all[i].trace);
        if (!place)
            continue; // closed, or read anew
        const Recording& recording = session.recordings()[*place];
        session.setPhasesWithout(*place, all[i].ignored);
        before.push_back({all[i].trace, recording.detectionSettings, recording.phases});
        if (!found[i])
            session.post(Severity::Problem, shown(found[i].error().message));
        after.push_back(
            {all[i].trace, settings, found[i] ? std::make_shared<const TracePhases>(std::move(*found[i])) : nullptr});
    }
    session.undoStack().push(new UndoStep(
        Session::tr("Detect Phases"), [&session, after] { apply(session, after); },
        [&session, before] { apply(session, before); }));
}

} // namespace

void detectAgain(Session& session, const std::vector<std::size_t>& recordings, const SegmentationSettings& settings)
{
    std::vector<Looked> all;
    std::vector<DetectionState> settingsOnly;
    for (const std::size_t recording : recordings) {
        const Recording& open = session.recordings().at(recording);
        if (open.detection == Detection::Running)
            settingsOnly.push_back({open.trace, open.detectionSettings, std::nullopt});
        else
            all.push_back({open.trace, open.counted, ignoredOf(*open.notes.present)});
    }
    for (const Looked& one : all)
        session.setDetection(*session.placeOf(one.trace), Detection::Running);
    session.start(Session::tr("Detecting phases"),
                  workOf<Found>([all, settings](const RunContext& context) { return lookAt(all, settings, context); },
                                [&session, all, settingsOnly, settings](Result<Found> found) {
                                    release(session, all);
                                    if (found)
                                        take(session, all, settingsOnly, settings, std::move(*found));
                                    followMarks(session, all);
                                }));
}

} // namespace wattline::ui
