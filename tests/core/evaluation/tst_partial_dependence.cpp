// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/partial_dependence.h"
#include "core/expression/parse.h"
#include "tests/support/regression_rows.h"

#include <QTest>
#include <algorithm>
#include <cmath>

using namespace wattline;

namespace {

RegressionData uniformRows(Eigen::Index count = 200)
{
    return rowsWithLaw(count, 3, [](const Eigen::RowVectorXd& row) { return row[0]; });
}

Expression formula(const char* text)
{
    return *parseExpression(text, {"x0", "x1", "x2"});
}

bool isNear(double a, double b)
{
    return std::abs(a - b) <= 1e-9 * std::max(1.0, std::abs(b));
}

} // namespace

class PartialDependenceTest : public QObject {
    Q_OBJECT

private slots:
    void followsTheTermOfTheFeatureAndAveragesTheOthers()
    {
        const RegressionData rows = uniformRows();
        const auto dependences = *partialDependences(formula("3 * x0 + x2 * x2"), rows);
        QCOMPARE(dependences.size(), std::size_t{2}); // x1 is not read
        const PartialDependence& onX0 = dependences.front();
        const double meanSquare = rows.features.col(2).array().square().mean();
        for (std::size_t i = 0; i < onX0.places.size(); ++i)
            QVERIFY(isNear(onX0.mean[i], 3.0 * onX0.places[i] + meanSquare));
        QVERIFY(isNear(onX0.swing(), 3.0 * (rows.features.col(0).maxCoeff() - rows.features.col(0).minCoeff())));
        QCOMPARE(dependences.back().feature, std::size_t{2});
    }

    void theBandHoldsEightTenthsOfTheRows()
    {
        RegressionData rows = uniformRows(101);
        for (Eigen::Index row = 0; row < 101; ++row)
            rows.features(row, 1) = static_cast<double>(row);
        const PartialDependence onX0 = partialDependences(formula("x0 + x1"), rows)->front();
        QVERIFY(isNear(onX0.low.front(), onX0.places.front() + 10.0));
        QVERIFY(isNear(onX0.high.front(), onX0.places.front() + 90.0));
    }

    void staysWithinWhatTheRowsHave()
    {
        const RegressionData rows = uniformRows();
        const PartialDependence onX0 = partialDependences(formula("x0"), rows)->front();
        QCOMPARE(onX0.places.size(), DependenceSettings().places);
        QCOMPARE(onX0.places.front(), rows.features.col(0).minCoeff());
        QCOMPARE(onX0.places.back(), rows.features.col(0).maxCoeff());
    }

    void aFeatureOfFewValuesIsAskedAtThoseValues()
    {
        RegressionData rows = uniformRows();
        for (Eigen::Index row = 0; row < rows.rows(); ++row)
            rows.features(row, 0) = std::exp2(static_cast<double>(4 + row % 3)); // batch sizes
        const PartialDependence onX0 = partialDependences(formula("x0"), rows)->front();
        QCOMPARE(onX0.places, (std::vector<double>{16.0, 32.0, 64.0}));
        QCOMPARE(onX0.mean, onX0.places);
    }

    void aHeavyTailedFeatureIsAskedAtEqualRatios()
    {
        RegressionData rows = uniformRows();
        for (Eigen::Index row = 0; row < rows.rows(); ++row)
            rows.features(row, 0) = std::exp(0.1 * static_cast<double>(row));
        const PartialDependence onX0 = partialDependences(formula("x0"), rows)->front();
        QVERIFY(onX0.logarithmic);
        QVERIFY(isNear(onX0.places[2] / onX0.places[1], onX0.places[1] / onX0.places[0]));
    }

    void predictionsThatAreNotFiniteAreLeftOut()
    {
        RegressionData rows = uniformRows(4);
        rows.features.col(1) << 0.0, 1.0, 2.0, 4.0; // 1 / 0 in the first
        const PartialDependence onX0 = partialDependences(formula("0 * x0 + 1 / x1"), rows)->front();
        QVERIFY(isNear(onX0.mean.front(), (1.0 + 0.5 + 0.25) / 3.0));
    }

    void ofManyRowsSomeAreTakenEvenly()
    {
        const PartialDependence onX0 =
            partialDependences(formula("x0"), uniformRows(1000), {.places = 5, .mostRows = 100})->front();
        QCOMPARE(onX0.rows, std::size_t{100});
    }

    void isTheSameForAnyNumberOfThreads()
    {
        const RegressionData rows = uniformRows();
        const auto one = *partialDependences(formula("sin(x0) * x1"), rows, {}, {.threads = 1});
        const auto three = *partialDependences(formula("sin(x0) * x1"), rows, {}, {.threads = 3});
        QCOMPARE(one.front().mean, three.front().mean);
    }

    void aStopEndsIt()
    {
        std::stop_source source;
        source.request_stop();
        const auto stopped = partialDependences(formula("x0"), uniformRows(), {}, {.stop = source.get_token()});
        QCOMPARE(stopped.error().kind, ErrorKind::Canceled);
    }
};

QTEST_APPLESS_MAIN(PartialDependenceTest)
#include "tst_partial_dependence.moc"
