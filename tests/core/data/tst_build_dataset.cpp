// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/build_dataset.h"
#include "core/phases/edit_phases.h"
#include "core/phases/hand_phases_file.h"
#include "tests/support/recordings.h"

#include <QTest>
#include <algorithm>

using namespace wattline;
using namespace wattline::test;

class BuildDatasetTest : public QObject {
    Q_OBJECT

    TestFolder m_folder;

    static PowerSeries wave(double peakWatts, double valleyWatts)
    {
        SquareWave square;
        square.cycles = 6;
        square.peakWatts = peakWatts;
        square.valleyWatts = valleyWatts;
        square.idleSamples = 60;
        square.noiseWatts = 1.0;
        return square.series();
    }

    Result<BuiltDataset> build(const std::vector<TaskLine>& lines, const BuildSettings& settings = {},
                               const RunContext& context = {}) const
    {
        const auto tasks = readTasks(m_folder.write("tasks.csv", tasksCsv(lines)));
        if (!tasks)
            qFatal("%s", tasks.error().message.c_str());
        return buildDataset(*tasks, settings, context);
    }

    static double number(const BuiltDataset& built, const std::string& column, std::size_t row = 0)
    {
        return built.dataset.find(column)->numbers.at(row);
    }

private slots:
    void initTestCase()
    {
        m_folder.write("wave.csv", recordingOf({wave(300, 80)}));
        m_folder.write("two_gpus.csv", recordingOf({wave(290, 70), wave(310, 90)}));
        m_folder.write("flat.csv", recordingOf({flatSeries(250, 600)}));
        m_folder.write("empty.csv", "");
        m_folder.write("elsewhere/moved.csv", recordingOf({wave(200, 60)}));
    }

    void measuresTheFourTargetsOfAWave()
    {
        const auto built = build({{"r1", "wave.csv", "c1"}});
        QVERIFY2(built.hasValue(), built ? "" : built.error().message.c_str());
        QVERIFY(std::abs(number(*built, "peak_power_w") - 300.0) < 1.0);
        QVERIFY(std::abs(number(*built, "valley_power_w") - 80.0) < 1.0);
        QVERIFY(std::abs(number(*built, "peak_duration_s") - 10.0) < 0.2);
        QVERIFY(std::abs(number(*built, "valley_duration_s") - 3.0) < 0.2);
        QCOMPARE(built->tracesRead, std::size_t{1});
        QCOMPARE(built->dataset.provenance[0].measuredColumns.size(), std::size_t{4});
        QVERIFY2(built->remarks.empty(), built->remarks.empty() ? "" : built->remarks[0].message.c_str());
    }

    void powersAreMeansPerGpu()
    {
        const auto built = build({{"r1", "two_gpus.csv", "c1", "2"}});
        QVERIFY(built.hasValue());
        QVERIFY(std::abs(number(*built, "peak_power_w") - 300.0) < 1.0);
        QVERIFY(std::abs(number(*built, "valley_power_w") - 80.0) < 1.0);
    }

    void aFlatRecordingGivesThePeakPowerAlone()
    {
        const auto built = build({{"r1", "flat.csv", "c1"}});
        QVERIFY2(built.hasValue(), built ? "" : built.error().message.c_str());
        QVERIFY2(std::abs(number(*built, "peak_power_w") - 250.0) < 1.0,
                 qPrintable(QString::number(number(*built, "peak_power_w"))));
        QCOMPARE(built->dataset.find("valley_power_w")->text[0], std::string());
        QCOMPARE(built->dataset.find("peak_duration_s")->text[0], std::string());
    }

    void measuresPhasesAsTheyWereChangedByHandWhereNotesAreFollowed()
    {
        const auto path = m_folder.write("by_hand.csv", recordingOf({wave(300, 80)}));
        const Trace trace = *readTrace(path);
        const TracePhases found = *segmentTrace(trace);
        const PhaseMeter meter(trace.gpus[0].power);
        const Segmentation merged = *mergeWithNext(found.gpus[0], meter, 2); // a peak, its valley and the next peak
        const std::vector<HandPhases> made = handPhasesOf(trace, withPhasesOf(trace, found, 0, merged));
        QVERIFY(storeHandPhases(notesPlaceOf(trace), trace, {}, made));
        const std::vector<TaskLine> lines = {{"r1", "by_hand.csv", "c1"}};
        const double detected = number(*build(lines), "peak_duration_s");
        const auto followed = build(lines, {.notes = NotesUse::Followed});
        QVERIFY(followed.hasValue());
        QVERIFY(number(*followed, "peak_duration_s") > detected + 1.0);
        QVERIFY(followed->remarks.at(0).message.starts_with("its phases are measured as changed by hand on 1 of 1"));
    }

    void leavesIgnoredStretchesOutWhereNotesAreFollowed()
    {
        const auto path = m_folder.write("ignored.csv", recordingOf({flatSeries(250, 600)}));
        const Trace trace = *readTrace(path);
        QVERIFY(storeNotes(notesPlaceOf(trace), {}, {{AnnotationKind::Ignore, -1e6, 1e6, "", ""}}));
        const std::vector<TaskLine> lines = {{"r1", "ignored.csv", "c1"}, {"r2", "wave.csv", "c2"}};
        QCOMPARE(build(lines)->dataset.rowCount(), std::size_t{2});
        const auto followed = build(lines, {.notes = NotesUse::Followed});
        QVERIFY(followed.hasValue());
        QCOMPARE(followed->dataset.rowCount(), std::size_t{1});
        QCOMPARE(followed->remarks.at(0).run, std::string("r1"));
    }

