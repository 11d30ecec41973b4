// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/find_widget.h"
#include "tests/support/known_law.h"
#include "tests/support/qt_warnings.h"
#include "tests/support/recordings.h"
#include "tests/ui/session_of_waves.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/search_settings_dialog.h"
#include "ui/main_window.h"
#include "ui/message_bar.h"
#include "ui/panels/messages_panel.h"
#include "ui/plots/figure_view.h"
#include "ui/status_line.h"
#include "ui/work/annotation_work.h"
#include "ui/work/sample_data.h"
#include "ui/work/search_shelf.h"
#include "ui/work/search_work.h"
#include "ui/work/trace_work.h"

#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QDropEvent>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <set>

using namespace wattline;
using namespace wattline::ui;
using namespace wattline::test;

namespace {

QAction* actionOf(const QMainWindow& window, const QString& text)
{
    for (QAction* action : window.findChildren<QAction*>()) {
        if (action->text().remove('&') == text)
            return action;
    }
    return nullptr;
}

struct Window {
    Session session;
    MainWindow window{session, Memory::Ignore};

    Window() { window.show(); }
    bool idle() const { return session.runningTasks().empty(); }
};

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT

private slots:
    void init() { failOnQtWarnings(); }

    void everyPageHasItsKey();
    void noTwoActionsShareAKey();
    void actionsThatCannotActAreDisabled();
    void opensWhatIsDroppedOnIt();
    void tellsATasksTableFromARecording();
    void saysWhyAFileCannotBeRead();
    void opensTheSampleProject();
    void aMessageBringsTheButtonThatMendsIt();
    void neitherNoteNorWarningHidesAProblem();
    void aRunningTaskCanBeCancelled();
    void saysHowLongTheSelectionIsAndHowMuchItTook();
    void resetLayoutBringsBackClosedPanels();
    void detectsPhasesWhereNoneAreKnown();
    void panelsOfARecordingAreInSightWhereItIs();
    void messagesAloneLeaveThePageTheRoom();
    void thePanelInFrontComesBackWithItsPage();
    void withoutMessagesTooThePanelInFrontComesBack();
    void noTwoItemsOfAMenuShareAMnemonic();
    void noTwoFieldsOfTheSearchSettingsShareAMnemonic();
    void asksBeforeClosingEndsASearch();
    void closingMayKeepTheCheckpointOfASearch();
    void fullScreenGivesBackAMaximisedWindow();
    void stepsFromPhaseToPhase();
    void undoNamesTheStepThatItTakesBack();
    void closingAsksWhereNotesAreNotSaved();
    void theExportDialogStartsWithOneColumnOfNature();
    void theLanesMenuArrangesPinsAndHides();
    void theColumnsMenuListsWhatWasRecordedBesideThePower();
    void theClockNeedsARecordingThatKnowsIt();
    void theCursorsEntryShowsWhetherTheyAreThere();
};

void TestMainWindow::everyPageHasItsKey()
{
    Window w;
    auto* stack = w.window.centralWidget()->findChild<QStackedWidget*>();
    for (std::size_t i = 0; i < w.window.pages().size(); ++i) {
        QAction* action = actionOf(w.window, w.window.pages()[i]->title());
        QVERIFY(action != nullptr);
        QCOMPARE(action->shortcut(), QKeySequence(QString("Alt+%1").arg(i + 1)));
        action->trigger();
        QCOMPARE(stack->currentWidget(), w.window.pages()[i]);
    }
    QCOMPARE(w.window.centralWidget()->findChild<QTabBar*>()->count(), static_cast<int>(w.window.pages().size()));
}

void TestMainWindow::noTwoActionsShareAKey()
{
    Window w;
    std::set<QString> keys;
    for (const QAction* action : w.window.findChildren<QAction*>()) {
        if (!action->shortcut().isEmpty() && action->shortcutContext() != Qt::WidgetShortcut)
            QVERIFY2(keys.insert(action->shortcut().toString()).second, qPrintable(action->text()));
    }
}

