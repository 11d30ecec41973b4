// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/marked_cells.h"
#include "core/data/measured_run.h"

#include <QTest>
#include <algorithm>

using namespace wattline;
using Kind = BuildRemark::Kind;

namespace {

TaskMetadata task(const std::string& run, const std::string& configuration)
{
    TaskMetadata task;
    task.run = run;
    task.configuration = configuration;
    task.model = "ViT";
    task.params = 86567656;
    task.flops = 35159569680;
    task.imageSize = 224;
    task.batchSize = 256;
    task.gpus = 4;
    task.epochs = 3;
    return task;
}

/// What a recording of four GPUs with three epochs says.
MeasuredRun wave(double valleyWatts, double valleySeconds, double peakWatts, double peakSeconds)
{
    MeasuredRun run;
    run.trace = "run.csv";
    run.targets = {valleyWatts, valleySeconds, peakWatts, peakSeconds};
    run.gpus = 4;
    run.epochs = 3;
    return run;
}

MeasuredRun flat(double watts)
{
    MeasuredRun run;
    run.trace = "run.csv";
    run.targets[2] = watts;
    run.gpus = 4;
    return run;
}

MeasuredRun unusable(const std::string& problem)
{
    MeasuredRun run;
    run.problem = problem;
    return run;
}

BuiltDataset join(const std::vector<TaskMetadata>& tasks, const std::vector<MeasuredRun>& measured)
{
    auto built = joinRuns({"tasks.csv", tasks}, measured);
    if (!built)
        qFatal("%s", built.error().message.c_str());
    return *std::move(built);
}

std::string cell(const BuiltDataset& built, const std::string& column, std::size_t row = 0)
{
    const DatasetColumn* found = built.dataset.find(column);
    return found == nullptr ? "no column " + column : found->text.at(row);
}

std::string saidOf(const BuiltDataset& built, Kind kind)
{
    for (const BuildRemark& remark : built.remarks) {
        if (remark.kind == kind)
            return remark.run + ": " + remark.message;
    }
    return {};
}

} // namespace

class JoinRunsTest : public QObject {
    Q_OBJECT

private slots:
    void fillsParamsAndFlopsFromTheCatalogueAndMarksThem()
    {
        TaskMetadata first = task("a1", "a");
        first.model = "resnet50";
        first.params = first.flops = std::nullopt;
        TaskMetadata second = first;
        second.run = "a2";
        second.params = 25557032; // what a replicate says is not filled
        const BuiltDataset built = join({first, second}, {wave(60, 6, 290, 180), wave(60, 6, 290, 180)});
        QCOMPARE(cell(built, "flops"), std::string("8211108352"));
        QCOMPARE(cell(built, "params"), std::string("25557032"));
        QCOMPARE(built.dataset.provenance[0].filledColumns, std::vector<std::string>{"flops"});
        QVERIFY2(built.remarks.empty(), saidOf(built, Kind::Notice).c_str());
    }

    void saysWhereGivenAndCountedFlopsDiffer()
    {
        TaskMetadata given = task("a1", "a");
        given.model = "resnet50";
        given.params = 25557032;
        given.flops = 4089184256; // multiply-adds
        const BuiltDataset built = join({given}, {wave(60, 6, 290, 180)});
        QCOMPARE(cell(built, "flops"), std::string("4089184256"));
        QVERIFY(built.dataset.provenance[0].filledColumns.empty());
        QVERIFY(
            saidOf(built, Kind::Difference).starts_with("a1: flops is given as 4089184256 but the network catalogue"));
    }

    void saysWhyCellsStayEmpty()
    {
        TaskMetadata unknown = task("a1", "a");
        unknown.params = unknown.flops = std::nullopt;
        const BuiltDataset built = join({unknown}, {wave(60, 6, 290, 180)});
        QCOMPARE(saidOf(built, Kind::Notice),
                 std::string("a1: params and flops stay empty: in the network catalogue no network is called \"ViT\"; "
                             "near ones are ViT-B/16, ViT-B/32 or ViT-L/16"));
    }

