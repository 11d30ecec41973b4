// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/qt_warnings.h"
#include "tests/support/recordings.h"
#include "ui/work/annotation_work.h"
#include "ui/work/class_work.h"
#include "ui/work/phase_work.h"
#include "ui/work/stale_rows.h"
#include "ui/work/trace_work.h"

#include <QTest>

using namespace wattline;
using namespace wattline::ui;
using namespace wattline::test;

namespace {

/// A data set of three runs, and the recording of the first one open beside it.
struct Measured {
    TestFolder folder;
    Session session;
    StaleRows watch{session};

    Measured()
    {
        SquareWave wave;
        wave.cycles = 6;
        wave.idleSamples = 60;
        for (const char* file : {"a.csv", "b.csv", "c.csv", "other.csv"})
            folder.write(file, recordingOf({wave.series()}));
        folder.write("tasks.csv",
                     tasksCsv({{"r1", "a.csv", "first"}, {"r2", "b.csv", "second"}, {"r3", "c.csv", "third"}}));
    }
    bool open(const std::vector<const char*>& files)
    {
        std::vector<std::filesystem::path> paths;
        for (const char* file : files)
            paths.push_back(folder.path(file));
        openFiles(session, paths);
        return settles();
    }
    bool settles()
    {
        return QTest::qWaitFor([this] { return session.runningTasks().empty(); });
    }
    /// A peak, the valley after it and the next peak become one.
    void mergePeaks()
    {
        Selection selection = session.selection();
        selection.gpu = 0;
        selection.phase = 2;
        session.select(selection);
        mergeSelectedWithNext(session);
    }
    /// The messages that offer to measure again.
    std::vector<Message> offers() const
    {
        std::vector<Message> offers;
        std::ranges::copy_if(session.messages(), std::back_inserter(offers), [](const Message& message) {
            return !message.actions.empty() && message.actions[0].title == QStringLiteral("Measure Again");
        });
        return offers;
    }
    double peakSeconds() const { return session.dataset()->dataset.find("peak_duration_s")->numbers.at(0); }
};

} // namespace

class StaleRowsTest : public QObject {
    Q_OBJECT

private slots:
    void init() { failOnQtWarnings(); }

    void anEditByHandIsToldOnce()
    {
        Measured m;
        QVERIFY(m.open({"a.csv", "tasks.csv"}));
        QCOMPARE(m.offers().size(), std::size_t{0});
        m.mergePeaks();
        QCOMPARE(m.offers().size(), std::size_t{1});
        QVERIFY(m.offers()[0].text.contains(QStringLiteral("a.csv")));
        splitPhaseAt(m.session, 18.0);
        QCOMPARE(m.offers().size(), std::size_t{1});
    }

    void anEditThatWasUndoneAndMadeAgainIsToldAgain()
    {
        Measured m;
        QVERIFY(m.open({"a.csv", "tasks.csv"}));
        m.mergePeaks();
        m.session.undoStack().undo();
        m.mergePeaks();
        QCOMPARE(m.offers().size(), std::size_t{2});
    }

    void anEditOfARunThatWasLeftOutIsTold()
    {
        Measured m;
        m.folder.write("a.csv.notes.json", R"({"format":"wattline-notes","version":1,"notes":[
            {"kind":"ignore","begin_s":-1e6,"end_s":1e6}]})");
        QVERIFY(m.open({"a.csv", "tasks.csv"}));
        QCOMPARE(m.session.dataset()->dataset.rowCount(), std::size_t{2});
        removeAnnotation(m.session, 0);
        QVERIFY(m.settles());
        QCOMPARE(m.offers().size(), std::size_t{1});
    }

    void anEditWhereTheTargetsAreGivenIsNotTold()
    {
        Measured m;
        m.folder.write("tasks.csv", tasksCsv({{"r1", "a.csv", "first", "1", "6", "ViT", "60,3,300,10"},
                                              {"r2", "b.csv", "second"},
                                              {"r3", "c.csv", "third"}}));
        QVERIFY(m.open({"a.csv", "tasks.csv"}));
        m.mergePeaks();
        QCOMPARE(m.offers().size(), std::size_t{0});
    }

    void anIgnoredStretchIsToldAndANoteIsNot()
    {
        Measured m;
        QVERIFY(m.open({"a.csv", "tasks.csv"}));
        addAnnotation(m.session, 0, {AnnotationKind::Note, 20.0, 20.0, "", "here"});
        QVERIFY(m.settles());
        QCOMPARE(m.offers().size(), std::size_t{0});
        addAnnotation(m.session, 0, {AnnotationKind::Ignore, 10.0, 30.0, "", ""});
        QVERIFY(m.settles());
        QCOMPARE(m.offers().size(), std::size_t{1});
    }

    void aRecordingOfNoRowIsNotTold()
    {
        Measured m;
        QVERIFY(m.open({"other.csv", "tasks.csv"}));
        m.mergePeaks();
        QCOMPARE(m.offers().size(), std::size_t{0});
    }

    void measuringAgainTakesThePhasesAsTheyAreNow()
    {
        Measured m;
        QVERIFY(m.open({"a.csv", "tasks.csv"}));
        const double before = m.peakSeconds();
        m.mergePeaks();
        m.offers().at(0).actions[0].run();
        QVERIFY(m.settles());
        QVERIFY(m.peakSeconds() > before + 1.0);
        QCOMPARE(m.offers().size(), std::size_t{1});
    }

    void aChosenClassIsToldAndMeasuringAgainTakesIt()
    {
        Measured m;
        QVERIFY(m.open({"a.csv", "tasks.csv"}));
        QCOMPARE(m.session.dataset()->dataset.find("class")->text, (std::vector<std::string>(3, "ViT, square")));
        const std::vector<ClassedRun> runs = classedRuns(m.session);
        QCOMPARE(runs.size(), std::size_t{3}); // the recording for its row, and the two other rows
        chooseClass(m.session, {runs[0], runs[1]}, QStringLiteral("Mine"), QStringLiteral("Class"));
        QCOMPARE(m.offers().size(), std::size_t{1});
        measureAgain(m.session);
        QVERIFY(m.settles());
        QCOMPARE(m.session.dataset()->dataset.find("class")->text,
                 (std::vector<std::string>{"Mine", "Mine", "ViT, square"}));
        m.session.undoStack().undo(); // also of the rows that were measured since
        QCOMPARE(m.session.rowClasses().present, ChosenClasses());
    }

    void measuringAgainKeepsWhatWasChosen()
    {
        Measured m;
        QVERIFY(m.open({"a.csv", "tasks.csv"}));
        LearningChoice choice = m.session.choice();
        choice.target = "valley_power_w";
        m.session.setChoice(choice);
        measureAgain(m.session);
        QVERIFY(m.settles());
        QCOMPARE(m.session.choice().target, std::string("valley_power_w"));
    }
};

QTEST_MAIN(StaleRowsTest)
#include "tst_stale_rows.moc"