void TestMainWindow::actionsThatCannotActAreDisabled()
{
    Window w;
    for (const char* text : {"Detect Phases", "Fit All", "Export Figure…", "Compute Table", "Start", "Train Baselines",
                             "Add Note…", "Ignore", "Sensor Profile…", "Aliasing Check…", "Average Replicates…",
                             "Reload", "Reading…", "Close Recording"})
        QVERIFY2(!actionOf(w.window, text)->isEnabled(), text);
    openInto(w.session, recordingOfWaves(1));
    for (const char* text : {"Fit All", "Export Figure…", "Add Note…", "Sensor Profile…", "Reload", "Close Recording"})
        QVERIFY2(actionOf(w.window, text)->isEnabled(), text);
    for (const char* text : {"Ignore", "Average Replicates…"}) // no range is selected, and there is one recording
        QVERIFY2(!actionOf(w.window, text)->isEnabled(), text);
}

void TestMainWindow::opensWhatIsDroppedOnIt()
{
    Window w;
    const TestFolder folder;
    const auto file = folder.write("run.csv", recordingOf({SquareWave{}.series(), SquareWave{}.series()}));
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QString::fromStdString(file.string()))});
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&w.window, &enter);
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&w.window, &drop);
    QTRY_VERIFY(w.window.findChild<ImportDialog*>() != nullptr);
    QTest::keyClick(w.window.findChild<ImportDialog*>(), Qt::Key_Return);
    QTRY_VERIFY(!w.session.recordings().empty() && w.session.recordings()[0].phases);
    QCOMPARE(w.session.recordings()[0].trace->gpus.size(), std::size_t{2});
    QCOMPARE(w.session.selection().recording, std::optional<std::size_t>(0));
    QVERIFY(w.session.recordings()[0].phases->wave);
}

void TestMainWindow::tellsATasksTableFromARecording()
{
    Window w;
    const TestFolder folder;
    folder.write("traces/a.csv", recordingOf({SquareWave{}.series()}));
    const auto tasks = folder.write("anything.txt", tasksCsv({{"a", "traces/a.csv", "a"}}));
    const auto table = folder.write("numbers.csv", "batch,energy\n1,2\n2,4\n3,6\n4,9\n");
    openFiles(w.session, {tasks});
    QTRY_VERIFY(w.session.dataset() && w.idle());
    QCOMPARE(w.session.dataset()->runs, std::size_t{1});
    openFiles(w.session, {table});
    QTRY_VERIFY(w.session.dataset()->dataset.rowCount() == 4 && w.idle());
    QVERIFY(w.session.recordings().empty());
}

void TestMainWindow::saysWhyAFileCannotBeRead()
{
    Window w;
    const TestFolder folder;
    openFiles(w.session, {folder.path("absent.csv"), folder.write("empty.csv", ""),
                          folder.write("good.csv", recordingOf({SquareWave{}.series()}))});
    QTRY_VERIFY(w.session.recordings().size() == 1 && w.idle());
    QStringList problems;
    for (const Message& message : w.session.messages()) {
        if (message.severity == ui::Severity::Problem)
            problems << message.text;
    }
    QCOMPARE(problems.size(), 2);
    QVERIFY2(problems[0].contains("absent.csv"), qPrintable(problems[0]));
    QVERIFY2(problems[1].contains("empty.csv"), qPrintable(problems[1]));
    QVERIFY(w.window.findChild<MessageBar*>()->isVisible());
    QVERIFY(w.window.findChild<MessagesPanel*>()->count() >= 2);
}

