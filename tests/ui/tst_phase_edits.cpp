// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/hand_phases_file.h"
#include "tests/support/qt_warnings.h"
#include "tests/support/recordings.h"
#include "tests/ui/session_of_waves.h"
#include "ui/pages/trace_page.h"
#include "ui/panels/phases_panel.h"
#include "ui/plots/figure_view.h"
#include "ui/work/annotation_work.h"
#include "ui/work/detection_work.h"
#include "ui/work/phase_work.h"
#include "ui/work/trace_work.h"

#include <QLabel>
#include <QMouseEvent>
#include <QPushButton>
#include <QTest>

using namespace wattline;
using namespace wattline::ui;
using namespace wattline::test;

namespace {

/// A recording of two GPUs with peaks of 10 s from 0, 13, 26, ... s, on the disk and open on the Trace page.
struct Workplace {
    TestFolder folder;
    Session session;
    TracePage page{session};

    explicit Workplace(const SquareWave& wave = {})
    {
        page.resize(1000, 640);
        page.show();
        auto trace = std::make_shared<Trace>(*recordingOfWaves(2, wave));
        trace->path = folder.path("run.csv").string();
        openInto(session, trace);
    }

    const Recording& recording() const { return session.recordings().at(0); }
    const std::vector<Phase>& phases(std::size_t gpu = 0) const { return recording().phases->gpus[gpu].phases; }
    QString undoText() { return session.undoStack().undoText(); }
    void selectPhase(std::size_t phase, std::size_t gpu = 0)
    {
        Selection selection = session.selection();
        selection.gpu = gpu;
        selection.phase = phase;
        selection.range = {phases(gpu)[phase].beginSeconds, phases(gpu)[phase].endSeconds};
        session.select(selection);
    }
    void selectRange(double begin, double end)
    {
        Selection selection;
        selection.recording = 0;
        selection.range = {begin, end};
        session.select(selection);
    }

    FigureView* view() { return page.findChild<FigureView*>(); }
    QWidget* plot() { return view()->findChild<QWidget*>("plot"); }
    QPoint at(double seconds, std::size_t panel = 0)
    {
        const QRect area = view()->panelArea(panel);
        const auto [begin, end] = view()->visibleRange();
        return {area.left() + qRound((seconds - begin) / (end - begin) * area.width()), area.center().y()};
    }
    void pressAndMove(double from, double to, Qt::KeyboardModifiers keys = {}, std::size_t panel = 0)
    {
        QTest::mousePress(plot(), Qt::LeftButton, keys, at(from, panel));
        for (const QPoint place : {(at(from, panel) + at(to, panel)) / 2, at(to, panel)}) {
            QMouseEvent move(QEvent::MouseMove, place, plot()->mapToGlobal(place), Qt::LeftButton, Qt::LeftButton,
                             keys);
            QCoreApplication::sendEvent(plot(), &move);
        }
    }
    void drag(double from, double to, Qt::KeyboardModifiers keys = {}, std::size_t panel = 0)
    {
        pressAndMove(from, to, keys, panel);
        QTest::mouseRelease(plot(), Qt::LeftButton, keys, at(to, panel));
    }
    bool settles() const
    {
        return QTest::qWaitFor([this] { return session.runningTasks().empty(); });
    }
    /// What the file beside the recording holds.
    std::vector<HandPhases> stored() const { return *readHandPhases(notesPlaceOf(*recording().trace)); }
    /// Splits the peak from 13 s to 23 s of GPU 0 in two.
    void split()
    {
        selectPhase(2);
        splitPhaseAt(session, 18.0);
    }
    void ignore(double begin, double end)
    {
        selectRange(begin, end);
        ignoreSelection(session);
    }
};

/// A recording that was written, opened and edited by hand, and is opened again in another session.
struct OpenedAgain {
    TestFolder folder;
    Session session;

    std::filesystem::path write(const SquareWave& wave) const
    {
        return folder.write("run.csv", recordingOf({wave.series()}));
    }
    bool open(Session& into) const
    {
        openFiles(into, {folder.path("run.csv")});
        return QTest::qWaitFor([&into] { return into.recordings().size() == 1 && into.runningTasks().empty(); });
    }
    void editInAnotherSession() const
    {
        Session other;
        QVERIFY(open(other));
        splitPhaseAt(other, 18.0);
        QVERIFY(other.recordings()[0].notes.areStored());
    }
    const std::vector<Phase>& phases() const { return session.recordings().at(0).phases->gpus[0].phases; }
};

} // namespace

class TestPhaseEdits : public QObject {
    Q_OBJECT

private slots:
    void init() { failOnQtWarnings(); }

