// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"
#include "ui/plots/figure_view.h"
#include "ui/style/text.h"
#include "ui/work/view_work.h"

#include <QActionGroup>
#include <QDockWidget>
#include <QMenu>
#include <QMenuBar>
#include <algorithm>

namespace wattline::ui {

namespace {

constexpr double ZoomStep = 1.5;

/// Changes the session's view of recordings.
template <class Change>
void changeView(Session& session, const Change& change)
{
    TraceView view = session.traceView();
    change(view);
    session.setTraceView(view);
}

} // namespace

void MainWindow::makeViewMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&View"));
    for (std::size_t i = 0; i < m_pages.size(); ++i)
        addTo(menu, m_pages[i]->title(), QKeySequence(tr("Alt+%1").arg(i + 1)), [this, i] { showPage(i); });
    menu->addSeparator();
    const auto hasView = [this] { return currentView() != nullptr; };
    addTo(
        menu, tr("Zoom &In"), QKeySequence::ZoomIn, [this] { currentView()->zoomBy(ZoomStep); }, hasView);
    addTo(
        menu, tr("Zoom &Out"), QKeySequence::ZoomOut, [this] { currentView()->zoomBy(1.0 / ZoomStep); }, hasView);
    m_fit = addTo(
        menu, tr("&Fit All"), QKeySequence(tr("Ctrl+0")), [this] { currentView()->fitAll(); }, hasView);
    addTo(
        menu, tr("Zoom to &Selection"), QKeySequence(tr("Ctrl+E")), [this] { zoomToSelection(); },
        [this] { return m_session.selection().range && currentPage()->showsRecording(); });
    addTo(
        menu, tr("&Previous View"), QKeySequence(tr("Alt+Left")), [this] { currentView()->previousView(); }, hasView);
    addTo(
        menu, tr("&Next View"), QKeySequence(tr("Alt+Right")), [this] { currentView()->nextView(); }, hasView);
    m_cursors = addTo(
        menu, tr("Show &Cursors\tC"), {},
        [this] { toggleCursors(m_session, m_pages.front()->currentView()->visibleRange()); },
        [this] { return showsFigure() && currentPage()->showsRecording(); });
    m_cursors->setCheckable(true);
    m_cursors->setIconText(tr("Cursors"));
    connect(&m_session, &Session::cursorsChanged, this,
            [this] { m_cursors->setChecked(m_session.cursors().has_value()); });
    addLanesMenu(menu->addMenu(tr("&Lanes")));
    addTimeMenu(menu->addMenu(tr("&Time")));
    addSmoothingMenu(menu->addMenu(tr("S&moothing")));
    QAction* adapt = menu->addAction(tr("&Adapt Vertical Scale"));
    adapt->setCheckable(true);
    connect(adapt, &QAction::toggled, this, [this](bool on) {
        for (FigureView* view : findChildren<FigureView*>())
            view->setVerticalScale(on ? VerticalScale::Adapt : VerticalScale::Stay);
    });
    menu->addSeparator();
    QMenu* panels = menu->addMenu(tr("Pan&els"));
    for (QDockWidget* dock : m_docks)
        panels->addAction(dock->toggleViewAction());
    addTo(menu, tr("&Reset Layout"), {}, [this] { resetLayout(); });
    QAction* full = addTo(menu, tr("F&ull Screen"), QKeySequence::FullScreen, {});
    full->setCheckable(true);
    connect(full, &QAction::toggled, this,
            [this](bool on) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, on)); });
}

/// An entry that is checked while `on` holds and runs `act`.
QAction* MainWindow::addCheckableTo(QMenu* menu, const QString& text, std::function<void()> act,
                                    std::function<bool()> on, std::function<bool()> possible)
{
    QAction* action = addTo(menu, text, {}, std::move(act), std::move(possible));
    action->setCheckable(true);
    connect(menu, &QMenu::aboutToShow, action, [action, on = std::move(on)] { action->setChecked(on()); });
    return action;
}

