// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/trace_lanes.h"

#include "core/report/figures.h"
#include "ui/pages/lane_headers.h"
#include "ui/plots/figure_view.h"
#include "ui/plots/overview_bar.h"
#include "ui/plots/phase_strip.h"
#include "ui/style/palette.h"
#include "ui/style/text.h"
#include "ui/work/curve_work.h"
#include "ui/work/view_work.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <algorithm>

namespace wattline::ui {

namespace {

/// Another reading of the same recording is seen as the first one was.
bool isSameRecording(const Trace& a, const Trace& b)
{
    return a.path == b.path && a.part == b.part;
}

} // namespace

TraceLanes::TraceLanes(Session& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_view(new FigureView),
      m_headers(new LaneHeaders(session, *m_view)),
      m_strip(new PhaseStrip),
      m_stripLabel(new QLabel),
      m_overview(new OverviewBar),
      m_scroll(new QScrollBar(Qt::Vertical)),
      m_readout(new QLabel),
      m_showAll(new QPushButton)
{
    makeLayout();
    connectView();
    connect(&m_session, &Session::recordingsChanged, this, &TraceLanes::refresh);
    connect(&m_session, &Session::selectionChanged, this, &TraceLanes::refresh);
    connect(&m_session, &Session::traceViewChanged, this, &TraceLanes::refresh);
    connect(&m_session, &Session::cursorsChanged, this, &TraceLanes::showCursors);
    connect(m_scroll, &QScrollBar::valueChanged, this, &TraceLanes::refresh);
    connect(m_showAll, &QPushButton::clicked, this, [this] { showAllLanes(m_session); });
    refresh();
}

void TraceLanes::makeLayout()
{
    m_view->setAccessibleName(tr("Power of each GPU over time"));
    m_view->setRangeSelection(RangeSelection::On);
    m_view->hideTitles();
    m_scroll->setAccessibleName(tr("Lanes in sight"));
    m_readout->setAccessibleName(tr("Cursors"));
    m_readout->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_readout->setContentsMargins(10, 2, 10, 2);
    m_stripLabel->setContentsMargins(10, 0, 0, 0);
    m_showAll->setFlat(true);
    auto* overviewLabel = new QLabel(tr("Whole recording"));
    overviewLabel->setContentsMargins(10, 0, 0, 0);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->setSpacing(0);
    grid->addWidget(m_stripLabel, 0, 0);
    grid->addWidget(m_strip, 0, 1);
    grid->addWidget(m_headers, 1, 0);
    grid->addWidget(m_view, 1, 1);
    grid->addWidget(m_scroll, 1, 2);
    grid->addWidget(m_showAll, 2, 0);
    grid->addWidget(m_readout, 2, 1);
    grid->addWidget(overviewLabel, 3, 0);
    grid->addWidget(m_overview, 3, 1);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(1, 1);
}

void TraceLanes::connectView()
{
    connect(m_view, &FigureView::positionClicked, this, &TraceLanes::selectAt);
    connect(m_view, &FigureView::rangeSelected, this, &TraceLanes::selectRange);
    connect(m_view, &FigureView::selectionCleared, this, [this] {
        Selection selection = m_session.selection();
        selection.gpu.reset();
        selection.phase.reset();
        selection.range.reset();
        m_session.select(selection);
    });
    connect(m_view, &FigureView::cursorDragged, this,
            [this](CursorName cursor, double x) { moveCursor(m_session, cursor, x); });
    connect(m_view, &FigureView::cursorStepped, this,
            [this](CursorName cursor, int samples) { stepCursor(m_session, cursor, samples); });
    connect(m_view, &FigureView::handleDragged, this, &TraceLanes::showEdgeDragged);
    connect(m_view, &FigureView::handleDropped, this, &TraceLanes::moveEdge);
    connect(m_view, &FigureView::viewDrawn, this, &TraceLanes::alignToPlot);
    connect(m_overview, &OverviewBar::windowGrabbed, m_view, &FigureView::rememberView);
    connect(m_overview, &OverviewBar::windowMoved, this,
            [this](double begin, double end) { m_view->showRange(begin, end, Remember::Nothing); });
    connect(m_strip, &PhaseStrip::phaseChosen, this, [this](std::size_t phase) { selectPhase(stripGpu(), phase); });
}

const Recording* TraceLanes::recording() const
{
    const std::optional<std::size_t> selected = m_session.selection().recording;
    return selected ? &m_session.recordings().at(*selected) : nullptr;
}

/// Not while the picture is still that of an earlier reading: its GPUs and phases are not those of the recording.
bool TraceLanes::showsSelected() const
{
    return recording() != nullptr && m_drawn.curves && m_drawn.curves->trace == recording()->trace;
}

void TraceLanes::refresh()
{
    wantCurves();
    Drawn wanted;
    wanted.ticks = m_session.traceView().ticks;
    if (const Recording* shown = recording(); shown != nullptr && shown->curves) {
        wanted.curves = shown->curves;
        wanted.phases = shown->phases;
        wanted.notes = shown->notes.present;
        wanted.lanes = lanesInSight(allLanes(*shown->curves));
    }
    const bool comesAnew = recording() != nullptr && !wanted.curves && m_drawn.curves &&
                           isSameRecording(*recording()->trace, *m_drawn.curves->trace);
    if (wanted != m_drawn && !comesAnew)
        draw(wanted);
    showHidden();
    showStrip();
    showSelection();
    showCursors();
}

/// Has the curves made that the view wants, where they are not there and not on their way.
void TraceLanes::wantCurves()
{
    const Recording* shown = recording();
    if (shown == nullptr) {
        m_madeFor = {};
        return;
    }
    const std::pair wanted{shown->counted, wantedCurves(m_session, *shown->trace)};
    if (shown->curves && std::pair(shown->curves->counted, shown->curves->settings) == wanted)
        return;
    if (m_making && m_making->isRunning()) {
        if (m_madeFor == wanted)
            return;
        m_making->requestStop();
    }
    m_madeFor = wanted;
    m_making = makeCurves(m_session, *m_session.selection().recording, wanted.second);
}

/// Those of the curves that there are, which may still be of other columns than the choice.
std::vector<Lane> TraceLanes::allLanes(const TraceCurves& curves) const
{
    LaneChoice choice = m_session.traceView().lanes;
    choice.columns = curves.settings.columns;
    return lanesOf(*curves.trace, choice);
}

std::vector<Lane> TraceLanes::lanesInSight(const std::vector<Lane>& all)
{
    constexpr int LeastLines = 4; ///< of text that a lane is high
    const int least = LeastLines * fontMetrics().height();
    const int room = std::max(1, m_view->height() / least);
    const auto pinned =
        static_cast<int>(std::count_if(all.begin(), all.end(), [](const Lane& lane) { return lane.pinned; }));
    const int free = std::max(1, room - pinned);
    const int others = static_cast<int>(all.size()) - pinned;
    const QSignalBlocker quiet(m_scroll);
    m_scroll->setRange(0, std::max(0, others - free));
    m_scroll->setPageStep(free);
    m_scroll->setVisible(m_scroll->maximum() > 0);
    std::vector<Lane> inSight(all.begin(), all.begin() + pinned);
    const auto from = all.begin() + pinned + m_scroll->value();
    inSight.insert(inSight.end(), from, from + std::min(free, others));
    return inSight;
}

void TraceLanes::draw(const Drawn& wanted)
{
    const bool same = wanted.curves && m_drawn.curves && isSameRecording(*wanted.curves->trace, *m_drawn.curves->trace);
    m_drawn = wanted;
    if (wanted.curves)
        m_view->setFigure(traceFigure(*wanted.curves, wanted.phases.get(), wanted.lanes, wanted.ticks, *wanted.notes),
                          same ? ViewRange::Keep : ViewRange::FitAll);
    else
        m_view->setFigure({});
    showEdges();
    m_headers->setLanes(wanted.curves, wanted.lanes);
    std::vector<std::size_t> gpus;
    if (wanted.curves)
        gpus = shownGpus(m_session.traceView().lanes, wanted.curves->gpus.size());
    m_overview->setCurves(wanted.curves, gpus);
    emit figureChanged();
}

std::optional<Figure> TraceLanes::wholeFigure() const
{
    if (!showsFigure())
        return std::nullopt;
    return traceFigure(*m_drawn.curves, m_drawn.phases.get(), allLanes(*m_drawn.curves), m_drawn.ticks, *m_drawn.notes);
}

/// Strip, headers and overview stand where the lanes' axes stand.
void TraceLanes::alignToPlot()
{
    const QRect area = m_view->panelArea(0);
    if (area.isEmpty())
        return;
    const int left = area.left();
    const int right = m_view->width() - area.right() - 1;
    m_strip->setInsets(left, right);
    m_overview->setInsets(left, right);
    const auto [begin, end] = m_view->visibleRange();
    m_strip->setRange(begin, end);
    m_overview->setWindow(begin, end);
    m_headers->place();
}

void TraceLanes::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    layout()->activate();
    refresh(); // more or fewer lanes have room
}

void TraceLanes::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), plotBackground(groundOf(palette())));
}

} // namespace wattline::ui
