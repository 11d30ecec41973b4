// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/edit_phases.h"
#include "core/phases/hand_phases_file.h"
#include "tests/support/recordings.h"

#include <QTest>

using namespace wattline;
using namespace wattline::test;

namespace {

/// A recording of two GPUs beside which hand-made phases are kept; those of GPU 1 are changed.
struct Edited {
    TestFolder folder;
    Trace trace;
    TracePhases phases;
    std::vector<HandPhases> made;

    Edited()
    {
        trace.path = folder.path("run.csv").string();
        for (const char* id : {"0", "1"}) {
            trace.gpus.emplace_back().id = id;
            trace.gpus.back().power = SquareWave{}.series();
        }
        phases = *segmentTrace(trace);
        const Segmentation& gpu = phases.gpus[1];
        phases = withPhasesOf(trace, phases, 1, *splitPhase(gpu, PhaseMeter(trace.gpus[1].power), 2, 18.0));
        made = handPhasesOf(trace, phases);
    }

    NotesPlace place() const { return notesPlaceOf(trace); }
    std::string text() const { return *readFile(place().file); }
    void write(const std::string& text) const { folder.write("run.csv.notes.json", text); }
};

std::string replaced(std::string text, const std::string& what, const std::string& by)
{
    const std::size_t at = text.find(what);
    return at == std::string::npos ? std::string("not there") : text.replace(at, what.size(), by);
}

} // namespace

class TestHandPhases : public QObject {
    Q_OBJECT

private slots:
    void onlyGpusThatSomebodyChangedHaveThem()
    {
        const Edited e;
        QCOMPARE(e.made.size(), std::size_t{1});
        QCOMPARE(e.made[0].gpu, std::string("1"));
        QVERIFY(handPhasesOf(e.trace, *segmentTrace(e.trace)).empty());
    }

    void comeBackFromTheFileMeasuredAsTheyWere()
    {
        const Edited e;
        QVERIFY(storeHandPhases(e.place(), e.trace, {}, e.made));
        const auto read = readHandPhases(e.place());
        QVERIFY(read);
        QVERIFY(*read == e.made);
        const auto again = segmentTrace(e.trace, keptOf(e.trace, *read), {});
        QVERIFY(again);
        QVERIFY(again->gpus[1] == e.phases.gpus[1]);
        QVERIFY(again->gpus[0] == e.phases.gpus[0]);
        QCOMPARE(again->wave->peakDurationSeconds.mean, e.phases.wave->peakDurationSeconds.mean);
    }

    void lieBesideNotesAndGoWithTheLastEdit()
    {
        const Edited e;
        const Annotations notes = {{AnnotationKind::Note, 1.0, 2.0, "", "here"}};
        QVERIFY(storeNotes(e.place(), {}, notes));
        QVERIFY(storeHandPhases(e.place(), e.trace, {}, e.made));
        QCOMPARE(*readNotes(e.place()), notes);
        QVERIFY(storeNotes(e.place(), notes, {}));
        QVERIFY(*readHandPhases(e.place()) == e.made);
        QVERIFY(storeHandPhases(e.place(), e.trace, e.made, {}));
        QVERIFY(!std::filesystem::exists(e.place().file));
    }

    void belongToTheRecordingTheyWereMadeOn_data()
    {
        QTest::addColumn<int>("change");
        QTest::newRow("longer") << 0;
        QTest::newRow("other times") << 1;
        QTest::newRow("other powers") << 2;
        QTest::newRow("another start") << 3;
        QTest::newRow("another GPU") << 4;
    }

    void belongToTheRecordingTheyWereMadeOn()
    {
        QFETCH(int, change);
        Edited e;
        QVERIFY(areOf(e.made[0], e.trace));
        QVERIFY(storeHandPhases(e.place(), e.trace, {}, e.made));
        PowerSeries& series = e.trace.gpus[1].power;
        if (change == 0) {
            series.timeSeconds.push_back(series.timeSeconds.back() + 0.1);
            series.powerWatts.push_back(80.0F);
        }
        if (change == 1)
            series.timeSeconds.back() += 0.05;
        if (change == 2)
            std::transform(series.powerWatts.begin(), series.powerWatts.end(), series.powerWatts.begin(),
                           [](float w) { return w + 1.0F; });
        if (change == 3)
            e.trace.startUnixSeconds = 1.7e9;
        if (change == 4)
            e.trace.gpus[1].id = "7";
        QVERIFY(!areOf(e.made[0], e.trace));
        QVERIFY(!keptOf(e.trace, e.made)[1]);
        QVERIFY(storeHandPhases(e.place(), e.trace, {}, {})); // nothing was made on the recording as it is now
        QVERIFY(*readHandPhases(e.place()) == e.made);        // and what was made before stays apart
    }

    void whatSomebodyElseHasWrittenIsNotOverwritten()
    {
        const Edited e;
        QVERIFY(storeHandPhases(e.place(), e.trace, {}, e.made));
        std::vector<HandPhases> other = e.made;
        other[0].phases.phases.pop_back();
        const auto stored = storeHandPhases(e.place(), e.trace, other, {});
        QVERIFY(!stored);
        QCOMPARE(stored.error().kind, ErrorKind::Data);
        QVERIFY(*readHandPhases(e.place()) == e.made);
    }

    void whatMakesNoSenseIsRefusedAndLeftAsItIs_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("by");
        QTest::newRow("a phase in no regime") << R"("regime": 0)"
                                              << R"("regime": 99)";
        QTest::newRow("a regime below zero") << R"("regime": 0)"
                                             << R"("regime": -1)";
        QTest::newRow("an unknown kind") << R"("kind": "peak")"
                                         << R"("kind": "summit")";
        QTest::newRow("an unknown role") << R"("role": "training")"
                                         << R"("role": 5)";
        QTest::newRow("an end before the begin") << R"("end_s": 10.0)"
                                                 << R"("end_s": -10.0)";
        QTest::newRow("phases over each other") << R"("end_s": 10.0)"
                                                << R"("end_s": 50.0)";
        QTest::newRow("no flag") << R"("complete": true)"
                                 << R"("complete": "yes")";
        QTest::newRow("a confidence of five") << R"("confidence": 1.0)"
                                              << R"("confidence": 5.0)";
        QTest::newRow("no samples") << R"("samples": 1300)"
                                    << R"("samples": null)";
        QTest::newRow("no regimes") << R"("regimes": [)"
                                    << R"("regimes": 5, "others": [)";
        QTest::newRow("a GPU that is no text") << R"("gpu": "1")"
                                               << R"("gpu": {})";
        QTest::newRow("part 0") << R"("part": 1)"
                                << R"("part": 0)";
    }

    void whatMakesNoSenseIsRefusedAndLeftAsItIs()
    {
        QFETCH(QString, what);
        QFETCH(QString, by);
        const Edited e;
        QVERIFY(storeHandPhases(e.place(), e.trace, {}, e.made));
        const std::string spoiled = replaced(e.text(), what.toStdString(), by.toStdString());
        QVERIFY(spoiled.starts_with('{'));
        e.write(spoiled);
        const auto read = readHandPhases(e.place());
        QVERIFY(!read);
        QCOMPARE(read.error().kind, ErrorKind::Format);
        QVERIFY(!storeHandPhases(e.place(), e.trace, {}, e.made));
        QCOMPARE(e.text(), spoiled);
    }
};

QTEST_APPLESS_MAIN(TestHandPhases)
#include "tst_hand_phases.moc"
