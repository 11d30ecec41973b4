// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/metrics.h"

#include "core/base/file.h"

#include <QTest>
#include <cmath>
#include <nlohmann/json.hpp>

using namespace wattline;

namespace {

Eigen::VectorXd vectorOf(const nlohmann::json& numbers)
{
    const auto values = numbers.get<std::vector<double>>();
    return Eigen::Map<const Eigen::VectorXd>(values.data(), static_cast<Eigen::Index>(values.size()));
}

bool near(double a, double b)
{
    return std::abs(a - b) <= 1e-13 * std::max(std::abs(a), std::abs(b));
}

} // namespace

class MetricsTest : public QObject {
    Q_OBJECT

private slots:
    void equalScikitLearn()
    {
        const Result<std::string> text = readFile(WATTLINE_TEST_DATA "/evaluation/metrics.json");
        QVERIFY(text.hasValue());
        const nlohmann::json expected = nlohmann::json::parse(*text);
        const Metrics metrics = metricsOf(vectorOf(expected["y_true"]), vectorOf(expected["y_pred"]));
        QVERIFY(near(metrics.mse, expected["mse"]));
        QVERIFY(near(metrics.rmse, expected["rmse"]));
        QVERIFY(near(metrics.mae, expected["mae"]));
        QVERIFY(near(metrics.r2, expected["r2"]));
        QVERIFY(metrics.mre && near(*metrics.mre, expected["mre"]));
    }

    void takeTheMedianOfRelativeErrors()
    {
        const Metrics metrics = metricsOf(Eigen::Vector3d(10, -20, 100), Eigen::Vector3d(11, -26, 120));
        QVERIFY(near(metrics.medianRelativeError.value(), 0.2));
        QVERIFY(near(metrics.mre.value(), 0.2));
        QVERIFY(near(metrics.mae, 9.0));
    }

    void haveNoRelativeErrorWhereAnObservedValueIsZero()
    {
        const Metrics metrics = metricsOf(Eigen::Vector2d(0, 2), Eigen::Vector2d(1, 2));
        QVERIFY(!metrics.mre);
        QVERIFY(!metrics.medianRelativeError);
        QCOMPARE(metrics.mse, 0.5);
    }

    void treatConstantObservationsAsScikitLearn()
    {
        QCOMPARE(metricsOf(Eigen::Vector2d(3, 3), Eigen::Vector2d(3, 3)).r2, 1.0);
        QCOMPARE(metricsOf(Eigen::Vector2d(3, 3), Eigen::Vector2d(3, 4)).r2, 0.0);
        QCOMPARE(metricsOf(Eigen::VectorXd::Constant(3, 0.1), Eigen::VectorXd::Constant(3, 0.2)).r2, 0.0);
        QCOMPARE(metricsOf(Eigen::VectorXd::Constant(1, 5.0), Eigen::VectorXd::Constant(1, 4.0)).r2, 0.0);
    }
};

QTEST_GUILESS_MAIN(MetricsTest)
#include "tst_metrics.moc"
