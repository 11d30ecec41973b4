// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/known_law.h"
#include "tests/support/qt_warnings.h"
#include "tests/ui/session_of_waves.h"
#include "ui/work/feature_work.h"
#include "ui/work/trace_work.h"

#include <QSignalSpy>
#include <QTest>

using namespace wattline;
using namespace wattline::ui;
using namespace wattline::test;

namespace {

std::shared_ptr<const TracePhases> phasesOf(const Session& session, std::size_t recording)
{
    return std::make_shared<const TracePhases>(*segmentTrace(*session.recordings()[recording].trace));
}

} // namespace

class TestSession : public QObject {
    Q_OBJECT

private slots:
    void init() { failOnQtWarnings(); }

    void aNewDataSetForgetsTheSelectedRowAndFeature()
    {
        Session session;
        session.setDataset(knownLaw(60));
        Selection selection;
        selection.datasetRow = 50;
        selection.feature = "params";
        session.select(selection);
        QSignalSpy changed(&session, &Session::selectionChanged);
        session.setDataset(knownLaw(20));
        QCOMPARE(session.selection(), Selection());
        QCOMPARE(changed.count(), 1);
    }

    void everythingBelongsToTheNewDataSetWhenItIsTold()
    {
        Session session;
        session.setDataset(knownLaw(60));
        Eigen::Index rows = 0;
        connect(&session, &Session::datasetChanged, this, [&] { rows = session.learningData()->rows(); });
        session.setDataset(knownLaw(20));
        QCOMPARE(rows, session.learningData()->rows());
        QVERIFY(rows <= 20);
    }

    void theSelectedRecordingIsJoinedWithItsRow()
    {
        Session session;
        auto trace = std::make_shared<Trace>(*recordingOfWaves(1));
        trace->path = "/recordings/run5.csv";
        openInto(session, trace);
        session.setDataset(knownLaw(20));
        selectDatasetRow(session);
        QCOMPARE(session.selection().datasetRow, std::optional<std::size_t>(5));
        QCOMPARE(session.selection().recording, std::optional<std::size_t>(0));
    }

    void newPhasesForgetTheSelectedOne()
    {
        Session session;
        openInto(session, recordingOfWaves(1));
        stepPhase(session, 1);
        QVERIFY(session.selection().phase && session.selection().range);
        session.setPhases(0, phasesOf(session, 0));
        QVERIFY(!session.selection().phase && !session.selection().range);
    }

    void newPhasesKeepARangeThatSomebodyDrew()
    {
        Session session;
        openInto(session, recordingOfWaves(1));
        Selection selection = session.selection();
        selection.range = {1.0, 5.0};
        session.select(selection);
        session.setPhases(0, phasesOf(session, 0));
        QCOMPARE(session.selection(), selection);
    }

    void phasesOfAnotherRecordingTouchNoSelection()
    {
        Session session;
        openInto(session, recordingOfWaves(1));
        openInto(session, recordingOfWaves(2));
        stepPhase(session, 1);
        session.setPhases(0, phasesOf(session, 0));
        QVERIFY(session.selection().phase);
    }

    void aRecordingIsSearchedForPhasesOnceAtATime()
    {
        Session session;
        session.addRecording(recordingOfWaves(1));
        session.addRecording(recordingOfWaves(1));
        detectPhases(session, 0);
        detectPhases(session, 0);
        detectPhases(session, 1);
        const auto& tasks = session.runningTasks();
        QCOMPARE(
            std::count_if(tasks.begin(), tasks.end(), [](Task* task) { return task->title() == "Detecting phases"; }),
            2);
        QTRY_VERIFY(session.runningTasks().empty());
        QVERIFY(session.recordings()[0].phases && session.recordings()[1].phases);
        QCOMPARE(session.recordings()[0].detection, Detection::Idle);
    }

    void aMessageThatAnswersAMessageArrivesToo()
    {
        Session session;
        QStringList told;
        int answers = 0;
        connect(&session, &Session::messagePosted, this, [&](const Message& message) {
            if (answers < 100)
                session.post(ui::Severity::Note, QString("Note %1 of a hundred").arg(++answers));
            told << message.text;
        });
        session.post(ui::Severity::Problem, "The first of a hundred and one");
        QCOMPARE(told.size(), 101);
        QCOMPARE(told.last(), QString("The first of a hundred and one"));
    }

    void aRankingForAnOlderThresholdIsDropped()
    {
        Session session;
        session.setDataset(knownLaw(60));
        rankFeaturesNow(session);
        WorkSettings settings = session.settings();
        settings.features.threshold = 0.9;
        session.setSettings(settings);
        QTRY_VERIFY(!session.isRunning(Job::Features));
        QVERIFY(!session.featureTable());
    }
};

QTEST_MAIN(TestSession)
#include "tst_session.moc"