    void aDraggedEdgeMovesAndUndoBringsItBack()
    {
        Workplace w;
        w.view()->showRange(0.0, 40.0);
        const auto before = w.recording().phases;
        w.drag(10.0, 7.0, Qt::ShiftModifier);
        QVERIFY2(std::abs(w.phases()[0].endSeconds - 7.0) < 0.15,
                 qPrintable(QString::number(w.phases()[0].endSeconds)));
        QVERIFY(w.phases()[0].edited);
        QCOMPARE(w.phases(1)[0].endSeconds, 10.0); // the other GPU has edges of its own
        QCOMPARE(w.undoText(), QString("Move Boundary"));
        QCOMPARE(w.session.selection().phase, std::optional<std::size_t>(1));
        w.session.undoStack().undo();
        QCOMPARE(w.recording().phases, before);
        w.session.undoStack().redo();
        QVERIFY(w.phases()[0].edited);
    }

    void aDraggedEdgeSnapsToWhereThePowerChanges()
    {
        Workplace w;
        w.view()->showRange(0.0, 40.0);
        w.drag(10.0, 7.0, Qt::ShiftModifier);
        const double moved = w.phases()[0].endSeconds;
        w.drag(moved, 9.8);
        QCOMPARE(w.phases()[0].endSeconds, 10.0);
    }

    void theEdgesOfEachLaneAreThoseOfItsGpu()
    {
        Workplace w;
        w.view()->showRange(0.0, 40.0);
        w.drag(13.0, 15.0, Qt::ShiftModifier, 1);
        QCOMPARE(w.phases(0)[1].endSeconds, 13.0);
        QVERIFY(w.phases(1)[1].endSeconds > 14.0);
        QCOMPARE(w.session.selection().gpu, std::optional<std::size_t>(1));
    }

    void escLetsGoOfADraggedEdge()
    {
        Workplace w;
        w.view()->showRange(0.0, 40.0);
        const auto before = w.recording().phases;
        w.pressAndMove(10.0, 7.0);
        QTest::keyClick(w.view(), Qt::Key_Escape);
        QTest::mouseRelease(w.plot(), Qt::LeftButton, {}, w.at(7.0));
        QCOMPARE(w.recording().phases, before);
        QCOMPARE(w.session.undoStack().count(), 0);
    }

    void whereEdgesStandTooCloseADragSelects()
    {
        SquareWave dense;
        dense.peakSamples = 10;
        dense.valleySamples = 5;
        dense.cycles = 200;
        Workplace w(dense);
        const auto before = w.recording().phases;
        QVERIFY(w.phases().size() > 300);
        w.drag(15.0, 100.0); // a peak begins there
        QCOMPARE(w.recording().phases, before);
        QVERIFY(w.session.selection().range);
    }

    void theViewStaysWhereItIsAfterAnEdit()
    {
        Workplace w;
        w.view()->showRange(0.0, 40.0);
        w.drag(10.0, 7.0);
        QCOMPARE(w.view()->visibleRange(), std::pair(0.0, 40.0));
    }

    void cursorsMoveTheEdgesOfTheSelectedPhase()
    {
        Workplace w;
        w.selectPhase(2);
        moveEdgeOfSelected(w.session, PhaseEdge::Begin, 14.02);
        QCOMPARE(w.phases()[2].beginSeconds, 14.0);
        moveEdgeOfSelected(w.session, PhaseEdge::End, 21.0); // it is still the selected one
        QCOMPARE(w.phases()[2].endSeconds, 21.0);
        QCOMPARE(w.session.undoStack().count(), 2);
    }

    void splitsMergesAndDeletesEachAsAStepOfItsOwn()
    {
        Workplace w;
        w.selectPhase(2);
        splitPhaseAt(w.session, 18.0);
        QCOMPARE(w.undoText(), QString("Split Phase"));
        QCOMPARE(w.phases()[2].endSeconds, 18.0);
        QCOMPARE(w.session.selection().phase, std::optional<std::size_t>(3));
        w.selectPhase(2);
        mergeSelectedWithNext(w.session);
        QCOMPARE(w.undoText(), QString("Merge Phases"));
        QCOMPARE(w.phases()[2].endSeconds, 23.0);
        deleteSelectedPhase(w.session);
        QCOMPARE(w.undoText(), QString("Delete Phase"));
        QCOMPARE(w.phases()[2].kind, PhaseKind::Valley);
        QVERIFY(!w.session.selection().phase);
        while (w.session.undoStack().canUndo())
            w.session.undoStack().undo();
        QCOMPARE(w.phases()[2].endSeconds, 23.0);
        QVERIFY(!w.phases()[2].edited);
    }

