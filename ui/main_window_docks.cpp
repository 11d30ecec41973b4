// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"
#include "ui/panels/classes_panel.h"
#include "ui/panels/cycles_panel.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/messages_panel.h"
#include "ui/panels/notes_panel.h"
#include "ui/panels/phases_panel.h"
#include "ui/panels/project_panel.h"
#include "ui/panels/quality_panel.h"
#include "ui/panels/regimes_panel.h"

#include <QDockWidget>
#include <QLayout>
#include <QStatusBar>
#include <algorithm>
#include <utility>

namespace wattline::ui {

namespace {

constexpr int TablesHeight = 210;  // pixels, below a page that shows a recording
constexpr int MessagesHeight = 76; // pixels, below another

/// From the upper edge of a panel above the status bar down to that, with the tabs between; 0 where there is none.
int heightOf(const QDockWidget* lower, const QStatusBar& bar)
{
    return lower != nullptr ? bar.y() - lower->y() : 0;
}

} // namespace

void MainWindow::makeDocks()
{
    const auto add = [this](const QString& title, const char* name, Qt::DockWidgetArea area, QWidget* panel) {
        auto* dock = new QDockWidget(title, this);
        dock->setObjectName(QLatin1String(name)); // saveState needs it
        dock->setWidget(panel);
        addDockWidget(area, dock);
        m_docks.push_back(dock);
        return dock;
    };
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    QDockWidget* project = add(tr("Project"), "project", Qt::LeftDockWidgetArea, new ProjectPanel(m_session));
    QDockWidget* inspector = add(tr("Inspector"), "inspector", Qt::RightDockWidgetArea, new InspectorPanel(m_session));
    QDockWidget* phases = add(tr("Phases"), "phases", Qt::BottomDockWidgetArea, new PhasesPanel(m_session));
    QDockWidget* cycles = add(tr("Cycles"), "cycles", Qt::BottomDockWidgetArea, new CyclesPanel(m_session));
    QDockWidget* regimes = add(tr("Regimes"), "regimes", Qt::BottomDockWidgetArea, new RegimesPanel(m_session));
    QDockWidget* classes = add(tr("Classes"), "classes", Qt::BottomDockWidgetArea, new ClassesPanel(m_session));
    QDockWidget* quality = add(tr("Quality"), "quality", Qt::BottomDockWidgetArea, new QualityPanel(m_session));
    QDockWidget* notes = add(tr("Notes"), "notes", Qt::BottomDockWidgetArea, new NotesPanel(m_session));
    QDockWidget* messages = add(tr("Messages"), "messages", Qt::BottomDockWidgetArea, new MessagesPanel(m_session));
    m_recordingDocks = {inspector, phases, cycles, regimes, classes, quality, notes};
    tabifyDockWidget(phases, cycles);
    tabifyDockWidget(cycles, regimes);
    tabifyDockWidget(regimes, classes);
    tabifyDockWidget(classes, quality);
    tabifyDockWidget(quality, notes);
    tabifyDockWidget(notes, messages);
    phases->raise();
    resizeDocks({project, inspector}, {project->sizeHint().width(), inspector->sizeHint().width()}, Qt::Horizontal);
    resizeDocks({phases}, {TablesHeight}, Qt::Vertical);
    m_lowerHeights = {TablesHeight, MessagesHeight};
}

void MainWindow::noteClosedDocks()
{
    if (!currentPage()->showsRecording())
        return; // they are out of sight there, which is not the same
    m_closedDocks.clear();
    for (QDockWidget* dock : m_recordingDocks) {
        if (!dock->toggleViewAction()->isChecked())
            m_closedDocks.push_back(dock);
    }
}

void MainWindow::showDocksThatAreOpen()
{
    QDockWidget* front = lowerDock();
    const int height = heightOf(front, *statusBar());
    for (QDockWidget* dock : m_recordingDocks)
        dock->setVisible(std::find(m_closedDocks.begin(), m_closedDocks.end(), dock) == m_closedDocks.end());
    turnLowerEdge(LowerEdge::WithRecording, front, height);
}

void MainWindow::showDocksOfPage()
{
    if (currentPage()->showsRecording())
        return showDocksThatAreOpen();
    QDockWidget* front = lowerDock();
    const int height = heightOf(front, *statusBar());
    for (QDockWidget* dock : m_recordingDocks)
        dock->hide();
    turnLowerEdge(LowerEdge::MessagesAlone, front, height);
}

/// The panel in sight at the lower edge; null where none is.
QDockWidget* MainWindow::lowerDock() const
{
    for (QDockWidget* dock : m_docks) {
        if (dockWidgetArea(dock) == Qt::BottomDockWidgetArea && !dock->isFloating() && !dock->visibleRegion().isEmpty())
            return dock;
    }
    return nullptr;
}

/// Messages alone need less room than tables of a recording: the lower edge has a height for each, as it was left last,
/// and of the tables the one in front comes back. `front` was in sight before, so high; null where none was.
void MainWindow::turnLowerEdge(LowerEdge edge, QDockWidget* front, int height)
{
    if (edge == m_lowerEdge)
        return;
    const auto left = static_cast<std::size_t>(std::exchange(m_lowerEdge, edge));
    const int wanted = m_lowerHeights.at(static_cast<std::size_t>(edge));
    if (front != nullptr)
        m_lowerHeights.at(left) = height;
    if (edge == LowerEdge::MessagesAlone && front != nullptr)
        m_frontDock = front;
    for (QDockWidget* dock : m_docks) {
        if (dockWidgetArea(dock) == Qt::BottomDockWidgetArea && !dock->isFloating() && dock->isVisible()) {
            resizeDocks({dock}, {wanted}, Qt::Vertical);
            break;
        }
    }
    if (edge == LowerEdge::WithRecording && m_frontDock != nullptr && !m_frontDock->isHidden())
        m_frontDock->raise();
}

void MainWindow::resetLayout()
{
    restoreState(m_firstState);
    for (QDockWidget* dock : m_docks)
        dock->show();
    m_closedDocks.clear();
    m_lowerEdge = LowerEdge::WithRecording;
    m_lowerHeights = {TablesHeight, MessagesHeight};
    layout()->activate();
    showDocksOfPage();
}

} // namespace wattline::ui