    void averagesAndCountsReplicates()
    {
        const BuiltDataset built = join({task("a1", "a"), task("b1", "b"), task("a2", "a")},
                                        {wave(60, 6, 290, 180), wave(70, 5, 300, 90), wave(64, 8, 292, 184)});
        QCOMPARE(built.dataset.rowCount(), std::size_t{2});
        QCOMPARE(cell(built, "configuration"), std::string("a"));
        QCOMPARE(cell(built, "valley_power_w"), std::string("62"));
        QCOMPARE(cell(built, "valley_duration_s"), std::string("7"));
        QCOMPARE(cell(built, "peak_power_w"), std::string("291"));
        QCOMPARE(cell(built, "peak_duration_s"), std::string("182"));
        QCOMPARE(cell(built, "replicates"), std::string("2"));
        QCOMPARE(cell(built, "replicates", 1), std::string("1"));
        QCOMPARE(built.dataset.provenance[0].runs, (std::vector<std::string>{"a1", "a2"}));
        QCOMPARE(measuredColumns(built.dataset, 0),
                 std::vector<std::string>(std::begin(TargetColumns), std::end(TargetColumns)));
        QCOMPARE(built.tracesRead, std::size_t{3});
        QVERIFY(built.remarks.empty());
    }

    void energyPerEpochIsThatOfPeakAndValley()
    {
        const BuiltDataset built = join({task("a1", "a")}, {wave(60, 10, 300, 100)});
        QCOMPARE(cell(built, "energy_per_epoch_j"), std::string("30600"));
    }

    void flatRunsHaveNoValleyAndTheirDurationOnlyWhereItIsGiven()
    {
        TaskMetadata timed = task("b", "b");
        timed.peakDurationSeconds = 100.0;
        const BuiltDataset built = join({task("a", "a"), timed}, {flat(250), flat(250)});
        for (std::size_t row : {0, 1}) {
            QCOMPARE(cell(built, "peak_power_w", row), std::string("250"));
            QCOMPARE(cell(built, "valley_power_w", row), std::string());
            QCOMPARE(cell(built, "valley_duration_s", row), std::string());
        }
        QCOMPARE(cell(built, "peak_duration_s", 0), std::string());
        QCOMPARE(cell(built, "energy_per_epoch_j", 0), std::string());
        QCOMPARE(cell(built, "peak_duration_s", 1), std::string("100"));
        QCOMPARE(cell(built, "energy_per_epoch_j", 1), std::string("25000"));
    }

    void givenTargetsStandAndABigDifferenceIsRemarked_data()
    {
        QTest::addColumn<double>("measured");
        QTest::addColumn<bool>("remarked");
        QTest::newRow("equal") << 300.0 << false;
        QTest::newRow("2 % more") << 306.0 << false;
        QTest::newRow("2.1 % more") << 306.3 << true;
        QTest::newRow("2.1 % less") << 293.7 << true;
    }
    void givenTargetsStandAndABigDifferenceIsRemarked()
    {
        QFETCH(double, measured);
        QFETCH(bool, remarked);
        TaskMetadata given = task("a1", "a");
        given.peakPowerWatts = 300.0;
        const BuiltDataset built = join({given}, {wave(60, 6, measured, 180)});
        QCOMPARE(cell(built, "peak_power_w"), std::string("300"));
        QCOMPARE(!saidOf(built, Kind::Difference).empty(), remarked);
        if (remarked)
            QVERIFY(saidOf(built, Kind::Difference).starts_with("a1: peak_power_w is given as 300 but measured as "));
    }

    void marksTheMeasuredTargetsOneByOne()
    {
        TaskMetadata given = task("a1", "a");
        given.peakPowerWatts = given.peakDurationSeconds = 300.0;
        const BuiltDataset built = join({given}, {wave(60, 6, 300, 300)});
        QCOMPARE(measuredColumns(built.dataset, 0), (std::vector<std::string>{"valley_power_w", "valley_duration_s"}));
        QVERIFY(datasetCsv(built.dataset).ends_with(",a1,trace,valley_power_w;valley_duration_s,\n"));
    }

