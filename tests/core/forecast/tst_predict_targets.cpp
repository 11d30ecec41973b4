// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/forecast/predict_targets.h"

#include <QTest>
#include <cmath>

using namespace wattline;

namespace {

/// Runs by a law that a line can learn: every target grows with the batch size alone. The first `flat` rows have no
/// valley, as runs on one GPU.
Dataset fleetOf(int rows, int flat = 0)
{
    std::map<std::string, std::vector<double>> columns;
    for (int i = 0; i < rows; ++i) {
        const double batch = 16.0 + 8.0 * i;
        const double nothing = std::nan("");
        columns["batch_size"].push_back(batch);
        columns["num_workers"].push_back(2.0 + i % 4);
        columns["valley_power_w"].push_back(i < flat ? nothing : 50.0 + 0.1 * batch);
        columns["valley_duration_s"].push_back(i < flat ? nothing : 2.0 + 0.01 * batch);
        columns["peak_power_w"].push_back(i < flat ? 9999.0 : 200.0 + 0.5 * batch);
        columns["peak_duration_s"].push_back(20.0 + 0.2 * batch);
    }
    Dataset dataset;
    dataset.name = "synthetic.csv";
    dataset.rowsBeforeFilter = static_cast<std::size_t>(rows);
    for (std::size_t row = 0; row < dataset.rowsBeforeFilter; ++row)
        dataset.places.push_back({row, 0});
    for (const auto& [name, numbers] : columns) {
        DatasetColumn column{name, {}, numbers};
        for (const double number : numbers)
            column.text.push_back(std::isfinite(number) ? formatNumber(number) : "");
        dataset.columns.push_back(column);
    }
    return dataset;
}

/// The first `tokenRows` rows read text and follow another law.
Dataset fleetWithText(int rows, int tokenRows)
{
    Dataset dataset = fleetOf(rows);
    DatasetColumn size{"image_size", {}, {}};
    DatasetColumn kind{"image_size_kind", {}, {}};
    for (int i = 0; i < rows; ++i) {
        size.text.push_back(formatNumber(200.0 + i % 7));
        kind.text.push_back(i < tokenRows ? "tokens" : "pixels");
    }
    dataset.columns.push_back(columnOf(size.name, size.text));
    dataset.columns.push_back(kind);
    for (DatasetColumn& column : dataset.columns) {
        for (int i = 0; i < tokenRows && column.name == "peak_power_w"; ++i)
            column.text[static_cast<std::size_t>(i)] = "9999";
        column = columnOf(column.name, column.text);
    }
    return dataset;
}

const RunFeatures Run = {{"batch_size", 100.0}, {"num_workers", 3.0}};
const PredictionSettings Linear = {.method = "linear"};

} // namespace

class TestPredictTargets : public QObject {
    Q_OBJECT

private slots:
    void findsTheLawOfAllFourTargets();
    void learnsOnlyFromRowsThatHaveAllFour();
    void leavesOutTokenRowsWhereTheImageSizeIsAFeature();
    void learnsOnlyFromTheRowsAskedFor();
    void givesNoRelativeErrorWhereAnObservedValueIsZero();
    void expectsARunWhereTheRowsHeldOutSay();
    void hasNoIntervalsWhereTooFewRowsAreHeldOut();
    void saysWhichValuesLieOutsideTheRows();
    void refusesWhatItCannotLearn_data();
    void refusesWhatItCannotLearn();
    void endsWhenAskedTo();
};

void TestPredictTargets::findsTheLawOfAllFourTargets()
{
    const Result<TargetPrediction> found = predictTargets(fleetOf(40), Run, Linear);
    QVERIFY2(found, found ? "" : found.error().message.c_str());
    QVERIFY(std::abs(found->targets.valleyPowerWatts - 60.0) < 1e-6);
    QVERIFY(std::abs(found->targets.valleyDurationSeconds - 3.0) < 1e-6);
    QVERIFY(std::abs(found->targets.peakPowerWatts - 250.0) < 1e-6);
    QVERIFY(std::abs(found->targets.peakDurationSeconds - 40.0) < 1e-6);
    QCOMPARE(found->heldOutErrors.size(), std::size_t{4});
    for (const std::optional<double>& error : found->heldOutErrors)
        QVERIFY(error && *error < 1e-6);
    QVERIFY(found->remarks.empty());
}

void TestPredictTargets::learnsOnlyFromRowsThatHaveAllFour()
{
    const Result<TargetPrediction> found =
        predictTargets(fleetOf(40, 15), {{"batch_size", 200.0}, {"num_workers", 3.0}}, Linear);
    QVERIFY(found);
    QCOMPARE(found->rows, std::size_t{25});
    QVERIFY(std::abs(found->targets.peakPowerWatts - 300.0) < 1e-6);
}

