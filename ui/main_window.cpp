// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include "ui/dialogs/notes_elsewhere.h"
#include "ui/dialogs/open_dialog.h"
#include "ui/dialogs/search_choice.h"
#include "ui/message_bar.h"
#include "ui/pages/all_pages.h"
#include "ui/plots/figure_view.h"
#include "ui/status_line.h"
#include "ui/style/text.h"
#include "ui/window_memory.h"
#include "ui/work/stale_rows.h"

#include <QCloseEvent>
#include <QLabel>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabBar>
#include <QToolBar>
#include <QVBoxLayout>
#include <algorithm>

namespace wattline::ui {

MainWindow::MainWindow(Session& session, Memory memory, QWidget* parent)
    : QMainWindow(parent), m_session(session), m_memory(memory)
{
    setWindowTitle(tr("Wattline"));
    setAcceptDrops(true);
    resize(1440, 900);
    makePages();
    makeDocks();
    makeStatusBar();
    makeFileMenu();
    makeEditMenu();
    makeViewMenu();
    makeTraceMenu();
    makeFeaturesMenu();
    makeSearchMenu();
    makeCompareMenu();
    makeHelpMenu();
    makeToolBar();
    m_firstState = saveState();
    if (m_memory == Memory::Use) {
        const WindowPlace place = rememberedPlace();
        restoreGeometry(place.geometry);
        restoreState(place.state);
    }
    for (const auto changed :
         {&Session::recordingsChanged, &Session::datasetChanged, &Session::choiceChanged, &Session::featureTableChanged,
          &Session::searchChanged, &Session::studiedChanged, &Session::settingsChanged, &Session::comparisonChanged,
          &Session::selectionChanged, &Session::tasksChanged, &Session::traceViewChanged, &Session::cursorsChanged})
        connect(&m_session, changed, this, &MainWindow::refreshActions);
    refreshActions();
    new StaleRows(m_session, this);
}

void MainWindow::makePages()
{
    auto* centre = new QWidget;
    m_messageBar = new MessageBar(centre);
    m_switcher = new QTabBar;
    m_switcher->setAccessibleName(tr("Pages"));
    m_switcher->setExpanding(false);
    m_switcher->setDocumentMode(true);
    m_switcher->setDrawBase(false);
    m_stack = new QStackedWidget;
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_switcher);
    layout->addWidget(m_messageBar);
    layout->addWidget(m_stack, 1);
    setCentralWidget(centre);

    m_pages = allPages(m_session, m_stack);
    for (Page* page : m_pages) {
        m_stack->addWidget(page);
        const int tab = m_switcher->addTab(tr("%1 %2").arg(m_switcher->count() + 1).arg(page->title()));
        m_switcher->setTabToolTip(tab, tr("%1 (Alt+%2)").arg(page->title()).arg(tab + 1));
        connect(page, &Page::currentFigureChanged, this, &MainWindow::refreshActions);
        connect(page, &Page::addMetadataRequested, this, [this] { openByDialog(m_session, this); });
        for (FigureView* view : page->findChildren<FigureView*>()) {
            connect(view, &FigureView::pointerMoved, this, [this, view](std::size_t panel, double x, double y) {
                m_pointer->setText(pointerText(view->figure().panels[panel], x, y));
            });
            connect(view, &FigureView::pointerLeft, this, [this] { m_pointer->clear(); });
        }
    }
    connect(m_switcher, &QTabBar::currentChanged, this, &MainWindow::turnTo);
    connect(&m_session, &Session::recordingWanted, this, [this] {
        const auto page = std::ranges::find_if(m_pages, [](const Page* each) { return each->showsRecording(); });
        showPage(static_cast<std::size_t>(page - m_pages.begin()));
    });
    connect(&m_session, &Session::messagePosted, m_messageBar, &MessageBar::showMessage);
}

void MainWindow::makeStatusBar()
{
    m_pointer = new QLabel;
    m_selection = new QLabel;
    m_pointer->setAccessibleName(tr("Value at the pointer"));
    m_selection->setAccessibleName(tr("Selected range"));
    statusBar()->addWidget(m_pointer);
    statusBar()->addWidget(m_selection);
    statusBar()->addPermanentWidget(new TaskStatus(m_session));
    for (const auto changed : {&Session::selectionChanged, &Session::recordingsChanged})
        connect(&m_session, changed, this, [this] { m_selection->setText(selectionText(m_session)); });
}

void MainWindow::showPage(std::size_t index)
{
    m_switcher->setCurrentIndex(static_cast<int>(index));
}

void MainWindow::turnTo(int index)
{
    noteClosedDocks();
    m_stack->setCurrentIndex(index);
    m_pointer->clear();
    showDocksOfPage();
    refreshActions();
}

Page* MainWindow::currentPage() const
{
    const auto index = static_cast<std::size_t>(m_stack->currentIndex());
    return index < m_pages.size() ? m_pages[index] : nullptr;
}

FigureView* MainWindow::currentView() const
{
    return currentPage() != nullptr ? currentPage()->currentView() : nullptr;
}

bool MainWindow::showsFigure() const
{
    return currentPage() != nullptr && currentPage()->showsFigure();
}

void MainWindow::refreshActions()
{
    for (const auto& [action, possible] : m_conditions)
        action->setEnabled(possible());
}

/// Asks where closing would lose notes, or end a search or a comparison that runs.
bool MainWindow::mayClose()
{
    for (std::size_t i = 0; i < m_session.recordings().size(); ++i) {
        if (!mayLoseNotes(m_session, i, this))
            return false;
    }
    if (m_session.isRunning(Job::Search) || m_session.search().run == SearchRun::Paused ||
        !m_session.isRunning(Job::Comparison))
        return mayEndSearch(m_session, this);
    QMessageBox question(QMessageBox::Question, tr("Wattline"), tr("A comparison is still running."),
                         QMessageBox::Cancel, this);
    const QPushButton* stop = question.addButton(tr("Stop and Close"), QMessageBox::AcceptRole);
    question.setDefaultButton(QMessageBox::Cancel);
    question.exec();
    return question.clickedButton() == stop && mayEndSearch(m_session, this);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!mayClose())
        return event->ignore();
    noteClosedDocks();
    showDocksThatAreOpen(); // what is remembered is the layout with every panel that is not closed
    if (m_memory == Memory::Use)
        rememberPlace({saveGeometry(), saveState()});
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    std::vector<std::filesystem::path> paths;
    for (const QUrl& url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            paths.push_back(pathOf(url.toLocalFile()));
    }
    openAfterPreview(m_session, paths, this);
    event->acceptProposedAction();
}

} // namespace wattline::ui
