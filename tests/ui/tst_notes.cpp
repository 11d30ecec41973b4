// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/notes_file.h"
#include "tests/support/find_widget.h"
#include "tests/support/qt_warnings.h"
#include "tests/support/recordings.h"
#include "tests/ui/session_of_waves.h"
#include "ui/dialogs/annotation_dialog.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/notes_panel.h"
#include "ui/panels/project_panel.h"
#include "ui/status_line.h"
#include "ui/work/annotation_work.h"
#include "ui/work/recording_work.h"
#include "ui/work/trace_work.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QTableView>
#include <QTest>
#include <QTimer>

using namespace wattline;
using namespace wattline::ui;
using namespace wattline::test;

namespace {

const Annotation Start{AnnotationKind::Note, 13.0, 13.0, "", "second epoch"};

/// A recording on the disk, open and selected.
struct Workplace {
    TestFolder folder;
    Session session;

    explicit Workplace(std::size_t gpus = 2)
    {
        auto trace = std::make_shared<Trace>(*recordingOfWaves(gpus));
        trace->path = folder.path("run.csv");
        openInto(session, trace);
    }

    const Recording& recording() const { return session.recordings().at(0); }
    const Annotations& notes() const { return *recording().notes.present; }
    NotesPlace place() const { return notesPlaceOf(*recording().trace); }
    bool settles() const
    {
        return QTest::qWaitFor([this] { return session.runningTasks().empty(); });
    }
    void select(double begin, double end)
    {
        Selection selection = session.selection();
        selection.range = {begin, end};
        session.select(selection);
    }
    /// Writes a file that the notes must not replace.
    void spoilNotes() const { folder.write("run.csv.notes.json", "{}"); }
};

/// Fills in the dialog that opens next and accepts it.
void answerDialog(const std::function<void(AnnotationDialog&)>& fill)
{
    QTimer::singleShot(0, [fill] {
        auto* dialog = qobject_cast<AnnotationDialog*>(QApplication::activeModalWidget());
        QVERIFY(dialog != nullptr);
        fill(*dialog);
        QTest::keyClick(dialog, Qt::Key_Return);
    });
}

} // namespace

class TestNotes : public QObject {
    Q_OBJECT

private slots:
    void init() { failOnQtWarnings(); }

    void aNoteIsWrittenBesideTheRecording()
    {
        Workplace w;
        addAnnotation(w.session, 0, Start);
        QCOMPARE(*readNotes(w.place()), Annotations{Start});
        QVERIFY(w.recording().notes.areStored());
        QCOMPARE(w.session.selection().annotation, std::optional<std::size_t>(0));
        QCOMPARE(w.session.undoStack().undoText(), QString("Add Note"));
    }

    void undoAndRedoReachTheFile()
    {
        Workplace w;
        addAnnotation(w.session, 0, Start);
        w.session.undoStack().undo();
        QVERIFY(w.notes().empty() && readNotes(w.place())->empty());
        QVERIFY(!w.session.selection().annotation);
        w.session.undoStack().redo();
        QCOMPARE(w.notes().size(), std::size_t{1});
        QCOMPARE(readNotes(w.place())->size(), std::size_t{1});
    }

    void notesStandInOrderOfTimeWhateverTheOrderOfTheirMaking()
    {
        Workplace w;
        addAnnotation(w.session, 0, Start);
        addAnnotation(w.session, 0, {AnnotationKind::Note, 1.0, 1.0, "", "first"});
        QCOMPARE(w.notes()[0].text, std::string("first"));
        QCOMPARE(w.session.selection().annotation, std::optional<std::size_t>(0));
    }

    void aRangeIsIgnoredOnAllGpusAndAPhaseOnItsOwn()
    {
        Workplace w;
        w.select(2.0, 4.0);
        ignoreSelection(w.session);
        QCOMPARE(w.notes()[0], (Annotation{AnnotationKind::Ignore, 2.0, 4.0, "", ""}));
        QCOMPARE(w.session.undoStack().undoText(), QString("Mark as Ignore"));
        QVERIFY(w.settles());
        Selection selection = w.session.selection();
        selection.gpu = 1;
        w.session.select(selection);
        stepPhase(w.session, 1);
        ignoreSelection(w.session);
        QCOMPARE(w.notes()[0].gpu, std::string("1"));
    }