    void aMarkOfARangeIsMadeOnAllGpusAndOfAPhaseOnItsOwn()
    {
        Workplace w;
        w.selectRange(15.0, 18.0);
        markRangeAs(w.session, HandMark::Valley);
        QCOMPARE(w.undoText(), QString("Mark as Valley"));
        for (const std::size_t gpu : {0U, 1U})
            QCOMPARE(w.phases(gpu)[3].beginSeconds, 15.0);
        QVERIFY(w.recording().notes.present->empty()); // phases are no notes
        w.selectPhase(0, 1);
        markRangeAs(w.session, HandMark::Idle);
        QCOMPARE(w.phases(1)[0].kind, PhaseKind::Valley);
        QCOMPARE(w.phases(0)[0].kind, PhaseKind::Peak);
    }

    void anEditThatMakesNoSenseChangesNothingAndSaysWhy()
    {
        Workplace w;
        w.selectPhase(w.phases().size() - 1);
        mergeSelectedWithNext(w.session);
        QCOMPARE(w.session.undoStack().count(), 0);
        QVERIFY(w.session.messages().back().text.contains("merge"));
    }

    void nothingIsEditedWhilePhasesAreLookedFor()
    {
        Workplace w;
        w.selectPhase(2);
        w.session.setDetection(0, Detection::Running);
        QVERIFY(editablePhase(w.session) == nullptr);
        markRangeAs(w.session, HandMark::Peak);
        splitPhaseAt(w.session, 18.0);
        QCOMPARE(w.session.undoStack().count(), 0);
    }

    void theTableFlagsEditedPhases()
    {
        Workplace w;
        w.selectPhase(2);
        splitPhaseAt(w.session, 18.0);
        const auto columns = phaseColumns();
        const std::vector<PhaseRow> rows = phaseRows(w.recording());
        QVERIFY(columns.back().cell(rows[2]).text.contains("Edited"));
        QVERIFY(!columns.back().cell(rows[4]).text.contains("Edited"));
    }

    void detectingAgainIsAStepThatUndoTakesBack()
    {
        Workplace w;
        w.selectPhase(2);
        splitPhaseAt(w.session, 18.0);
        const auto edited = w.recording().phases;
        detectAgain(w.session, {0}, w.recording().detectionSettings);
        QCOMPARE(w.recording().detection, Detection::Running);
        QVERIFY(w.settles());
        QCOMPARE(w.recording().detection, Detection::Idle);
        QCOMPARE(w.phases()[2].endSeconds, 23.0);
        QCOMPARE(w.undoText(), QString("Detect Phases"));
        w.session.undoStack().undo();
        QCOMPARE(w.recording().phases, edited);
    }

    void phasesThatUndoPutsBackOutlastADetectionThatRuns()
    {
        Workplace w;
        const auto before = w.recording().phases;
        w.selectPhase(2);
        splitPhaseAt(w.session, 18.0);
        detectPhases(w.session, 0);
        w.session.undoStack().undo();
        QCOMPARE(w.recording().phases, before);
        QVERIFY(w.settles());
        QCOMPARE(w.recording().phases, before);
        QCOMPARE(w.recording().detection, Detection::Idle);
    }

    void aStoppedDetectionChangesNothing()
    {
        Workplace w;
        const auto before = w.recording().phases;
        detectAgain(w.session, {0}, {});
        w.session.stopAll();
        QVERIFY(w.settles());
        QCOMPARE(w.recording().detection, Detection::Idle);
        QVERIFY(w.recording().phases == before || w.session.undoStack().count() == 1); // it may have ended first
    }

    void settingsForAllRecordingsAreOneStep()
    {
        Workplace w;
        w.session.addRecording(recordingOfWaves(1));
        detectPhases(w.session, 1);
        SegmentationSettings settings;
        settings.minimumCycles = 50;
        settings.minimumRepeats = 50;
        detectAgain(w.session, {0, 1}, settings); // of the second, the first look still runs
        QVERIFY(w.settles());
        for (const std::size_t recording : {0U, 1U}) {
            QCOMPARE(w.session.recordings()[recording].detectionSettings, settings);
            QVERIFY(w.session.recordings()[recording].phases->gpus[0].phases.empty());
        }
        QCOMPARE(w.session.undoStack().count(), 1);
        w.session.undoStack().undo();
        QCOMPARE(w.recording().detectionSettings, SegmentationSettings());
        QVERIFY(!w.phases().empty());
    }

    void editsAreKeptBesideTheRecordingAndUndoTakesThemBackThere()
    {
        Workplace w;
        w.split();
        QCOMPARE(w.stored().size(), std::size_t{1});
        QVERIFY(w.recording().notes.areStored());
        w.session.undoStack().undo();
        QVERIFY(w.stored().empty());
        w.session.undoStack().redo();
        QCOMPARE(w.stored()[0].phases.phases[2].endSeconds, 18.0);
        detectAgain(w.session, {0}, w.recording().detectionSettings);
        QVERIFY(w.settles());
        QVERIFY(w.stored().empty());
        w.session.undoStack().undo();
        QCOMPARE(w.stored().size(), std::size_t{1});
    }

