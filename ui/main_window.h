// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"
#include "ui/session.h"
#include "ui/tables/table_in_focus.h"

#include <QMainWindow>
#include <array>
#include <functional>
#include <vector>

QT_BEGIN_NAMESPACE
class QActionGroup;
class QLabel;
class QMenu;
class QStackedWidget;
class QTabBar;
class QToolBar;
QT_END_NAMESPACE

namespace wattline::ui {

class MessageBar;

/// Whether the window takes its place and docks from the last time, and remembers them when it closes.
enum class Memory { Use, Ignore };

/// The window: menus, page stack, docks and status bar. It holds no data.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(Session& session, Memory memory = Memory::Use, QWidget* parent = nullptr);

    const std::vector<Page*>& pages() const { return m_pages; }
    void showPage(std::size_t index);

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    /// What stands below the page.
    enum class LowerEdge { WithRecording, MessagesAlone };

    void makePages();
    void makeDocks();
    void makeStatusBar();
    void makeFileMenu();
    void makeEditMenu();
    void makeViewMenu();
    void makeTraceMenu();
    void makeFeaturesMenu();
    void makeSearchMenu();
    void makeCompareMenu();
    void makeHelpMenu();
    void makeToolBar();

    /// An action that runs `act`, enabled while `possible` holds (looked at whenever the session or the page changes).
    QAction* addTo(QMenu* menu, const QString& text, const QKeySequence& key, std::function<void()> act,
                   std::function<bool()> possible = {});
    QAction* addCheckableTo(QMenu* menu, const QString& text, std::function<void()> act, std::function<bool()> on,
                            std::function<bool()> possible);
    void addLanesMenu(QMenu* menu);
    void addTimeMenu(QMenu* menu);
    void addSmoothingMenu(QMenu* menu);
    void fillColumnsMenu(QMenu* menu);
    void turnTo(int index);
    /// The panels about a recording are in sight only on a page that shows one; which of them are closed is kept.
    void noteClosedDocks();
    void showDocksThatAreOpen();
    void showDocksOfPage();
    QDockWidget* lowerDock() const;
    void turnLowerEdge(LowerEdge edge, QDockWidget* front, int height);
    bool mayClose();
    void refreshActions();
    void fillRecentMenu();

    Page* currentPage() const;
    FigureView* currentView() const;
    bool showsFigure() const;
    void exportFigure();
    void copyImage();
    void fillFormulaNotations(QMenu* menu);
    void fillFormulaEdits(QMenu* menu);
    void detectPhasesNow();
    bool canDetectPhases() const;
    void fillRecordingActions(QMenu* menu);
    void fillDetection(QMenu* menu);
    void fillPhaseEdits(QMenu* menu);
    void fillMarks(QMenu* menu);
    void splitPhase();
    void addNote();
    void fillSignalChecks(QMenu* menu);
    void zoomToSelection();
    void resetLayout();
    void showAbout();

    Session& m_session;
    Memory m_memory;
    QTabBar* m_switcher = nullptr;
    QStackedWidget* m_stack = nullptr;
    MessageBar* m_messageBar = nullptr;
    QLabel* m_pointer = nullptr;
    QLabel* m_selection = nullptr;
    QMenu* m_recent = nullptr;
    QToolBar* m_toolBar = nullptr;
    TableInFocus m_tables{*this};
    QByteArray m_firstState; ///< of the docks, for Reset Layout
    std::vector<Page*> m_pages;
    std::vector<QDockWidget*> m_docks;
    std::vector<QDockWidget*> m_recordingDocks; ///< those of m_docks that speak of a recording
    std::vector<QDockWidget*> m_closedDocks;    ///< those of m_recordingDocks that are closed
    LowerEdge m_lowerEdge = LowerEdge::WithRecording;
    QDockWidget* m_frontDock = nullptr;  ///< at the lower edge, below a page that shows a recording
    std::array<int, 2> m_lowerHeights{}; ///< in pixels, of the panels at each LowerEdge, as they were left last
    std::vector<std::pair<QAction*, std::function<bool()>>> m_conditions;
    QAction* m_open = nullptr;
    QAction* m_detect = nullptr;
    QAction* m_fit = nullptr;
    QAction* m_cursors = nullptr;
    QAction* m_start = nullptr; ///< of a search; likewise the next two
    QAction* m_pause = nullptr;
    QAction* m_stop = nullptr;
    QAction* m_export = nullptr;
};

} // namespace wattline::ui
