// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/methods.h"
#include "tests/support/regression_rows.h"

#include <QTest>
#include <cmath>

using namespace wattline;

namespace {

constexpr double Unknown = std::numeric_limits<double>::quiet_NaN();

RegressionData runsOf400WattGpus(const std::string& target)
{
    RegressionData rows = rowsWithLaw(20, 2, [](const auto& x) { return 100.0 * (x[0] + 3.0); });
    rows.targetName = target;
    rows.tdpWatts.setConstant(400.0);
    rows.epochSeconds = (10.0 + 2.0 * rows.features.col(1).array()).matrix();
    rows.epochFlops = (1e12 * (rows.features.col(0).array() + 5.0)).matrix();
    return rows;
}

Result<std::shared_ptr<const Model>> fitted(const std::string& id, const RegressionData& rows)
{
    for (const Method& method : allMethods(Effort::Quick)) {
        if (method.id == id)
            return method.candidates.front().fit({rows, {}, 42}, {});
    }
    return Error{ErrorKind::Internal, "no such method"};
}

double meanRelativeError(const Eigen::VectorXd& target, const Eigen::VectorXd& predicted)
{
    return ((predicted - target).array() / target.array()).abs().mean();
}

} // namespace

class BaselinesTest : public QObject {
    Q_OBJECT

private slots:
    void takeTheRatedPowerForThePowerOfThePeak()
    {
        RegressionData rows = runsOf400WattGpus("peak_power_w");
        rows.tdpWatts[3] = 700.0;
        const auto model = fitted("tdp", rows);
        QVERIFY(model.hasValue());
        QCOMPARE((*model)->predict(rows), rows.tdpWatts);
    }

    void takeTheRatedPowerTimesThePredictedDurationForTheEnergyOfAnEpoch()
    {
        const RegressionData rows = runsOf400WattGpus("energy_per_epoch_j");
        const auto model = fitted("tdp", rows);
        QVERIFY(model.hasValue());
        RegressionData unmeasured = rows;
        unmeasured.epochSeconds.resize(0);
        const Eigen::VectorXd energy = 400.0 * rows.epochSeconds;
        QVERIFY(((*model)->predict(unmeasured) - energy).lpNorm<Eigen::Infinity>() < 1e-8);
    }

    void knowTheMeasuredDurationAsAnOracle()
    {
        RegressionData rows = runsOf400WattGpus("energy_per_epoch_j");
        rows.epochSeconds = rows.epochSeconds.cwiseProduct(rows.epochSeconds);
        const auto model = fitted("tdp-oracle", rows);
        QVERIFY(model.hasValue());
        QCOMPARE((*model)->predict(rows), Eigen::VectorXd(400.0 * rows.epochSeconds));
    }

    void findAFactorThatHolds_data()
    {
        QTest::addColumn<QString>("target");
        for (const char* target : {"peak_duration_s", "valley_duration_s", "cycle_s", "energy_per_epoch_j"})
            QTest::newRow(target) << target;
    }
    void findAFactorThatHolds()
    {
        QFETCH(QString, target);
        RegressionData rows = runsOf400WattGpus(target.toStdString());
        rows.target = 3e-12 * rows.epochFlops;
        const auto model = fitted("flops", rows);
        QVERIFY(model.hasValue());
        QVERIFY(((*model)->predict(rows) - rows.target).lpNorm<Eigen::Infinity>() < 1e-9);
        QCOMPARE((*model)->description(), std::string("3e-12 * flops * data_size"));
    }

    void takeTheFactorOfLeastMeanRelativeError()
    {
        const RegressionData rows = runsOf400WattGpus("peak_duration_s");
        const auto model = fitted("flops", rows);
        QVERIFY(model.hasValue());
        const Eigen::VectorXd predicted = (*model)->predict(rows);
        const double error = meanRelativeError(rows.target, predicted);
        for (double factor = 0.2; factor < 5.0; factor *= 1.01)
            QVERIFY(meanRelativeError(rows.target, factor * predicted) >= error - 1e-12);
    }

    void takeTheFactorOfLeastSquaresWhereATargetIsZero()
    {
        RegressionData rows = runsOf400WattGpus("peak_duration_s");
        rows.target[4] = 0.0;
        const auto model = fitted("flops", rows);
        QVERIFY(model.hasValue());
        const Eigen::VectorXd predicted = (*model)->predict(rows);
        QVERIFY(std::abs((rows.target - predicted).dot(predicted)) < 1e-9 * rows.target.squaredNorm());
    }

    void sayWhatIsMissing_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("target");
        QTest::addColumn<double>("tdpWatts");
        QTest::addColumn<double>("seconds");
        QTest::addColumn<double>("flops");
        QTest::addColumn<QString>("named");
        QTest::newRow("no TDP") << "tdp"
                                << "peak_power_w" << Unknown << 9.0 << 1e9 << "tdp_w";
        QTest::newRow("no durations") << "tdp"
                                      << "energy_per_epoch_j" << 400.0 << Unknown << 1e9 << "peak_duration_s";
        QTest::newRow("TDP of a duration") << "tdp"
                                           << "valley_duration_s" << 400.0 << 9.0 << 1e9 << "valley_duration_s";
        QTest::newRow("oracle of a power") << "tdp-oracle"
                                           << "peak_power_w" << 400.0 << 9.0 << 1e9 << "peak_power_w";
        QTest::newRow("oracle without TDP") << "tdp-oracle"
                                            << "energy_per_epoch_j" << Unknown << 9.0 << 1e9 << "gpu_name";
        QTest::newRow("oracle of no duration")
            << "tdp-oracle"
            << "energy_per_epoch_j" << 400.0 << Unknown << 1e9 << "valley_duration_s";
        QTest::newRow("FLOPs of a power") << "flops"
                                          << "valley_power_w" << 400.0 << 9.0 << 1e9 << "valley_power_w";
        QTest::newRow("no FLOPs") << "flops"
                                  << "peak_duration_s" << 400.0 << 9.0 << Unknown << "data_size";
        QTest::newRow("FLOPs of 0") << "flops"
                                    << "peak_duration_s" << 400.0 << 9.0 << 0.0 << "above 0";
        QTest::newRow("huge FLOPs") << "flops"
                                    << "peak_duration_s" << 400.0 << 9.0 << 1e308 << "10^9";
    }
    void sayWhatIsMissing()
    {
        QFETCH(QString, id);
        QFETCH(QString, target);
        QFETCH(double, tdpWatts);
        QFETCH(double, seconds);
        QFETCH(double, flops);
        QFETCH(QString, named);
        RegressionData rows = runsOf400WattGpus(target.toStdString());
        rows.tdpWatts.setConstant(tdpWatts);
        rows.epochSeconds.setConstant(seconds);
        rows.epochFlops.setConstant(flops);
        if (flops > 1e300)
            rows.target[0] = 0.0;
        const auto model = fitted(id.toStdString(), rows);
        QVERIFY(!model);
        QVERIFY2(QString::fromStdString(model.error().message).contains(named), model.error().message.c_str());
    }

    void sayThatNothingIsKnownAtAll()
    {
        RegressionData rows = runsOf400WattGpus("energy_per_epoch_j");
        rows.tdpWatts.resize(0);
        QVERIFY(!fitted("tdp", rows));
        QVERIFY(!fitted("tdp-oracle", rows));
        rows.epochFlops.resize(0);
        QVERIFY(!fitted("flops", rows));
    }
};

QTEST_GUILESS_MAIN(BaselinesTest)
#include "tst_baselines.moc"