    void aTargetIsMeasuredWhereOneReplicateMeasuredIt()
    {
        TaskMetadata given = task("a2", "a");
        given.peakPowerWatts = 300.0;
        const BuiltDataset built = join({task("a1", "a"), given}, {flat(300), flat(300)});
        QCOMPARE(measuredColumns(built.dataset, 0), (std::vector<std::string>{"peak_power_w"}));
    }

    void givenTargetsNeedNoRecording()
    {
        TaskMetadata given = task("a1", "a");
        given.peakPowerWatts = 300.0;
        const BuiltDataset built = join({given}, {MeasuredRun{}});
        QCOMPARE(cell(built, "peak_power_w"), std::string("300"));
        QVERIFY(measuredColumns(built.dataset, 0).empty());
        QVERIFY(datasetCsv(built.dataset).ends_with(",a1,given,,\n"));
    }

    void leavesOutARunThatHasNoPeakPowerAndSaysWhy()
    {
        const BuiltDataset built = join({task("a1", "a"), task("b1", "b"), task("c1", "c")},
                                        {wave(60, 6, 290, 180), unusable("its wave is inverted"), MeasuredRun{}});
        QCOMPARE(built.dataset.rowCount(), std::size_t{1});
        QCOMPARE(built.remarks.size(), std::size_t{2});
        QCOMPARE(saidOf(built, Kind::LeftOut), std::string("b1: its wave is inverted"));
        QCOMPARE(built.remarks[1].message, std::string("no peak power is given and no recording is named"));
        QCOMPARE(built.runs, std::size_t{3});
    }

    void anUnreadableRecordingBesideGivenTargetsIsANotice()
    {
        TaskMetadata given = task("a1", "a");
        given.peakPowerWatts = 300.0;
        const BuiltDataset built = join({given}, {unusable("its recording cannot be read: a.csv: is empty.")});
        QCOMPARE(built.dataset.rowCount(), std::size_t{1});
        QVERIFY(saidOf(built, Kind::Notice).find("a.csv: is empty") != std::string::npos);
    }

    void aReplicateWithOtherMetadataIsLeftOut()
    {
        TaskMetadata other = task("a2", "a");
        other.batchSize = 128;
        const BuiltDataset built = join({task("a1", "a"), other}, {wave(60, 6, 290, 180), wave(60, 6, 250, 180)});
        QCOMPARE(cell(built, "replicates"), std::string("1"));
        QCOMPARE(cell(built, "peak_power_w"), std::string("290"));
        QVERIFY(saidOf(built, Kind::LeftOut).starts_with("a2: its batch_size differs from that of a1"));
    }

    void aReplicateIsComparedWithAllThatTheRunsBeforeItSay()
    {
        TaskMetadata silent = task("a1", "a");
        silent.batchSize.reset();
        TaskMetadata first = task("a2", "a");
        first.batchSize = 32;
        TaskMetadata second = task("a3", "a");
        second.batchSize = 64;
        const BuiltDataset built =
            join({silent, first, second}, {wave(60, 6, 290, 180), wave(60, 6, 290, 180), wave(60, 6, 350, 180)});
        QCOMPARE(cell(built, "replicates"), std::string("2"));
        QCOMPARE(cell(built, "batch_size"), std::string("32"));
        QCOMPARE(cell(built, "peak_power_w"), std::string("290"));
        QVERIFY(saidOf(built, Kind::LeftOut).starts_with("a3: its batch_size differs from that of a1, a2"));
    }

    void flatAndSquareReplicatesOfOneConfigurationAreNoticed()
    {
        const BuiltDataset built = join({task("a1", "a"), task("a2", "a")}, {wave(60, 6, 290, 180), flat(250)});
        QCOMPARE(cell(built, "replicates"), std::string("2"));
        QVERIFY(saidOf(built, Kind::Notice).starts_with("a2: it lacks a valley, unlike a1"));
    }

