// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/methods.h"
#include "tests/support/regression_rows.h"

#include <QTest>

using namespace wattline;

namespace {

RegressionData runsOf400WattGpus(const std::string& target)
{
    RegressionData rows = rowsWithLaw(20, 2, [](const auto& x) { return 100.0 * (x[0] + 3.0); });
    rows.targetName = target;
    rows.tdpWatts.setConstant(400.0);
    return rows;
}

Result<std::shared_ptr<const Model>> fitted(const RegressionData& rows)
{
    return tdpMethod(Effort::Quick).candidates.front().fit({rows, {}, 42}, {});
}

} // namespace

class TdpTest : public QObject {
    Q_OBJECT

private slots:
    void isThePowerOfThePeak()
    {
        RegressionData rows = runsOf400WattGpus("peak_power_w");
        rows.tdpWatts[3] = 700.0;
        const auto model = fitted(rows);
        QVERIFY(model.hasValue());
        QCOMPARE((*model)->predict(rows), rows.tdpWatts);
    }

    void timesThePredictedDurationIsTheEnergyOfAnEpoch()
    {
        RegressionData rows = runsOf400WattGpus("energy_per_epoch_j");
        rows.epochSeconds = (10.0 + 2.0 * rows.features.col(1).array()).matrix();
        const auto model = fitted(rows);
        QVERIFY(model.hasValue());
        const Eigen::VectorXd energy = 400.0 * rows.epochSeconds;
        QVERIFY(((*model)->predict(rows) - energy).lpNorm<Eigen::Infinity>() < 1e-8);
    }

    void saysWhatIsMissing_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<double>("tdpWatts");
        QTest::addColumn<QString>("named");
        QTest::newRow("no TDP") << "peak_power_w" << std::numeric_limits<double>::quiet_NaN() << "tdp_w";
        QTest::newRow("no durations") << "energy_per_epoch_j" << 400.0 << "peak_duration_s";
        QTest::newRow("another target") << "valley_duration_s" << 400.0 << "valley_duration_s";
    }
    void saysWhatIsMissing()
    {
        QFETCH(QString, target);
        QFETCH(double, tdpWatts);
        QFETCH(QString, named);
        RegressionData rows = runsOf400WattGpus(target.toStdString());
        rows.tdpWatts.setConstant(tdpWatts);
        const auto model = fitted(rows);
        QVERIFY(!model);
        QCOMPARE(model.error().kind, ErrorKind::Data);
        QVERIFY(QString::fromStdString(model.error().message).contains(named));
    }
};

QTEST_GUILESS_MAIN(TdpTest)
#include "tst_tdp.moc"
