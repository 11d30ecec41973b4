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
    for (const auto& [name, numbers] : columns) {
        DatasetColumn column{name, {}, numbers};
        for (const double number : numbers)
            column.text.push_back(std::isfinite(number) ? formatNumber(number) : "");
        dataset.columns.push_back(column);
    }
    return dataset;
}

const RunFeatures Run = {{"batch_size", 100.0}, {"num_workers", 3.0}};

} // namespace

class TestPredictTargets : public QObject {
    Q_OBJECT

private slots:
    void findsTheLawOfAllFourTargets();
    void learnsOnlyFromRowsThatHaveAllFour();
    void saysWhichValuesLieOutsideTheRows();
    void refusesWhatItCannotLearn_data();
    void refusesWhatItCannotLearn();
    void endsWhenAskedTo();
};

void TestPredictTargets::findsTheLawOfAllFourTargets()
{
    const Result<TargetPrediction> found = predictTargets(fleetOf(40), "linear", Run);
    QVERIFY2(found, found ? "" : found.error().message.c_str());
    QVERIFY(std::abs(found->targets.valleyPowerWatts - 60.0) < 1e-6);
    QVERIFY(std::abs(found->targets.valleyDurationSeconds - 3.0) < 1e-6);
    QVERIFY(std::abs(found->targets.peakPowerWatts - 250.0) < 1e-6);
    QVERIFY(std::abs(found->targets.peakDurationSeconds - 40.0) < 1e-6);
    QCOMPARE(found->heldOutErrors.size(), std::size_t{4});
    for (const double error : found->heldOutErrors)
        QVERIFY(error < 1e-6);
    QVERIFY(found->remarks.empty());
}

void TestPredictTargets::learnsOnlyFromRowsThatHaveAllFour()
{
    const Result<TargetPrediction> found =
        predictTargets(fleetOf(40, 15), "linear", {{"batch_size", 200.0}, {"num_workers", 3.0}});
    QVERIFY(found);
    QCOMPARE(found->rows, std::size_t{25});
    QVERIFY(std::abs(found->targets.peakPowerWatts - 300.0) < 1e-6);
}

void TestPredictTargets::saysWhichValuesLieOutsideTheRows()
{
    const Result<TargetPrediction> found =
        predictTargets(fleetOf(40), "linear", {{"batch_size", 4096.0}, {"num_workers", 3.0}});
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
        predictTargets(fleetOf(rows), method.toStdString(), {{feature.toStdString(), 64.0}});
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Data);
}

void TestPredictTargets::endsWhenAskedTo()
{
    std::stop_source stop;
    stop.request_stop();
    const Result<TargetPrediction> found = predictTargets(fleetOf(40), "linear", Run, 42, {stop.get_token(), {}, 1});
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Canceled);
}

QTEST_GUILESS_MAIN(TestPredictTargets)
#include "tst_predict_targets.moc"