    void gpusWithoutAWaveAreNoticed()
    {
        MeasuredRun partly = wave(60, 6, 290, 180);
        partly.gpusWithWave = 1;
        MeasuredRun wholly = partly;
        wholly.gpusWithWave = 4;
        const BuiltDataset built = join({task("a1", "a"), task("b1", "b")}, {partly, wholly});
        QCOMPARE(built.remarks.size(), std::size_t{1});
        QVERIFY(saidOf(built, Kind::Notice).starts_with("a1: 1 of 4 GPUs show the wave"));
    }

    void theRecordingFillsInGpuNameAndTdp()
    {
        MeasuredRun measured = wave(60, 6, 290, 180);
        measured.gpuName = "NVIDIA A800";
        measured.powerLimitWatts = 400.0;
        TaskMetadata named = task("b1", "b");
        named.gpuName = "A800";
        named.tdpWatts = 300.0;
        TaskMetadata namedLater = task("a2", "a");
        namedLater.gpuName = "A800";
        const BuiltDataset built =
            join({task("a1", "a"), named, namedLater, task("c1", "c")}, {measured, measured, measured, measured});
        QCOMPARE(cell(built, "gpu_name"), std::string("A800")); // the CSV says so, if only for the second run
        QCOMPARE(cell(built, "gpu_name", 2), std::string("NVIDIA A800"));
        QCOMPARE(cell(built, "tdp_w"), std::string("400"));
        QCOMPARE(cell(built, "replicates"), std::string("2"));
        QCOMPARE(cell(built, "gpu_name", 1), std::string("A800"));
        QCOMPARE(cell(built, "tdp_w", 1), std::string("300"));
    }

    void recordingsThatContradictTheMetadataAreNoticed()
    {
        TaskMetadata eight = task("a1", "a");
        eight.gpus = 8;
        eight.epochs = 5;
        const BuiltDataset built = join({eight}, {wave(60, 6, 290, 180)});
        QCOMPARE(built.remarks.size(), std::size_t{2});
        QCOMPARE(built.remarks[0].message, std::string("its recording holds 4 GPUs, the tasks CSV says 8"));
        QCOMPARE(built.remarks[1].message, std::string("its recording shows 3 epochs, the tasks CSV says 5"));
    }

    void sequenceLengthsAreFlaggedAndNotPooledWithImages()
    {
        TaskMetadata bert = task("b1", "b");
        bert.model = "BERT-base";
        bert.imageSize = 128;
        const BuiltDataset built = join({task("a1", "a"), bert}, {wave(60, 6, 290, 180), wave(60, 6, 310, 80)});
        QCOMPARE(cell(built, "image_size_kind"), std::string("pixels"));
        QCOMPARE(cell(built, "image_size_kind", 1), std::string("tokens"));
        const Dataset images = withoutTokenRows(built.dataset);
        QCOMPARE(images.rowCount(), std::size_t{1});
        QCOMPARE(images.find("model")->text[0], std::string("ViT"));
        const auto text = filterRows(built.dataset, {{"image_size_kind", "tokens"}});
        QVERIFY(text.hasValue());
        QCOMPARE(withoutTokenRows(*text).rowCount(), std::size_t{1});
    }

    void otherColumnsAreKeptAndDerivedOnesAreItsOwn()
    {
        TaskMetadata noted = task("a1", "a");
        noted.others = {{"site", "Hall 3"}, {"replicates", "99"}};
        const BuiltDataset built = join({noted, task("b1", "b")}, {wave(60, 6, 290, 180), wave(60, 6, 290, 180)});
        QCOMPARE(cell(built, "site"), std::string("Hall 3"));
        QCOMPARE(cell(built, "site", 1), std::string());
        QCOMPARE(cell(built, "replicates"), std::string("1"));
        QVERIFY(parseDataset(datasetCsv(built.dataset), "again.csv").hasValue());
    }

