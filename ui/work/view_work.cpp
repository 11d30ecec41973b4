// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/view_work.h"

namespace wattline::ui {

namespace {

/// The samples that the cursors stand on; null where there are none.
const SampledSeries* samplesUnderCursors(const Session& session)
{
    const std::optional<std::size_t> gpu = laneGpu(session);
    if (!gpu)
        return nullptr;
    const auto& curves = session.recordings()[*session.selection().recording].curves;
    return curves ? curves->gpus[*gpu].measured.get() : nullptr;
}

double nearestSample(const Session& session, double seconds)
{
    const SampledSeries* samples = samplesUnderCursors(session);
    const std::optional<std::size_t> nearest = samples != nullptr ? samples->nearestNumber(seconds) : std::nullopt;
    return nearest ? samples->times()[*nearest] : seconds;
}

} // namespace

std::optional<std::size_t> laneGpu(const Session& session)
{
    const Selection& selection = session.selection();
    if (!selection.recording)
        return std::nullopt;
    const std::size_t gpus = session.recordings().at(*selection.recording).trace->gpus.size();
    if (selection.gpu && *selection.gpu < gpus)
        return selection.gpu;
    const std::vector<std::size_t> shown = shownGpus(session.traceView().lanes, gpus);
    return shown.empty() ? std::nullopt : std::optional(shown.front());
}

void toggleCursors(Session& session, std::pair<double, double> visible)
{
    if (session.cursors() || !session.selection().recording)
        return session.setCursors(std::nullopt);
    const double quarter = (visible.second - visible.first) / 4.0;
    session.setCursors(
        TimeCursors{nearestSample(session, visible.first + quarter), nearestSample(session, visible.second - quarter)});
}

void moveCursor(Session& session, CursorName cursor, double seconds)
{
    if (!session.cursors())
        return;
    TimeCursors cursors = *session.cursors();
    (cursor == CursorName::A ? cursors.aSeconds : cursors.bSeconds) = nearestSample(session, seconds);
    session.setCursors(cursors);
}

void stepCursor(Session& session, CursorName cursor, int step)
{
    const SampledSeries* samples = samplesUnderCursors(session);
    if (samples == nullptr || !session.cursors())
        return;
    const double at = cursor == CursorName::A ? session.cursors()->aSeconds : session.cursors()->bSeconds;
    const std::optional<std::size_t> from = samples->nearestNumber(at);
    const std::optional<std::size_t> to = from ? samples->stepped(*from, step) : std::nullopt;
    if (to)
        moveCursor(session, cursor, samples->times()[*to]);
}

void toggleLane(Session& session, std::set<std::size_t> LaneChoice::*set, std::size_t gpu)
{
    TraceView view = session.traceView();
    if ((view.lanes.*set).erase(gpu) == 0)
        (view.lanes.*set).insert(gpu);
    session.setTraceView(view);
}

void showAllLanes(Session& session)
{
    TraceView view = session.traceView();
    view.lanes.hidden.clear();
    view.lanes.soloed.clear();
    session.setTraceView(view);
}

} // namespace wattline::ui