void TestMainWindow::opensTheSampleProject()
{
    Window w;
    QVERIFY(!sampleFiles().empty());
    actionOf(w.window, "Open Sample Project")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(w.session.dataset() && w.idle(), 60'000);
    QCOMPARE(w.session.recordings().size(), sampleFiles().size() - 1);
    for (const Message& message : w.session.messages())
        QVERIFY2(message.severity != ui::Severity::Problem, qPrintable(message.text));
    QVERIFY(w.session.recordings()[0].phases->wave);
}

void TestMainWindow::aMessageBringsTheButtonThatMendsIt()
{
    Window w;
    bool mended = false;
    w.session.post(ui::Severity::Problem, "Could not write fig1.pdf.",
                   MessageAction{"Save Elsewhere…", [&] { mended = true; }});
    auto* bar = w.window.findChild<MessageBar*>();
    QVERIFY(bar->isVisible());
    auto* button = bar->findChild<QPushButton*>();
    QCOMPARE(button->text(), QString("Save Elsewhere…"));
    button->click();
    QVERIFY(mended);
    QVERIFY(!bar->isVisible());
}

void TestMainWindow::neitherNoteNorWarningHidesAProblem()
{
    Window w;
    w.session.post(ui::Severity::Problem, "Could not write fig1.pdf.");
    w.session.post(ui::Severity::Note, "459 rows from 459 runs.");
    w.session.post(ui::Severity::Warning, "2 readings are missing.");
    QStringList texts;
    for (const QLabel* label : w.window.findChild<MessageBar*>()->findChildren<QLabel*>())
        texts << label->text();
    QVERIFY(texts.contains("Could not write fig1.pdf."));
    QCOMPARE(w.window.findChild<MessagesPanel*>()->count(), 3);
}

void TestMainWindow::aRunningTaskCanBeCancelled()
{
    Window w;
    auto* status = w.window.findChild<TaskStatus*>();
    QVERIFY(!status->isVisible());
    w.session.start("Waiting", [](const RunContext& context) -> Task::Delivery {
        while (!context.stopRequested())
            std::this_thread::yield();
        return {};
    });
    QVERIFY(status->isVisible());
    status->findChild<QToolButton*>()->click();
    QTRY_VERIFY(w.idle());
    QVERIFY(!status->isVisible());
}

void TestMainWindow::saysHowLongTheSelectionIsAndHowMuchItTook()
{
    Session session;
    openInto(session, recordingOfWaves(2));
    Selection selection = session.selection();
    selection.range = {1.0, 6.0}; // inside a peak of 300 W
    session.select(selection);
    QCOMPARE(selectionText(session), QString("Selected 5.00 s, 3 kJ on all GPUs"));
    selection.gpu = 1;
    session.select(selection);
    QCOMPARE(selectionText(session), QString("Selected 5.00 s, 1.5 kJ on GPU 1"));
}

void TestMainWindow::resetLayoutBringsBackClosedPanels()
{
    Window w;
    for (QDockWidget* dock : w.window.findChildren<QDockWidget*>())
        dock->close();
    actionOf(w.window, "Reset Layout")->trigger();
    for (const QDockWidget* dock : w.window.findChildren<QDockWidget*>())
        QVERIFY2(!dock->isHidden() || !w.window.tabifiedDockWidgets(const_cast<QDockWidget*>(dock)).isEmpty(),
                 qPrintable(dock->windowTitle()));
}

void TestMainWindow::detectsPhasesWhereNoneAreKnown()
{
    Window w;
    Selection selection;
    selection.recording = w.session.addRecording(recordingOfWaves(1));
    w.session.select(selection);
    QAction* detect = actionOf(w.window, "Detect Phases");
    QVERIFY(detect->isEnabled());
    detect->trigger();
    QVERIFY(!detect->isEnabled());
    QTRY_VERIFY(w.session.recordings()[0].phases && w.idle());
    QVERIFY(detect->isEnabled()); // again, after edits by hand
    w.session.undoStack().undo();
    QVERIFY(!w.session.recordings()[0].phases);
}

void TestMainWindow::panelsOfARecordingAreInSightWhereItIs()
{
    Window w;
    const auto dock = [&w](const char* name) { return w.window.findChild<QDockWidget*>(QLatin1String(name)); };
    QVERIFY(QTest::qWaitForWindowExposed(&w.window));
    w.window.showPage(3);
    QVERIFY(dock("phases")->isHidden() && dock("inspector")->isHidden());
    QVERIFY(!dock("messages")->isHidden() && !dock("project")->isHidden());
    w.window.showPage(0);
    QVERIFY(!dock("phases")->isHidden() && !dock("inspector")->isHidden());
    dock("inspector")->close();
    w.window.showPage(1);
    w.window.showPage(2);
    w.window.showPage(0);
    QVERIFY(!dock("phases")->isHidden());
    QVERIFY(dock("inspector")->isHidden());
}

void TestMainWindow::messagesAloneLeaveThePageTheRoom()
{
    Window w;
    w.window.resize(1200, 900);
    const auto dock = [&w](const char* name) { return w.window.findChild<QDockWidget*>(QLatin1String(name)); };
    QVERIFY(QTest::qWaitForWindowExposed(&w.window));
    QTRY_VERIFY(dock("phases")->height() > 150);
    const int withTables = dock("phases")->height();
    w.window.showPage(3);
    QTRY_VERIFY(dock("messages")->height() < 150);
    w.window.resizeDocks({dock("messages")}, {130}, Qt::Vertical);
    QTRY_COMPARE(dock("messages")->height(), 130);
    w.window.showPage(0);
    QTRY_COMPARE(dock("phases")->height(), withTables);
    w.window.showPage(1);
    QTRY_COMPARE(dock("messages")->height(), 130); // as it was left
}

void TestMainWindow::thePanelInFrontComesBackWithItsPage()
{
    Window w;
    QVERIFY(QTest::qWaitForWindowExposed(&w.window));
    auto* quality = w.window.findChild<QDockWidget*>(QStringLiteral("quality"));
    quality->raise();
    QTRY_VERIFY(!quality->visibleRegion().isEmpty());
    w.window.showPage(3);
    QTRY_VERIFY(quality->isHidden());
    w.window.showPage(0);
    QTRY_VERIFY(!quality->visibleRegion().isEmpty());
}

void TestMainWindow::withoutMessagesTooThePanelInFrontComesBack()
{
    Window w;
    w.window.resize(1200, 900);
    const auto dock = [&w](const char* name) { return w.window.findChild<QDockWidget*>(QLatin1String(name)); };
    QVERIFY(QTest::qWaitForWindowExposed(&w.window));
    dock("messages")->close();
    QTRY_VERIFY(dock("phases")->height() > 150);
    const int withTables = dock("phases")->height();
    for (const char* front : {"quality", "cycles"}) {
        dock(front)->raise();
        QTRY_VERIFY(!dock(front)->visibleRegion().isEmpty());
        w.window.showPage(3);
        QTRY_VERIFY(dock(front)->isHidden());
        w.window.showPage(0);
        QTRY_VERIFY(!dock(front)->visibleRegion().isEmpty());
        QTRY_COMPARE(dock(front)->height(), withTables);
    }
}

void TestMainWindow::noTwoItemsOfAMenuShareAMnemonic()
{
    Window w;
    QList<QList<QAction*>> groups{w.window.menuBar()->actions()};
    for (const QMenu* menu : w.window.findChildren<QMenu*>())
        groups << menu->actions();
    for (const QList<QAction*>& group : groups) {
        std::set<QString> letters;
        for (const QAction* action : group) {
            const QKeySequence letter = QKeySequence::mnemonic(action->text());
            QVERIFY2(letter.isEmpty() || letters.insert(letter.toString()).second, qPrintable(action->text()));
        }
    }
}

void TestMainWindow::noTwoFieldsOfTheSearchSettingsShareAMnemonic()
{
    for (SearchPreset preset : {SearchPreset::Paper, SearchPreset::Modern}) {
        const SearchSettingsDialog dialog(settingsOf(preset));
        std::set<QString> letters;
        for (const QLabel* label : dialog.findChildren<QLabel*>()) {
            const QKeySequence letter = QKeySequence::mnemonic(label->text());
            if (label->isVisibleTo(&dialog))
                QVERIFY2(letter.isEmpty() || letters.insert(letter.toString()).second, qPrintable(label->text()));
        }
        QVERIFY(letters.size() > 5);
    }
}

void TestMainWindow::asksBeforeClosingEndsASearch()
{
    Window w;
    w.session.start(
        "Waiting",
        [](const RunContext& context) -> Task::Delivery {
            while (!context.stopRequested())
                std::this_thread::yield();
            return {};
        },
        Job::Search);
    const auto answer = [](const QString& text) {
        QTimer::singleShot(0, [text] {
            auto* question = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            QVERIFY(question != nullptr);
            for (QAbstractButton* button : question->buttons()) {
                if (button->text().remove('&') == text)
                    return button->click();
            }
            QFAIL("The question has no such answer.");
        });
    };
    answer("Cancel");
    QVERIFY(!w.window.close());
    QVERIFY(w.window.isVisible() && !w.idle());
    answer("Stop and Close");
    QVERIFY(w.window.close());
    QTRY_VERIFY(w.idle());
}

void TestMainWindow::closingMayKeepTheCheckpointOfASearch()
{
    const TestFolder folder;
    {
        Window w;
        w.session.setShelf(std::make_shared<SearchShelf>(folder.path("shelf")));
        w.session.setDataset(knownLaw(60));
        SearchSettings endless = settingsOf(SearchPreset::Quick);
        endless.strict.population = 200;
        endless.strict.generations = 100'000;
        endless.strict.stoppingFitness = 0.0;
        startSearch(w.session, endless);
        QTRY_VERIFY(!w.session.search().history.empty());
        QTimer::singleShot(0, [] {
            auto* question = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            QVERIFY(question != nullptr);
            QCOMPARE(question->defaultButton()->text().remove('&'), QString("Keep Checkpoint"));
            question->defaultButton()->click();
        });
        QVERIFY(w.window.close());
    }
    SearchShelf next(folder.path("shelf"));
    const auto left = next.takeLeft();
    QCOMPARE(left.size(), std::size_t{1});
    QVERIFY(!left.front().endedUnexpectedly);
    QVERIFY(readCheckpoint(left.front().file).hasValue());
}

void TestMainWindow::fullScreenGivesBackAMaximisedWindow()
{
    Window w;
    w.window.showMaximized();
    QAction* full = actionOf(w.window, "Full Screen");
    full->setChecked(true);
    QVERIFY(w.window.isFullScreen());
    full->setChecked(false);
    QVERIFY(!w.window.isFullScreen());
    QVERIFY(w.window.isMaximized());
}

void TestMainWindow::stepsFromPhaseToPhase()
{
    Session session;
    openInto(session, recordingOfWaves(1));
    stepPhase(session, 1);
    QCOMPARE(session.selection().phase, std::optional<std::size_t>(0));
    stepPhase(session, 1);
    QCOMPARE(session.selection().phase, std::optional<std::size_t>(1));
    stepPhase(session, -1);
    stepPhase(session, -1);
    QCOMPARE(session.selection().phase, std::optional<std::size_t>(0));
}

void TestMainWindow::undoNamesTheStepThatItTakesBack()
{
    Window w;
    const TestFolder folder;
    auto trace = std::make_shared<Trace>(*recordingOfWaves(1));
    trace->path = folder.path("run.csv");
    openInto(w.session, trace);
    addAnnotation(w.session, 0, {AnnotationKind::Note, 1.0, 2.0, "", "here"});
    QAction* undo = actionOf(w.window, "Undo Add Note");
    QVERIFY(undo != nullptr && undo->isEnabled());
    QCOMPARE(undo->shortcut(), QKeySequence(QKeySequence::Undo));
    undo->trigger();
    QVERIFY(w.session.recordings()[0].notes.present->empty());
    QVERIFY(!undo->isEnabled());
    QVERIFY(actionOf(w.window, "Redo Add Note")->isEnabled());
}

void TestMainWindow::closingAsksWhereNotesAreNotSaved()
{
    Window w;
    const TestFolder folder;
    auto trace = std::make_shared<Trace>(*recordingOfWaves(1));
    trace->path = folder.path("absent/run.csv");
    openInto(w.session, trace);
    addAnnotation(w.session, 0, {AnnotationKind::Note, 1.0, 2.0, "", "here"});
    const auto answer = [](const QString& text) {
        QTimer::singleShot(0, [text] {
            auto* question = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            QVERIFY(question != nullptr);
            button(*question, qPrintable(text))->click();
        });
    };
    answer("Cancel");
    QVERIFY(!w.window.close());
    answer("Discard Notes");
    QVERIFY(w.window.close());
}

void TestMainWindow::theExportDialogStartsWithOneColumnOfNature()
{
    FigureCurve curve{.name = "", .x = {0.0, 1.0}, .y = {1.0, 2.0}};
    ExportDialog dialog(exportOf(Figure{"Figure", {{"", {"Time", "s"}, {"Power", "W"}, {curve}}}}),
                        std::pair(0.0, 0.5));
    const FigureExportSettings first = dialog.settings();
    QCOMPARE(first.format, FigureFormat::Pdf);
    QCOMPARE(first.widthMillimetres, 89.0);
    QCOMPARE(first.fontPoints, 7.0);
    QVERIFY(!first.range);
    auto* preset = dialog.findChildren<QComboBox*>()[1];
    preset->setCurrentIndex(3);
    emit preset->activated(3);
    QCOMPARE(dialog.settings().widthMillimetres, 182.0);
}

void TestMainWindow::theLanesMenuArrangesPinsAndHides()
{
    Window w;
    openInto(w.session, recordingOfWaves(3));
    actionOf(w.window, "Overlay: All GPUs in One")->trigger();
    QVERIFY(w.session.traceView().lanes.arrangement == LaneArrangement::Overlay);
    Selection selection = w.session.selection();
    selection.gpu = 2;
    w.session.select(selection);
    actionOf(w.window, "Pin GPU")->trigger();
    QCOMPARE(w.session.traceView().lanes.pinned, (std::set<std::size_t>{2}));
    QVERIFY(!actionOf(w.window, "Show All GPUs")->isEnabled());
    actionOf(w.window, "Hide GPU")->trigger();
    QCOMPARE(w.session.traceView().lanes.hidden, (std::set<std::size_t>{2}));
    actionOf(w.window, "Show All GPUs")->trigger();
    QVERIFY(w.session.traceView().lanes.hidden.empty());
}

void TestMainWindow::theColumnsMenuListsWhatWasRecordedBesideThePower()
{
    Window w;
    auto trace = std::make_shared<Trace>(*recordingOfWaves(1));
    trace->gpus[0].sides = {{"temperature.gpu", "C", std::vector<float>(trace->gpus[0].power.size(), 50.0F)}};
    openInto(w.session, trace);
    QMenu* columns = actionOf(w.window, "Columns")->menu();
    emit columns->aboutToShow();
    QCOMPARE(columns->actions().size(), 1);
    QCOMPARE(columns->actions().front()->text(), QString("Temperature"));
    columns->actions().front()->trigger();
    QCOMPARE(w.session.traceView().lanes.columns, (std::vector<std::string>{"temperature.gpu"}));
    QTRY_VERIFY(w.idle());
}

void TestMainWindow::theClockNeedsARecordingThatKnowsIt()
{
    Window w;
    openInto(w.session, recordingOfWaves(1));
    QVERIFY(!actionOf(w.window, "Clock")->isEnabled());
    auto timed = std::make_shared<Trace>(*recordingOfWaves(1));
    timed->startUnixSeconds = 1e9;
    openInto(w.session, timed);
    QVERIFY(actionOf(w.window, "Clock")->isEnabled());
    actionOf(w.window, "Clock")->trigger();
    QVERIFY(w.session.traceView().ticks == TimeTicks::Clock);
}

void TestMainWindow::theCursorsEntryShowsWhetherTheyAreThere()
{
    Window w;
    openInto(w.session, recordingOfWaves(1));
    QAction* cursors = actionOf(w.window, "Show Cursors\tC");
    QVERIFY(cursors->shortcut().isEmpty()); // C is a key of the plot, not of the window
    cursors->trigger();
    QVERIFY(w.session.cursors() && cursors->isChecked());
    w.session.setCursors(std::nullopt);
    QVERIFY(!cursors->isChecked());
}

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
