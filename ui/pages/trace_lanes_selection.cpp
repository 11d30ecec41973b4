// SPDX-License-Identifier: GPL-3.0-or-later
// What of the session's selection the lanes show, and what a click in them selects.
#include "ui/pages/lane_headers.h"
#include "ui/pages/trace_lanes.h"
#include "ui/plots/figure_view.h"
#include "ui/plots/phase_strip.h"
#include "ui/style/text.h"
#include "ui/work/view_work.h"

#include <QLabel>
#include <QPushButton>
#include <algorithm>
#include <cmath>
#include <limits>

namespace wattline::ui {

void TraceLanes::showSelection()
{
    const auto& range = m_session.selection().range;
    if (range)
        m_view->setSelection(FigureSpan{range->first, range->second, FigureSpan::Role::Selection});
    else
        m_view->setSelection(std::nullopt);
    m_headers->refresh();
}

void TraceLanes::showCursors()
{
    const auto& cursors = m_session.cursors();
    m_readout->setVisible(cursors && m_drawn.curves);
    m_headers->refresh();
    if (!cursors || !m_drawn.curves)
        return m_view->setCursors(std::nullopt);
    m_view->setCursors(std::pair(cursors->aSeconds, cursors->bSeconds));
    double joules = 0.0;
    for (const CursorReading& reading : readCursors(*m_drawn.curves, cursors->aSeconds, cursors->bSeconds))
        joules += reading.between.joules;
    const auto seconds = [](double at) { return QString::number(at, 'f', 3) + QStringLiteral(" s"); };
    m_readout->setText(tr("A %1   B %2   B − A %3   Energy between, all GPUs: %4")
                           .arg(seconds(cursors->aSeconds), seconds(cursors->bSeconds),
                                seconds(cursors->bSeconds - cursors->aSeconds), energyText(joules)));
}

void TraceLanes::showHidden()
{
    const std::size_t all = m_drawn.curves ? m_drawn.curves->gpus.size() : 0;
    const std::size_t missing = all - shownGpus(m_session.traceView().lanes, all).size();
    m_showAll->setVisible(missing > 0);
    m_showAll->setText(tr("Show %n Hidden GPU(s)", nullptr, static_cast<int>(missing)));
}

std::size_t TraceLanes::stripGpu() const
{
    return laneGpu(m_session).value_or(0);
}

void TraceLanes::showStrip()
{
    const std::size_t gpu = stripGpu();
    const bool there = m_drawn.phases && gpu < m_drawn.phases->gpus.size();
    m_strip->setVisible(there);
    m_stripLabel->setVisible(there);
    if (!there) {
        m_stripPhases = nullptr;
        return;
    }
    if (m_stripPhases != m_drawn.phases || m_stripOf != gpu) {
        const QString name = tr("GPU %1").arg(shown(m_drawn.curves->trace->gpus[gpu].id));
        m_stripLabel->setText(tr("Phases of %1").arg(name));
        m_strip->setPhases(name, m_drawn.phases->gpus[gpu]);
        m_stripPhases = m_drawn.phases;
        m_stripOf = gpu;
    }
    const Selection& selection = m_session.selection();
    m_strip->setChosen(selection.gpu.value_or(gpu) == gpu ? selection.phase : std::nullopt);
}

/// The GPU of a lane; where several share it, the one whose line is nearest.
std::size_t TraceLanes::gpuAt(std::size_t panel, double seconds, double value) const
{
    const Lane& lane = m_drawn.lanes.at(panel);
    std::size_t nearest = lane.gpus.front();
    double distance = std::numeric_limits<double>::infinity();
    for (const std::size_t gpu : lane.gpus) {
        const GpuCurves& curves = m_drawn.curves->gpus[gpu];
        const double away =
            std::abs((lane.column ? curves.sides[*lane.column] : curves.power)->valueAt(seconds) - value);
        if (away < distance) {
            distance = away;
            nearest = gpu;
        }
    }
    return nearest;
}

void TraceLanes::selectPhase(std::size_t gpu, std::optional<std::size_t> phase)
{
    if (!showsSelected())
        return;
    Selection selection = m_session.selection();
    selection.gpu = gpu;
    selection.phase = phase;
    selection.range.reset();
    if (phase) {
        const Phase& chosen = m_drawn.phases->gpus[gpu].phases[*phase];
        selection.range = {chosen.beginSeconds, chosen.endSeconds};
    }
    m_session.select(selection);
}

void TraceLanes::selectAt(std::size_t panel, double seconds, double value)
{
    if (!showsSelected())
        return;
    const std::size_t gpu = gpuAt(panel, seconds, value);
    std::optional<std::size_t> phase;
    if (m_drawn.phases) {
        const std::vector<Phase>& phases = m_drawn.phases->gpus[gpu].phases;
        const auto hit = std::find_if(phases.begin(), phases.end(), [&](const Phase& candidate) {
            return candidate.beginSeconds <= seconds && seconds < candidate.endSeconds;
        });
        if (hit != phases.end())
            phase = static_cast<std::size_t>(hit - phases.begin());
    }
    selectPhase(gpu, phase);
}

void TraceLanes::selectRange(double begin, double end)
{
    if (!showsSelected())
        return;
    Selection selection = m_session.selection();
    selection.phase.reset();
    selection.range = {begin, end};
    m_session.select(selection);
}

} // namespace wattline::ui