    void editsComeBackWhenTheRecordingIsOpenedAgain()
    {
        OpenedAgain o;
        o.write({});
        o.editInAnotherSession();
        QVERIFY(o.open(o.session));
        QCOMPARE(o.phases()[2].endSeconds, 18.0);
        QVERIFY(o.phases()[2].edited && o.phases()[2].meanWatts > 290.0);
        QVERIFY(o.session.recordings()[0].notes.areStored());
        QCOMPARE(o.session.undoStack().count(), 0);
    }

    void editsOfARecordingThatHasChangedStayApartUntilTheyAreAskedFor()
    {
        OpenedAgain o;
        o.write({});
        o.editInAnotherSession();
        SquareWave longer;
        longer.cycles = 12;
        o.write(longer);
        QVERIFY(o.open(o.session));
        QCOMPARE(o.phases()[2].endSeconds, 23.0);
        const auto& messages = o.session.messages();
        const auto told = std::find_if(messages.begin(), messages.end(), [](const Message& message) {
            return message.text.contains("has changed since");
        });
        QVERIFY(told != messages.end());
        QVERIFY2(told->text.contains("1,300 samples") && told->text.contains("1,560 samples"), qPrintable(told->text));
        splitPhaseAt(o.session, 5.0); // what is made now lies beside what was made then
        const NotesPlace place = notesPlaceOf(*o.session.recordings()[0].trace);
        QCOMPARE(readHandPhases(place)->size(), std::size_t{2});
        o.session.undoStack().undo();
        told->actions.front().run();
        QCOMPARE(o.phases()[2].endSeconds, 18.0);
        QCOMPARE(o.session.undoStack().undoText(), QString("Use Kept Phases"));
        o.session.undoStack().undo();
        QCOMPARE(o.phases()[2].endSeconds, 23.0);
    }

    void ignoringAStretchKeepsEditsOutsideIt()
    {
        Workplace w;
        w.split();
        const auto before = w.recording().phases;
        w.ignore(60.0, 75.0);
        QVERIFY(w.settles());
        QCOMPARE(w.phases()[2].endSeconds, 18.0);
        QVERIFY(w.phases()[2].edited);
        for (const Phase& phase : w.phases())
            QVERIFY(phase.endSeconds <= 60.0 || phase.beginSeconds >= 75.0);
        w.session.undoStack().undo();
        QVERIFY(w.settles());
        QVERIFY(w.recording().phases->gpus == before->gpus);
        w.session.undoStack().redo();
        QVERIFY(w.settles());
        QCOMPARE(w.phases()[2].endSeconds, 18.0);
        removeAnnotation(w.session, 0);
        QVERIFY(w.settles());
        QCOMPARE(w.phases().size(), before->gpus[0].phases.size());
        QCOMPARE(w.phases()[2].endSeconds, 18.0);
    }

    void undoBeforeTheIgnoredStretchIsFollowedBringsTheEditsBack()
    {
        Workplace w;
        w.split();
        const auto before = w.recording().phases;
        w.ignore(60.0, 75.0);
        w.session.undoStack().undo();
        QVERIFY(w.settles());
        QVERIFY(w.recording().phases->gpus == before->gpus);
        QCOMPARE(w.recording().counted, w.recording().trace);
    }

    void withoutPhasesThePanelOffersOtherSettingsAndMarksByHand()
    {
        SquareWave flat;
        flat.valleyWatts = flat.peakWatts;
        Workplace w(flat);
        PhasesPanel panel(w.session);
        panel.show();
        const auto texts = [&panel] {
            QStringList all;
            for (const QWidget* widget : panel.findChildren<QWidget*>()) {
                if (const auto* label = qobject_cast<const QLabel*>(widget); label && label->isVisible())
                    all << label->text();
                if (const auto* button = qobject_cast<const QPushButton*>(widget); button && button->isVisible())
                    all << button->text();
            }
            return all.join('|');
        };
        QVERIFY2(texts().contains("No repeating phases found between 0.60 s and 1 min 5 s."), qPrintable(texts()));
        QVERIFY(texts().contains("Change Detection…") && texts().contains("Mark by Hand"));
        w.selectRange(10.0, 20.0);
        markRangeAs(w.session, HandMark::Peak);
        QVERIFY(!texts().contains("No repeating"));
    }
};

QTEST_MAIN(TestPhaseEdits)
#include "tst_phase_edits.moc"