void MainWindow::addLanesMenu(QMenu* menu)
{
    const auto hasRecording = [this] { return m_session.selection().recording.has_value(); };
    auto* arrangements = new QActionGroup(menu);
    for (const auto& [title, arrangement] : {std::pair{tr("&Stack: A Lane per GPU"), LaneArrangement::Stack},
                                             std::pair{tr("&Overlay: All GPUs in One"), LaneArrangement::Overlay}})
        arrangements->addAction(addCheckableTo(
            menu, title,
            [this, arrangement = arrangement] {
                changeView(m_session, [&](TraceView& view) { view.lanes.arrangement = arrangement; });
            },
            [this, arrangement = arrangement] { return m_session.traceView().lanes.arrangement == arrangement; },
            hasRecording));
    menu->addSeparator();
    for (const auto& [title, set] :
         {std::pair{tr("&Pin GPU"), &LaneChoice::pinned}, std::pair{tr("So&lo GPU"), &LaneChoice::soloed},
          std::pair{tr("&Hide GPU"), &LaneChoice::hidden}})
        addCheckableTo(
            menu, title,
            [this, set = set] {
                if (const std::optional<std::size_t> gpu = laneGpu(m_session))
                    toggleLane(m_session, set, *gpu);
            },
            [this, set = set] {
                const std::optional<std::size_t> gpu = laneGpu(m_session);
                return gpu && (m_session.traceView().lanes.*set).contains(*gpu);
            },
            [this] { return laneGpu(m_session).has_value(); });
    addTo(
        menu, tr("Show &All GPUs"), {}, [this] { showAllLanes(m_session); },
        [this] {
            const LaneChoice& choice = m_session.traceView().lanes;
            return !choice.hidden.empty() || !choice.soloed.empty();
        });
    menu->addSeparator();
    QMenu* columns = menu->addMenu(tr("&Columns"));
    connect(columns, &QMenu::aboutToShow, this, [this, columns] { fillColumnsMenu(columns); });
    m_conditions.emplace_back(columns->menuAction(), hasRecording);
}

void MainWindow::fillColumnsMenu(QMenu* menu)
{
    menu->clear();
    const Trace& trace = *m_session.recordings().at(*m_session.selection().recording).trace;
    for (const std::string& column : columnsOf(trace)) {
        QAction* action = menu->addAction(shown(titleOfColumn(column)));
        action->setCheckable(true);
        const std::vector<std::string>& chosen = m_session.traceView().lanes.columns;
        action->setChecked(std::find(chosen.begin(), chosen.end(), column) != chosen.end());
        connect(action, &QAction::triggered, this, [this, column](bool on) {
            changeView(m_session, [&](TraceView& view) {
                std::erase(view.lanes.columns, column);
                if (on)
                    view.lanes.columns.push_back(column);
            });
        });
    }
    if (menu->isEmpty())
        menu->addAction(tr("The recording holds power alone"))->setEnabled(false);
}

void MainWindow::addTimeMenu(QMenu* menu)
{
    const auto hasRecording = [this] { return m_session.selection().recording.has_value(); };
    const auto hasClock = [this] {
        const std::optional<std::size_t> recording = m_session.selection().recording;
        return recording && m_session.recordings().at(*recording).trace->startUnixSeconds.has_value();
    };
    auto* group = new QActionGroup(menu);
    const auto add = [&](const QString& title, TimeTicks ticks, std::function<bool()> possible) {
        group->addAction(addCheckableTo(
            menu, title, [this, ticks] { changeView(m_session, [&](TraceView& view) { view.ticks = ticks; }); },
            [this, ticks, hasClock] {
                return hasClock() ? m_session.traceView().ticks == ticks : ticks == TimeTicks::Elapsed;
            },
            std::move(possible)));
    };
    add(tr("&Elapsed"), TimeTicks::Elapsed, hasRecording);
    add(tr("&Clock"), TimeTicks::Clock, hasClock);
}

void MainWindow::addSmoothingMenu(QMenu* menu)
{
    auto* group = new QActionGroup(menu);
    for (const int samples : {1, 3, 5, 9, 15})
        group->addAction(addCheckableTo(
            menu, samples == 1 ? tr("&Off: As Measured") : tr("%1 Samples").arg(samples),
            [this, samples] { changeView(m_session, [&](TraceView& view) { view.smoothingSamples = samples; }); },
            [this, samples] { return m_session.traceView().smoothingSamples == samples; },
            [this] { return m_session.selection().recording.has_value(); }));
}

void MainWindow::zoomToSelection()
{
    if (const auto range = m_session.selection().range; range && currentView() != nullptr)
        currentView()->showRange(range->first, range->second);
}

} // namespace wattline::ui
