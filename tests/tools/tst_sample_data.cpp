// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/csv.h"
#include "core/base/text.h"
#include "core/data/build_dataset.h"
#include "core/phases/trace_phases.h"
#include "core/trace/read_trace.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <iterator>

using namespace wattline;

namespace {

const std::filesystem::path SampleData = WATTLINE_SAMPLE_DATA;

/// What is really in a recording: a line of synthetic_truth.csv.
struct Truth {
    std::string recording;
    std::string shape;
    std::size_t epochs = 0;
    double valleyPowerWatts = 0.0;
    double valleyDurationSeconds = 0.0;
    double peakPowerWatts = 0.0;
    double peakDurationSeconds = 0.0;
};

std::vector<Truth> readTruth()
{
    const auto table = readCsv(SampleData / "synthetic_truth.csv");
    std::vector<Truth> truth;
    if (!table)
        return truth;
    for (const CsvRow& row : table->rows) {
        const auto number = [&row](std::size_t column) { return parseNumber(row.cells[column]).value_or(0.0); };
        truth.push_back({row.cells[0], row.cells[1], static_cast<std::size_t>(number(2)), number(3), number(4),
                         number(5), number(6)});
    }
    return truth;
}

Result<TracePhases> phasesOf(const Truth& truth)
{
    const auto trace = readTrace(SampleData / "traces" / truth.recording);
    if (!trace)
        return trace.error();
    return segmentTrace(*trace);
}

void addRecordings(const char* shape)
{
    QTest::addColumn<Truth>("truth");
    for (const Truth& truth : readTruth()) {
        if (truth.shape == shape)
            QTest::newRow(truth.recording.c_str()) << truth;
    }
}

bool agree(double measured, double truth, double tolerance)
{
    return std::abs(measured - truth) <= tolerance * truth;
}

} // namespace

/// Holds reader and detector to recordings whose truth is known.
class SampleDataTest : public QObject {
    Q_OBJECT

private slots:
    void findsEveryEpochAndTheTargetsOfASquareWave_data() { addRecordings("square"); }
    void findsEveryEpochAndTheTargetsOfASquareWave()
    {
        QFETCH(Truth, truth);
        const auto phases = phasesOf(truth);
        QVERIFY2(phases.hasValue(), phases.hasValue() ? "" : phases.error().message.c_str());
        QCOMPARE(phases->gpus.size(), std::size_t{4});
        for (const Segmentation& gpu : phases->gpus) {
            QVERIFY2(gpu.shape == WaveShape::Square, gpu.reason.c_str());
            QCOMPARE(gpu.epochs, truth.epochs);
        }
        QVERIFY(phases->wave.has_value());
        const auto compare = [](const char* what, double measured, double expected) {
            const std::string text =
                std::string(what) + " " + formatShort(measured) + ", truly " + formatShort(expected);
            QVERIFY2(agree(measured, expected, 0.02), text.c_str());
        };
        compare("valley power", phases->wave->valleyPowerWatts.mean, truth.valleyPowerWatts);
        compare("valley duration", phases->wave->valleyDurationSeconds.mean, truth.valleyDurationSeconds);
        compare("peak power", phases->wave->peakPowerWatts.mean, truth.peakPowerWatts);
        compare("peak duration", phases->wave->peakDurationSeconds.mean, truth.peakDurationSeconds);
    }

    void findsNoWaveInAFlatRun_data() { addRecordings("flat"); }
    void findsNoWaveInAFlatRun()
    {
        QFETCH(Truth, truth);
        const auto phases = phasesOf(truth);
        QVERIFY2(phases.hasValue(), phases.hasValue() ? "" : phases.error().message.c_str());
        QCOMPARE(QString::fromStdString(nameOf(phases->gpus.at(0).shape)), QString("flat"));
        QVERIFY(!phases->wave.has_value());
    }

    void findsNoEpochsInAnInteractiveSession_data() { addRecordings("irregular"); }
    void findsNoEpochsInAnInteractiveSession()
    {
        QFETCH(Truth, truth);
        const auto phases = phasesOf(truth);
        QVERIFY2(phases.hasValue(), phases.hasValue() ? "" : phases.error().message.c_str());
        QCOMPARE(QString::fromStdString(nameOf(phases->gpus.at(0).shape)), QString("irregular"));
        QVERIFY(!phases->wave.has_value());
    }

    void joinsAllRunsToADataSetWithoutARemark()
    {
        const auto tasks = readTasks(SampleData / "tasks.csv");
        QVERIFY2(tasks.hasValue(), tasks.hasValue() ? "" : tasks.error().message.c_str());
        const auto built = buildDataset(*tasks);
        QVERIFY2(built.hasValue(), built.hasValue() ? "" : built.error().message.c_str());
        QVERIFY2(built->remarks.empty(), built->remarks.empty() ? "" : built->remarks.front().message.c_str());
        QCOMPARE(built->runs, std::size_t{459});
        QCOMPARE(built->dataset.rowCount(), std::size_t{457}); // three of the runs are replicates
    }

    void measuresThePeakPowerOfAFlatRunWithoutItsStartAndEnd_data() { addRecordings("flat"); }
    void measuresThePeakPowerOfAFlatRunWithoutItsStartAndEnd()
    {
        QFETCH(Truth, truth);
        const auto tasks = readTasks(SampleData / "tasks.csv");
        QVERIFY(tasks.hasValue());
        TaskTable one{tasks->path, {}};
        std::ranges::copy_if(tasks->tasks, std::back_inserter(one.tasks),
                             [&truth](const TaskMetadata& task) { return task.trace.ends_with(truth.recording); });
        const auto built = buildDataset(one);
        QVERIFY2(built.hasValue(), built.hasValue() ? "" : built.error().message.c_str());
        const DatasetColumn* peak = built->dataset.find("peak_power_w");
        QVERIFY(peak && peak->isNumeric());
        QVERIFY2(agree(peak->numbers.at(0), truth.peakPowerWatts, 0.01), formatShort(peak->numbers.at(0)).c_str());
        const DatasetColumn* valley = built->dataset.find("valley_power_w");
        QVERIFY(!valley || std::isnan(valley->numbers.at(0)));
    }

    void reportsEachFaultOfTheBadRecording()
    {
        const auto trace = readTrace(SampleData / "traces" / "synthetic_resnet101_4gpu_faults.csv");
        QVERIFY2(trace.hasValue(), trace.hasValue() ? "" : trace.error().message.c_str());
        for (const IssueKind kind :
             {IssueKind::NotANumber, IssueKind::DuplicateTime, IssueKind::Gap, IssueKind::Truncated}) {
            const bool reported = std::ranges::any_of(trace->issues, [kind](const Issue& i) { return i.kind == kind; });
            QVERIFY2(reported, nameOf(kind).c_str());
        }
    }
};

QTEST_GUILESS_MAIN(SampleDataTest)
#include "tst_sample_data.moc"