    void ignoredStretchesAreLeftOutOfTheNumbersAndComeBackWithUndo()
    {
        Workplace w;
        const auto countedEnergy = [&w] {
            double joules = 0.0;
            for (const GpuTrace& gpu : w.recording().counted->gpus)
                joules += summarise(gpu.power).energyJoules;
            return joules;
        };
        const double whole = countedEnergy();
        w.select(0.95, 5.05); // 4.2 s of a peak at 300 W, on two GPUs
        ignoreSelection(w.session);
        QVERIFY(w.settles());
        QVERIFY2(std::abs(whole - countedEnergy() - 2 * 4.2 * 300.0) < 1.0,
                 qPrintable(QString::number(whole - countedEnergy())));
        w.select(0.0, 5.05);
        QVERIFY2(selectionText(w.session).contains("540 J"), qPrintable(selectionText(w.session)));
        QVERIFY(w.recording().phases && w.recording().detection == Detection::Idle);
        w.session.undoStack().undo();
        QVERIFY(w.settles());
        QCOMPARE(countedEnergy(), whole);
        QCOMPARE(w.recording().counted, w.recording().trace);
    }

    void marksMadeDuringADetectionAreCountedAfterIt()
    {
        Workplace w;
        detectPhases(w.session, 0);
        w.select(1.0, 5.0);
        ignoreSelection(w.session);
        QVERIFY(w.settles());
        QVERIFY(summarise(w.recording().counted->gpus[0].power).missing > 0);
    }

    void notesThatCannotBeSavedStayAndOfferAnotherPlace()
    {
        Workplace w;
        w.spoilNotes();
        addAnnotation(w.session, 0, Start);
        QCOMPARE(w.notes().size(), std::size_t{1});
        QVERIFY(!w.recording().notes.areStored());
        const Message message = w.session.messages().back();
        QCOMPARE(message.severity, ui::Severity::Problem);
        QVERIFY2(message.text.contains("run.csv.notes.json"), qPrintable(message.text));
        QVERIFY(message.actions.size() == 1 && message.actions[0].title == "Save Elsewhere…");
    }

    void aNotesFileThatIsOpenedGivesItsNotesToTheRecording()
    {
        Workplace w;
        addAnnotation(w.session, 0, Start);
        const auto elsewhere = w.folder.write(
            "kept/run.notes.json",
            R"({"format":"wattline-notes","version":1,"recording":"run.csv","notes":[{"kind":"idle","begin_s":1,"end_s":2}]})");
        openFiles(w.session, {elsewhere});
        QVERIFY(w.settles());
        QCOMPARE(w.notes(), (Annotations{{AnnotationKind::Idle, 1.0, 2.0, "", ""}}));
        addAnnotation(w.session, 0, Start);
        QCOMPARE(readNotes({elsewhere, "run.csv", 1})->size(), std::size_t{2});
        QCOMPARE(*readNotes(w.place()), Annotations{Start}); // what lay beside the recording stays
        w.session.undoStack().undo();
        w.session.undoStack().undo();
        QCOMPARE(w.notes(), Annotations{Start});
        QVERIFY(w.recording().notes.areStored());
    }

    void notesOnARecordingThatIsNotOpenAreToldSo()
    {
        const TestFolder folder;
        Session session;
        openFiles(session, {folder.write("a.json",
                                         R"({"format":"wattline-notes","version":1,"recording":"b.csv","notes":[]})")});
        QTRY_VERIFY(!session.messages().empty());
        QVERIFY(session.messages().back().text.contains("b.csv"));
    }

    void openingARecordingBringsItsNotes()
    {
        TestFolder folder;
        const auto file = folder.write("run.csv", recordingOf({SquareWave{}.series()}));
        folder.write("run.csv.notes.json",
                     R"({"format":"wattline-notes","version":1,"notes":[{"kind":"note","begin_s":1,"end_s":2}]})");
        Session session;
        openFiles(session, {file});
        QTRY_VERIFY(session.recordings().size() == 1 && session.runningTasks().empty());
        QCOMPARE(session.recordings()[0].notes.present->size(), std::size_t{1});
        QVERIFY(session.recordings()[0].notes.areStored());
    }

    void aSpoiledNotesFileIsToldAndTheRecordingOpens()
    {
        TestFolder folder;
        const auto file = folder.write("run.csv", recordingOf({SquareWave{}.series()}));
        folder.write("run.csv.notes.json", "[");
        Session session;
        openFiles(session, {file});
        QTRY_VERIFY(session.recordings().size() == 1 && session.runningTasks().empty());
        QCOMPARE(session.messages().front().severity, ui::Severity::Problem);
        QVERIFY(session.messages().front().text.contains("run.csv.notes.json"));
    }

