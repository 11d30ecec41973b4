// SPDX-License-Identifier: GPL-3.0-or-later
// The edges of phases that can be dragged in the lanes.
#include "ui/pages/trace_lanes.h"
#include "ui/plots/figure_view.h"
#include "ui/work/phase_work.h"

#include <algorithm>

namespace wattline::ui {

namespace {

/// Every edge once: where one phase ends and the next begins, it is that one's begin.
std::vector<BoundaryMove> edgesOf(const std::vector<Phase>& phases)
{
    std::vector<BoundaryMove> edges;
    for (std::size_t i = 0; i < phases.size(); ++i) {
        edges.push_back({i, PhaseEdge::Begin, phases[i].beginSeconds, 0.0});
        if (i + 1 == phases.size() || phases[i + 1].beginSeconds != phases[i].endSeconds)
            edges.push_back({i, PhaseEdge::End, phases[i].endSeconds, 0.0});
    }
    return edges;
}

} // namespace

/// The lanes of one GPU's power can be edited; one that several share shows the phases of their sum.
void TraceLanes::showEdges()
{
    m_edges.assign(m_drawn.lanes.size(), {});
    std::vector<std::vector<double>> handles(m_drawn.lanes.size());
    for (std::size_t panel = 0; panel < m_drawn.lanes.size() && m_drawn.phases; ++panel) {
        const Lane& lane = m_drawn.lanes[panel];
        if (lane.column || lane.gpus.size() != 1)
            continue;
        m_edges[panel] = edgesOf(m_drawn.phases->gpus[lane.gpus.front()].phases);
        for (const BoundaryMove& edge : m_edges[panel])
            handles[panel].push_back(edge.toSeconds);
    }
    m_view->setHandles(std::move(handles));
}

std::optional<BoundaryMove> TraceLanes::moveOf(std::size_t panel, std::size_t handle, double seconds,
                                               Qt::KeyboardModifiers keys) const
{
    constexpr double ReachPixels = 12.0;
    if (panel >= m_edges.size() || handle >= m_edges[panel].size() || !canEditPhases(m_session) ||
        recording()->phases != m_drawn.phases)
        return std::nullopt;
    BoundaryMove move = m_edges[panel][handle];
    move.toSeconds = seconds;
    const auto [begin, end] = m_view->visibleRange();
    const int width = std::max(1, m_view->panelArea(panel).width());
    move.reachSeconds = keys.testFlag(Qt::ShiftModifier) ? 0.0 : ReachPixels * (end - begin) / width;
    return move;
}

void TraceLanes::showEdgeDragged(std::size_t panel, std::size_t handle, double seconds, Qt::KeyboardModifiers keys)
{
    const std::optional<BoundaryMove> move = moveOf(panel, handle, seconds, keys);
    if (!move)
        return;
    const std::size_t gpu = m_drawn.lanes[panel].gpus.front();
    m_view->showDraggedHandle(restingPlaceOf(m_drawn.phases->gpus[gpu], phaseMeterOf(*recording(), gpu), *move));
}

void TraceLanes::moveEdge(std::size_t panel, std::size_t handle, double seconds, Qt::KeyboardModifiers keys)
{
    if (const std::optional<BoundaryMove> move = moveOf(panel, handle, seconds, keys))
        movePhaseBoundary(m_session, m_drawn.lanes[panel].gpus.front(), *move);
}

} // namespace wattline::ui