    void theFamilyIsThatOfTheModelUnlessTheMetadataNameOne()
    {
        TaskMetadata own = task("b1", "b");
        own.others = {{"family", "mine"}};
        TaskMetadata unknown = task("c1", "c");
        unknown.model.clear();
        const MeasuredRun run = wave(60, 6, 290, 180);
        const BuiltDataset built = join({task("a1", "a"), own, unknown}, {run, run, run});
        QCOMPARE(cell(built, "family"), std::string("ViT"));
        QCOMPARE(cell(built, "family", 1), std::string("mine"));
        QCOMPARE(cell(built, "family", 2), std::string());
        const auto mine = filterRows(built.dataset, {{"family", "mine"}, {"gpus", "4"}});
        QVERIFY(mine.hasValue());
        QCOMPARE(mine->rowCount(), std::size_t{1});
    }

    void theClassIsFamilyAndShapeUnlessTheAnalystOrTheMetadataNameOne()
    {
        TaskMetadata told = task("b1", "b");
        told.others = {{"class", "told"}};
        MeasuredRun chosen = wave(60, 6, 290, 180);
        chosen.chosenClass = "chosen";
        const BuiltDataset built = join({task("a1", "a"), told, task("c1", "c"), task("d1", "d")},
                                        {wave(60, 6, 290, 180), wave(60, 6, 290, 180), chosen, flat(250)});
        QCOMPARE(built.dataset.find("class")->text,
                 (std::vector<std::string>{"ViT, square", "told", "chosen", "ViT, flat"}));
        TaskMetadata own = task("e1", "e");
        own.others = {{"family", "ConvNeXt"}};
        MeasuredRun inverted = wave(60, 6, 290, 180);
        inverted.polarity = Polarity::Inverted;
        QCOMPARE(cell(join({own}, {inverted}), "class"), std::string("ConvNeXt, square inverted"));
    }

    void aColumnThatDataSetsFillIsLeftOutWithARemark()
    {
        TaskTable table{"tasks.csv", {task("a1", "a")}};
        table.tasks[0].others = {{"measured", "by hand"}, {"family", "mine"}};
        table.columns = {{"measured", {}}, {"family", {}}};
        const auto built = joinRuns(table, {wave(60, 6, 290, 180)});
        QVERIFY(built.hasValue());
        QCOMPARE(built->remarks.size(), std::size_t{1});
        QVERIFY(built->remarks[0].message.starts_with("column \"measured\" is left out"));
        QVERIFY(built->dataset.find("measured") == nullptr);
    }

    void whatReadingSaidComesFirstAndLinesLeftOutAreCounted()
    {
        TaskTable table{"tasks.csv", {task("a1", "a")}};
        table.remarks = {{1, "the file is Latin-1; it is read as such"}};
        for (std::size_t line = 2; line < 2002; ++line)
            table.leftOut.add(line, "holds a NUL byte");
        const auto built = joinRuns(table, {wave(60, 6, 290, 180)});
        QVERIFY(built.hasValue());
        QCOMPARE(built->linesLeftOut, std::size_t{2000});
        QCOMPARE(built->remarks.at(0).message, std::string("the file is Latin-1; it is read as such"));
        QCOMPARE(built->remarks.at(1).line, std::size_t{2});
        QCOMPARE(built->remarks.at(1).kind, Kind::LeftOut);
        QCOMPARE(built->remarks.back().message, std::string("1,000 more lines below this one are left out"));
    }

    void stoppingIsCanceled()
    {
        std::stop_source source;
        source.request_stop();
        RunContext context;
        context.stop = source.get_token();
        const auto built = joinRuns({"tasks.csv", {task("a1", "a")}}, {wave(60, 6, 290, 180)}, context);
        QVERIFY(!built.hasValue());
        QCOMPARE(built.error().kind, ErrorKind::Canceled);
    }

    void saysWhyNoRowRemains()
    {
        TaskMetadata lost = task("a1", "a");
        lost.line = 2;
        const auto built = joinRuns({"tasks.csv", {lost}}, {unusable("its recording cannot be read: no such file")});
        QVERIFY(!built.hasValue());
        QCOMPARE(built.error().kind, ErrorKind::Data);
        QCOMPARE(
            built.error().message,
            std::string("tasks.csv: none of the 1 runs can enter a data set; the first, a1 on line 2: its recording "
                        "cannot be read: no such file."));
    }
};

QTEST_GUILESS_MAIN(JoinRunsTest)
#include "tst_join_runs.moc"