    void ignoreMarksOfTheFileCountFromTheStart()
    {
        TestFolder folder;
        const auto file = folder.write("run.csv", recordingOf({SquareWave{}.series()}));
        folder.write("run.csv.notes.json",
                     R"({"format":"wattline-notes","version":1,"notes":[{"kind":"ignore","begin_s":1,"end_s":5}]})");
        Session session;
        openFiles(session, {file});
        QTRY_VERIFY(session.recordings().size() == 1 && session.runningTasks().empty());
        QCOMPARE(summarise(session.recordings()[0].counted->gpus[0].power).missing, std::size_t{41});
    }

    void theListJumpsToANoteAndTakesItAway()
    {
        Workplace w;
        NotesPanel panel(w.session);
        panel.show();
        addAnnotation(w.session, 0, {AnnotationKind::Note, 1.0, 2.0, "1", "first"});
        addAnnotation(w.session, 0, Start);
        auto* table = panel.findChild<QTableView*>();
        QCOMPARE(table->selectionModel()->selectedRows().front().row(), 1);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                          table->visualRect(table->model()->index(0, 4)).center());
        QCOMPARE(w.session.selection().range, std::optional(std::pair(1.0, 2.0)));
        QCOMPARE(w.session.selection().gpu, std::optional<std::size_t>(1));
        table->setFocus();
        panel.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        QTest::keyClick(table, Qt::Key_Delete);
        QCOMPARE(w.notes(), Annotations{Start});
        QCOMPARE(w.session.undoStack().undoText(), QString("Delete Note"));
        w.session.undoStack().undo();
        QCOMPARE(w.notes().size(), std::size_t{2});
    }

    void aNoteIsEditedInADialog()
    {
        Workplace w;
        NotesPanel panel(w.session);
        addAnnotation(w.session, 0, Start);
        answerDialog([](AnnotationDialog& dialog) {
            dialog.findChild<QLineEdit*>()->setText("checkpoint");
            dialog.findChildren<QComboBox*>()[1]->setCurrentIndex(1);
        });
        button(panel, "Edit…")->click();
        QCOMPARE(w.notes()[0], (Annotation{AnnotationKind::Note, 13.0, 13.0, "0", "checkpoint"}));
    }

    void acceptingTheDialogUnchangedIsNoStep()
    {
        Workplace w;
        addAnnotation(w.session, 0, {AnnotationKind::Note, 1.00004, 2.00004, "", "exact"});
        const int steps = w.session.undoStack().count();
        answerDialog([](AnnotationDialog&) {});
        editNoteByDialog(w.session, 0, nullptr);
        QCOMPARE(w.session.undoStack().count(), steps);
        QCOMPARE(w.notes()[0].beginSeconds, 1.00004);
    }

    void theEndOfANoteNeverStandsBeforeItsBegin()
    {
        const auto trace = recordingOfWaves(1);
        AnnotationDialog dialog({AnnotationKind::Note, 1.0, 2.0, "", ""}, *trace);
        const auto boxes = dialog.findChildren<QDoubleSpinBox*>();
        boxes[0]->setValue(5.0);
        QCOMPARE(dialog.annotation().endSeconds, 5.0);
        boxes[1]->setValue(3.0);
        QCOMPARE(dialog.annotation().beginSeconds, 3.0);
    }

    void aNewNoteIsAboutTheSelectedRange()
    {
        Workplace w;
        w.select(2.0, 4.0);
        answerDialog([](AnnotationDialog& dialog) { dialog.findChild<QLineEdit*>()->setText("here"); });
        addNoteByDialog(w.session, 50.0, nullptr);
        QCOMPARE(w.notes()[0], (Annotation{AnnotationKind::Note, 2.0, 4.0, "", "here"}));
    }

    void aNoteStaysWithItsRecordingWhereAFileIsOpenedMeanwhile()
    {
        Workplace w;
        answerDialog([&w](AnnotationDialog& dialog) {
            openInto(w.session, recordingOfWaves(1));
            dialog.findChild<QLineEdit*>()->setText("here");
        });
        addNoteByDialog(w.session, 50.0, nullptr);
        QCOMPARE(w.notes(), (Annotations{{AnnotationKind::Note, 50.0, 50.0, "", "here"}}));
        QVERIFY(w.session.recordings()[1].notes.present->empty());
        QCOMPARE(w.session.selection().recording, std::optional<std::size_t>(1));
        QVERIFY(!w.session.selection().annotation);
    }

    void aNoteIsEditedInItsRecordingWhereAFileIsOpenedMeanwhile()
    {
        Workplace w;
        addAnnotation(w.session, 0, Start);
        answerDialog([&w](AnnotationDialog& dialog) {
            openInto(w.session, recordingOfWaves(1));
            dialog.findChild<QLineEdit*>()->setText("checkpoint");
        });
        editNoteByDialog(w.session, 0, nullptr);
        QCOMPARE(w.notes()[0].text, std::string("checkpoint"));
        QVERIFY(w.session.recordings()[1].notes.present->empty());
    }

    void aNoteThatIsAnotherOneByNowIsNotEdited()
    {
        Workplace w;
        addAnnotation(w.session, 0, Start);
        const Annotation other{AnnotationKind::Note, 1.0, 1.0, "", "first"};
        answerDialog([&](AnnotationDialog& dialog) {
            addAnnotation(w.session, 0, other);
            dialog.findChild<QLineEdit*>()->setText("checkpoint");
        });
        editNoteByDialog(w.session, 0, nullptr);
        QCOMPARE(w.notes(), (Annotations{other, Start}));
    }

    void theListIsAProperModel()
    {
        RowModel<Annotation> model(noteColumns());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows({Start, {AnnotationKind::Ignore, 1.0, 3.5, "7", "two\nlines"}});
        QCOMPARE(model.data(model.index(1, 0), Qt::DisplayRole).toString(), QString("Ignore"));
        QCOMPARE(model.data(model.index(1, 3), SortKeyRole).toDouble(), 2.5);
        QCOMPARE(model.data(model.index(1, 4), Qt::DisplayRole).toString(), QString("two lines"));
        model.setRows({});
        QCOMPARE(model.rowCount(), 0);
    }

    void aClosedRecordingComesBackWithItsNotesAndPhases()
    {
        Workplace w;
        addAnnotation(w.session, 0, Start);
        openInto(w.session, recordingOfWaves(1));
        const auto trace = w.recording().trace;
        const auto phases = w.recording().phases;
        closeRecording(w.session, 0);
        QCOMPARE(w.session.recordings().size(), std::size_t{1});
        QCOMPARE(w.session.selection().recording, std::optional<std::size_t>(0)); // the other one moved up
        QCOMPARE(w.session.undoStack().undoText(), QString("Close run.csv"));
        w.session.undoStack().undo();
        QCOMPARE(w.recording().trace, trace);
        QCOMPARE(w.recording().phases, phases);
        QCOMPARE(w.notes(), Annotations{Start});
        QCOMPARE(w.session.selection().recording, std::optional<std::size_t>(0));
    }

    void closingTheLastRecordingLeavesNothingSelected()
    {
        Workplace w;
        ProjectPanel panel(w.session);
        closeRecording(w.session, 0);
        QVERIFY(w.session.recordings().empty());
        QVERIFY(!w.session.selection().recording);
        QCOMPARE(panel.topLevelItem(0)->childCount(), 0);
    }

    void aRecordingThatIsClosedWhileItIsMeasuredIsMeasuredWhenItComesBack()
    {
        Workplace w;
        const auto phases = w.recording().phases;
        w.session.setNumbers(0, nullptr, nullptr);
        measure(w.session, 0);
        closeRecording(w.session, 0);
        QVERIFY(w.settles());
        w.session.undoStack().undo();
        QVERIFY(w.settles());
        QVERIFY(w.recording().numbers && w.recording().quality);
        QCOMPARE(w.recording().phases, phases);
    }

    void phasesFoundForAClosedRecordingBelongToNobody()
    {
        Workplace w;
        openInto(w.session, recordingOfWaves(1));
        const auto phases = w.session.recordings()[1].phases;
        detectPhases(w.session, 0);
        closeRecording(w.session, 0);
        QVERIFY(w.settles());
        QCOMPARE(w.session.recordings()[0].phases, phases);
        w.session.undoStack().undo();
        QVERIFY(w.settles());
        QVERIFY(w.recording().phases && w.recording().detection == Detection::Idle);
    }
};

QTEST_MAIN(TestNotes)
#include "tst_notes.moc"