    void notesThatCannotBeReadAreRemarkedAndNotFollowed()
    {
        m_folder.write("noted.csv", recordingOf({wave(300, 80)}));
        m_folder.write("noted.csv.notes.json", "{");
        m_folder.write("tasks.csv.notes.json", "{");
        const auto followed = build({{"r1", "noted.csv", "c1"}}, {.notes = NotesUse::Followed});
        QVERIFY(std::filesystem::remove(m_folder.path("tasks.csv.notes.json")));
        QVERIFY2(followed.hasValue(), followed ? "" : followed.error().message.c_str());
        QCOMPARE(followed->dataset.rowCount(), std::size_t{1});
        QCOMPARE(followed->remarks.size(), std::size_t{2});
        QVERIFY(followed->remarks[0].message.find("noted.csv.notes.json") != std::string::npos);
        QVERIFY(followed->remarks[1].message.find("tasks.csv.notes.json") != std::string::npos);
        QVERIFY(!followed->remarks[1].message.ends_with("."));
    }

    void classesRowsByTheirRecordingsAndElseByTheNotesOfTheTable()
    {
        const auto tasks = m_folder.path("tasks.csv");
        QVERIFY(storeClasses(notesPlaceOfTable(tasks), {}, {{"c1", "of the row"}, {"c2", "of the row"}}));
        m_folder.write("classed.csv", recordingOf({wave(300, 80)}));
        QVERIFY(storeClasses(notesPlaceOf(*readTrace(m_folder.path("classed.csv"))), {}, {{"", "of the recording"}}));
        const auto followed = build({{"r1", "classed.csv", "c1"}, {"r2", "wave.csv", "c2"}, {"r3", "wave.csv", "c3"}},
                                    {.notes = NotesUse::Followed});
        QVERIFY(std::filesystem::remove(m_folder.path("tasks.csv.notes.json")));
        QVERIFY(followed.hasValue());
        QCOMPARE(followed->dataset.find("class")->text,
                 (std::vector<std::string>{"of the recording", "of the row", "ViT, square"}));
    }

    void theRecordingTellsGpuNameAndLimit()
    {
        const auto built = build({{"r1", "wave.csv", "c1"}});
        QVERIFY(built.hasValue());
        QCOMPARE(built->dataset.find("gpu_name")->text[0], std::string("Synthetic GPU"));
        QCOMPARE(number(*built, "tdp_w"), 400.0);
    }

    void aRecordingThatCannotBeReadIsRemarkedWithItsFile()
    {
        const auto built = build({{"r1", "wave.csv", "c1"}, {"r2", "empty.csv", "c2"}, {"r3", "no_such.csv", "c3"}});
        QVERIFY(built.hasValue());
        QCOMPARE(built->dataset.rowCount(), std::size_t{1});
        QCOMPARE(built->remarks.size(), std::size_t{2});
        QCOMPARE(built->remarks[0].run, std::string("r2"));
        QCOMPARE(built->remarks[0].line, std::size_t{3});
        QVERIFY(built->remarks[0].message.find("empty.csv") != std::string::npos);
        QVERIFY(built->remarks[1].message.find("no_such.csv") != std::string::npos);
    }

    void looksForRecordingsInTheNamedFolderFirst()
    {
        BuildSettings settings;
        settings.tracesFolder = m_folder.path("elsewhere");
        const auto built = build({{"r1", "traces/moved.csv", "c1"}, {"r2", "wave.csv", "c2"}}, settings);
        QVERIFY(built.hasValue());
        QCOMPARE(built->dataset.rowCount(), std::size_t{2});
        QVERIFY(std::abs(number(*built, "peak_power_w") - 200.0) < 1.0);
        QVERIFY(std::abs(number(*built, "peak_power_w", 1) - 300.0) < 1.0);
    }

    void isTheSameForAnyNumberOfThreads()
    {
        const std::vector<TaskLine> lines = {
            {"r1", "wave.csv", "c1"}, {"r2", "flat.csv", "c2"}, {"r3", "wave.csv", "c1"}};
        RunContext one;
        one.threads = 1;
        RunContext four;
        four.threads = 4;
        const auto a = build(lines, {}, one);
        const auto b = build(lines, {}, four);
        QVERIFY(a.hasValue() && b.hasValue());
        QCOMPARE(datasetCsv(a->dataset), datasetCsv(b->dataset));
    }

    void stoppingIsCanceled()
    {
        std::stop_source source;
        source.request_stop();
        RunContext context;
        context.stop = source.get_token();
        const auto built = build({{"r1", "wave.csv", "c1"}}, {}, context);
        QVERIFY(!built.hasValue());
        QCOMPARE(built.error().kind, ErrorKind::Canceled);
    }
};

QTEST_GUILESS_MAIN(BuildDatasetTest)
#include "tst_build_dataset.moc"
