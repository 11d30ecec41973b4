// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/run_classes.h"
#include "core/phases/run_classes_file.h"
#include "tests/support/recordings.h"

#include <QTest>

using namespace wattline;
using namespace wattline::test;

namespace {

RunSummary runOf(const std::string& model, WaveShape shape = WaveShape::Square, Polarity polarity = Polarity::Normal)
{
    RunSummary run;
    run.name = run.model = model;
    run.shape = shape;
    run.polarity = polarity;
    return run;
}

RunSummary waveRun(double peakWatts, double cycleSeconds)
{
    RunSummary run = runOf("resnet");
    run.wave = Wave{{60.0, 0.0}, {2.0, 0.0}, {peakWatts, 0.0}, {cycleSeconds - 2.0, 0.0}};
    run.levelWatts = peakWatts - 10.0;
    return run;
}

QString nameOfClass(const std::vector<RunClass>& classes, std::size_t i)
{
    return QString::fromStdString(classes.at(i).name);
}

struct Beside {
    TestFolder folder;
    NotesPlace place{folder.path("tasks.csv.notes.json"), "tasks.csv", 1};
};

} // namespace

class TestRunClasses : public QObject {
    Q_OBJECT

private slots:
    void groupsRunsByFamilyAndShape()
    {
        const std::vector<RunSummary> runs = {runOf("ResNet-50"),
                                              runOf("vit_b_16"),
                                              runOf("resnet101"),
                                              runOf("resnet18", WaveShape::Square, Polarity::Inverted),
                                              runOf("MobileNetV2", WaveShape::Flat),
                                              runOf("xception", WaveShape::Irregular)};
        const std::vector<RunClass> classes = classesOf(runs);
        QCOMPARE(classes.size(), std::size_t{5});
        QCOMPARE(nameOfClass(classes, 0), QString("ResNet, square"));
        QCOMPARE(classes[0].runs, (std::vector<std::size_t>{0, 2}));
        QVERIFY(!classes[0].chosen);
        QCOMPARE(nameOfClass(classes, 2), QString("ResNet, square inverted"));
        QCOMPARE(nameOfClass(classes, 3), QString("MobileNet, flat"));
        QCOMPARE(nameOfClass(classes, 4), QString("other, irregular"));
    }

    void anotherNameSplitsAClassAndOneNameMergesTwo()
    {
        std::vector<RunSummary> runs = {runOf("resnet18"), runOf("resnet50"), runOf("vgg16")};
        runs[1].chosenClass = "deep";
        QCOMPARE(classesOf(runs).size(), std::size_t{3});
        QVERIFY(classesOf(runs)[1].chosen);
        runs[2].chosenClass = "deep";
        const std::vector<RunClass> merged = classesOf(runs);
        QCOMPARE(merged.size(), std::size_t{2});
        QCOMPARE(merged[1].runs, (std::vector<std::size_t>{1, 2}));
        runs[2].chosenClass = "ResNet, square"; // into a class that is proposed for others
        QCOMPARE(classesOf(runs)[0].runs, (std::vector<std::size_t>{0, 2}));
    }

    void theTrendIsTheMeanAndSpreadOverTheRunsOfAClass()
    {
        std::vector<RunSummary> runs = {waveRun(290.0, 10.0), waveRun(310.0, 14.0), runOf("vgg16")};
        runs[2].levelWatts = 500.0;
        const ClassTrend trend = trendOf(runs, classesOf(runs)[0]);
        QCOMPARE(trend.waves, std::size_t{2});
        QCOMPARE(trend.peakPowerWatts.mean, 300.0);
        QCOMPARE(trend.cycleSeconds.mean, 12.0);
        QCOMPARE(trend.valleyDurationSeconds.mean, 2.0);
        QCOMPARE(trend.levelWatts.mean, 290.0);
        QVERIFY(std::abs(trend.levelWatts.std - std::sqrt(200.0)) < 1e-9);
    }

    void aRecordingIsSummedUpByItsChiefRegime()
    {
        Trace trace;
        trace.path = "/data/resnet50_a.csv";
        trace.gpus.emplace_back().power = SquareWave{}.series();
        const RunSummary run = summaryOf(trace, *segmentTrace(trace));
        QCOMPARE(run.name, std::string("resnet50_a.csv"));
        QCOMPARE(proposedClassOf(run), std::string("ResNet, square"));
        QVERIFY(std::abs(run.levelWatts - (300.0 * 10.0 + 80.0 * 3.0) / 13.0) < 1.0);
        trace.gpus[0].power = flatSeries(250.0, 600);
        const RunSummary flat = summaryOf(trace, *segmentTrace(trace));
        QCOMPARE(flat.shape, WaveShape::Flat);
        QVERIFY(std::abs(flat.levelWatts - 250.0) < 1.0);
    }

    void chosenClassesAreReadBack()
    {
        const Beside beside;
        const ChosenClasses chosen = {{"", "slow"}, {"r50, 256", "deep \"ones\""}};
        QVERIFY(storeClasses(beside.place, {}, chosen));
        QCOMPARE(*readClasses(beside.place), chosen);
        NotesPlace second = beside.place;
        second.part = 2;
        QVERIFY(readClasses(second)->empty());
        QVERIFY(storeClasses(beside.place, chosen, {}));
        QVERIFY(!std::filesystem::exists(beside.place.file));
    }

    void classesAndNotesShareAFile()
    {
        const Beside beside;
        const Annotations notes = {{AnnotationKind::Note, 1.0, 2.0, "", "here"}};
        QVERIFY(storeClasses(beside.place, {}, {{"", "slow"}}));
        QVERIFY(storeNotes(beside.place, {}, notes));
        QCOMPARE(readClasses(beside.place)->at(""), std::string("slow"));
        QVERIFY(storeClasses(beside.place, {{"", "slow"}}, {}));
        QCOMPARE(*readNotes(beside.place), notes);
    }

    void whatSomebodyElseHasWrittenIsNotOverwritten()
    {
        const Beside beside;
        QVERIFY(storeClasses(beside.place, {}, {{"a", "slow"}}));
        QVERIFY(!storeClasses(beside.place, {}, {{"a", "fast"}}));
        QCOMPARE(readClasses(beside.place)->at("a"), std::string("slow"));
    }

    void aClassThatMakesNoSenseIsRefused_data()
    {
        QTest::addColumn<QString>("classes");
        QTest::newRow("no list") << "{}";
        QTest::newRow("no object") << "[1]";
        QTest::newRow("no name") << R"([{"run":"a"}])";
        QTest::newRow("name is no text") << R"([{"class":5}])";
        QTest::newRow("run is no text") << R"([{"run":[],"class":"a"}])";
        QTest::newRow("part 0") << R"([{"part":0,"class":"a"}])";
    }

    void aClassThatMakesNoSenseIsRefused()
    {
        QFETCH(QString, classes);
        const Beside beside;
        beside.folder.write(
            "tasks.csv.notes.json",
            QString(R"({"format":"wattline-notes","version":2,"classes":%1})").arg(classes).toStdString());
        const auto read = readClasses(beside.place);
        QVERIFY(!read);
        QCOMPARE(read.error().kind, ErrorKind::Format);
        QVERIFY(!storeClasses(beside.place, {}, {{"", "slow"}}));
    }
};

QTEST_APPLESS_MAIN(TestRunClasses)
#include "tst_run_classes.moc"