void TestPredictTargets::leavesOutTokenRowsWhereTheImageSizeIsAFeature()
{
    RunFeatures run = {{"batch_size", 200.0}, {"image_size", 203.0}};
    const Result<TargetPrediction> found = predictTargets(fleetWithText(40, 15), run, Linear);
    QVERIFY2(found, found ? "" : found.error().message.c_str());
    QCOMPARE(found->rows, std::size_t{25});
    QVERIFY(std::abs(found->targets.peakPowerWatts - 300.0) < 1e-6);
    QCOMPARE(found->remarks.size(), std::size_t{1});
    QVERIFY(found->remarks[0].starts_with("15 rows are left out: their image_size counts tokens"));
}

void TestPredictTargets::learnsOnlyFromTheRowsAskedFor()
{
    PredictionSettings settings = Linear;
    settings.where = {{"image_size_kind", "tokens"}};
    const Result<TargetPrediction> found = predictTargets(fleetWithText(40, 15), {{"batch_size", 64.0}}, settings);
    QVERIFY2(found, found ? "" : found.error().message.c_str());
    QCOMPARE(found->rows, std::size_t{15});
    QVERIFY(std::abs(found->targets.peakPowerWatts - 9999.0) < 1e-6);
}

void TestPredictTargets::givesNoRelativeErrorWhereAnObservedValueIsZero()
{
    Dataset dataset = fleetOf(40);
    for (DatasetColumn& column : dataset.columns) {
        if (column.name == "valley_duration_s")
            column = columnOf(column.name, std::vector<std::string>(40, "0"));
    }
    const Result<TargetPrediction> found = predictTargets(dataset, Run, {.method = "ridge"});
    QVERIFY2(found, found ? "" : found.error().message.c_str());
    QVERIFY(!found->heldOutErrors[1]);
    QVERIFY(found->heldOutErrors[0] && std::isfinite(*found->heldOutErrors[0]));
}

// Peak powers are 10 % off by turns: so are the errors on the rows held out. The other targets obey their law.
void TestPredictTargets::expectsARunWhereTheRowsHeldOutSay()
{
    Dataset dataset = fleetOf(100);
    for (DatasetColumn& column : dataset.columns) {
        for (std::size_t row = 0; row < column.numbers.size() && column.name == "peak_power_w"; ++row) {
            column.numbers[row] *= row / 2 % 2 == 0 ? 1.1 : 0.9;
            column.text[row] = formatNumber(column.numbers[row]);
        }
    }
    const Result<TargetPrediction> found = predictTargets(dataset, Run, Linear);
    QVERIFY2(found, found ? "" : found.error().message.c_str());
    QCOMPARE(found->intervals.size(), std::size_t{4});
    const double peak = found->targets.peakPowerWatts;
    QVERIFY(found->intervals[2]->low < 0.92 * peak && found->intervals[2]->low > 0.8 * peak);
    QVERIFY(found->intervals[2]->high > 1.08 * peak && found->intervals[2]->high < 1.2 * peak);
    QVERIFY(found->intervals[0]->high - found->intervals[0]->low < 1e-6);
}

void TestPredictTargets::hasNoIntervalsWhereTooFewRowsAreHeldOut()
{
    const Result<TargetPrediction> found = predictTargets(fleetOf(40), Run, Linear); // 8 of them
    for (const std::optional<Interval>& interval : found->intervals)
        QVERIFY(!interval);
}

void TestPredictTargets::saysWhichValuesLieOutsideTheRows()
{
    const Result<TargetPrediction> found =
        predictTargets(fleetOf(40), {{"batch_size", 4096.0}, {"num_workers", 3.0}}, Linear);
    QVERIFY(found);
    QCOMPARE(found->remarks.size(), std::size_t{1});
    QVERIFY(found->remarks[0].starts_with("batch_size 4096 lies outside"));
}

void TestPredictTargets::refusesWhatItCannotLearn_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("feature");
    QTest::newRow("a method that does not exist") << 40 << "oracle"
                                                  << "batch_size";
    QTest::newRow("a feature that does not exist") << 40 << "linear"
                                                   << "colour";
    QTest::newRow("too few rows") << 9 << "linear"
                                  << "batch_size";
}

void TestPredictTargets::refusesWhatItCannotLearn()
{
    QFETCH(int, rows);
    QFETCH(QString, method);
    QFETCH(QString, feature);
    const Result<TargetPrediction> found =
        predictTargets(fleetOf(rows), {{feature.toStdString(), 64.0}}, {.method = method.toStdString()});
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Data);
}

void TestPredictTargets::endsWhenAskedTo()
{
    std::stop_source stop;
    stop.request_stop();
    const Result<TargetPrediction> found = predictTargets(fleetOf(40), Run, Linear, {stop.get_token(), {}, 1});
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Canceled);
}

QTEST_GUILESS_MAIN(TestPredictTargets)
#include "tst_predict_targets.moc"
