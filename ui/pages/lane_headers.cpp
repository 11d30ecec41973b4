// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lane_headers.h"

#include "ui/plots/figure_view.h"
#include "ui/style/text.h"
#include "ui/work/view_work.h"

#include <algorithm>

namespace wattline::ui {

LaneHeaders::LaneHeaders(Session& session, const FigureView& view, QWidget* parent)
    : QWidget(parent), m_session(session), m_view(view)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Ignored);
}

LaneHeader* LaneHeaders::addHeader()
{
    auto* header = new LaneHeader(this);
    connect(header, &LaneHeader::pinToggled, this,
            [this](std::size_t gpu) { toggleLane(m_session, &LaneChoice::pinned, gpu); });
    connect(header, &LaneHeader::soloToggled, this,
            [this](std::size_t gpu) { toggleLane(m_session, &LaneChoice::soloed, gpu); });
    connect(header, &LaneHeader::hideTriggered, this, [this](std::size_t gpu) {
        TraceView view = m_session.traceView();
        view.lanes.soloed.erase(gpu);
        view.lanes.hidden.insert(gpu);
        m_session.setTraceView(view);
    });
    connect(header, &LaneHeader::chosen, this, [this](std::size_t gpu) {
        Selection selection = m_session.selection();
        selection.gpu = gpu;
        m_session.select(selection);
    });
    m_headers.push_back(header);
    return header;
}

void LaneHeaders::setLanes(std::shared_ptr<const TraceCurves> curves, std::vector<Lane> lanes)
{
    m_curves = std::move(curves);
    m_lanes = std::move(lanes);
    const std::size_t count = contents().size();
    while (m_headers.size() < count)
        addHeader();
    while (m_headers.size() > count) {
        m_headers.back()->deleteLater(); // it may be the one whose button was pressed
        m_headers.back()->hide();
        m_headers.pop_back();
    }
    refresh();
    place();
}

LaneHeader::Content LaneHeaders::contentOf(std::size_t gpu, const std::vector<CursorReading>& readings) const
{
    const GpuTrace& trace = m_curves->trace->gpus[gpu];
    const LaneChoice& choice = m_session.traceView().lanes;
    LaneHeader::Content content;
    content.gpu = gpu;
    content.title = tr("GPU %1").arg(shown(trace.id));
    content.line = shown(trace.name);
    if (gpu < readings.size())
        content.line = tr("A %1 · B %2 W").arg(numberText(readings[gpu].wattsAtA), numberText(readings[gpu].wattsAtB));
    content.canPin = choice.arrangement == LaneArrangement::Stack;
    content.pinned = choice.pinned.contains(gpu);
    content.soloed = choice.soloed.contains(gpu);
    content.chosen = m_session.selection().gpu == gpu;
    return content;
}

std::vector<LaneHeader::Content> LaneHeaders::contents() const
{
    std::vector<LaneHeader::Content> contents;
    if (!m_curves)
        return contents;
    std::vector<CursorReading> readings;
    if (const auto& cursors = m_session.cursors())
        readings = readCursors(*m_curves, cursors->aSeconds, cursors->bSeconds);
    for (const Lane& lane : m_lanes) {
        if (lane.gpus.size() > 1 && lane.column)
            continue; // its axis says what it is, the headers of the power whose
        for (const std::size_t gpu : lane.gpus) {
            LaneHeader::Content content = contentOf(gpu, readings);
            if (lane.column) {
                content.title = shown(titleOfColumn(m_curves->settings.columns[*lane.column]));
                content.line.clear();
                content.buttons = false;
            }
            contents.push_back(content);
        }
    }
    return contents;
}

void LaneHeaders::refresh()
{
    const std::vector<LaneHeader::Content> all = contents();
    for (std::size_t i = 0; i < std::min(all.size(), m_headers.size()); ++i)
        m_headers[i]->setContent(all[i]);
}

void LaneHeaders::place()
{
    std::size_t header = 0;
    for (std::size_t lane = 0; lane < m_lanes.size(); ++lane) {
        const std::vector<std::size_t>& gpus = m_lanes[lane].gpus;
        const QRect area = m_view.panelArea(lane);
        if (gpus.size() > 1 && m_lanes[lane].column)
            continue;
        const int share = area.height() / std::max(1, static_cast<int>(gpus.size()));
        const int height = gpus.size() > 1 ? std::min(share, 4 * fontMetrics().height()) : share;
        for (std::size_t i = 0; i < gpus.size() && header < m_headers.size(); ++i, ++header) {
            m_headers[header]->setGeometry(0, area.top() + static_cast<int>(i) * height, width(),
                                           gpus.size() > 1 ? height - 2 : height);
            m_headers[header]->setVisible(!area.isEmpty());
        }
    }
}

} // namespace wattline::ui
