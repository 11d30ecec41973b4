// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/modern_searches.h"

#include <QTest>
#include <limits>

using namespace wattline;
using namespace wattline::test;

Q_DECLARE_METATYPE(wattline::ErrorMeasure)

class ModernRowsTest : public QObject {
    Q_OBJECT

private slots:
    void livesWithHostileRows_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<double>("factorOfA");
        QTest::addColumn<double>("factorOfTarget");
        QTest::newRow("three rows") << 3 << 1.0 << 1.0;
        QTest::newRow("a constant feature") << 30 << 0.0 << 1.0;
        QTest::newRow("a huge feature") << 30 << 1e150 << 1.0;
        QTest::newRow("a tiny feature") << 30 << 1e-150 << 1.0;
        QTest::newRow("a negative feature") << 30 << -1.0 << 1.0;
        QTest::newRow("a negative target") << 30 << 1.0 << -1.0;
        QTest::newRow("a tiny target") << 30 << 1.0 << 1e-100;
        QTest::newRow("a huge target") << 30 << 1.0 << 1e100;
    }

    void livesWithHostileRows()
    {
        QFETCH(int, rows);
        QFETCH(double, factorOfA);
        QFETCH(double, factorOfTarget);
        RegressionData data = dataOf(rows, saturation, 0.05);
        data.features.col(0) *= factorOfA;
        data.target *= factorOfTarget;
        const auto result = evolve(data, small());
        QVERIFY2(result.hasValue(), result ? "" : result.error().message.c_str());
        QVERIFY(relativeError(*result, data) < 0.5);
    }

    void saysSoWhereNoFormulaHasAFiniteError_data()
    {
        QTest::addColumn<double>("factorOfTarget");
        QTest::addColumn<ErrorMeasure>("measure");
        QTest::newRow("squares of relative errors overflow") << 1e-160 << ErrorMeasure::MeanRelative;
        QTest::newRow("squares of errors overflow") << 1e200 << ErrorMeasure::RootMeanSquare;
    }

    void saysSoWhereNoFormulaHasAFiniteError()
    {
        QFETCH(double, factorOfTarget);
        QFETCH(ErrorMeasure, measure);
        RegressionData data = dataOf(30, saturation, 0.05);
        data.target *= factorOfTarget;
        ModernSettings settings = small();
        settings.error = measure;
        const auto search = makeSearch(data, {}, searchOf(settings));
        QVERIFY(search.hasValue());
        (void)(*search)->advance({});
        const auto result = (*search)->result();
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::Numeric);
        QVERIFY((*search)->isFinished());
        QVERIFY(!(*search)->advance({}));
        const auto restored = restoreSearch((*search)->checkpoint(), data, {});
        QVERIFY(restored.hasValue() && (*restored)->isFinished());
    }

    void findsAConstantTarget()
    {
        const auto result = evolve(dataOf(30, [](double, double) { return 42.0; }), small());
        QVERIFY(std::abs(result->predict(Eigen::MatrixXd::Ones(1, 2))[0] - 42.0) < 1e-9);
        QCOMPARE(result->formula.length(), std::size_t(1));
    }

    void worksWithOneFeature()
    {
        RegressionData data = dataOf(30, [](double a, double) { return 5.0 * a + 2.0; });
        data.features.conservativeResize(Eigen::NoChange, 1);
        data.featureNames = {"a"};
        const auto result = evolve(data, small());
        QVERIFY(relativeError(*result, data) < 1e-9);
    }

    void refusesWhatCannotMakeARun_data()
    {
        QTest::addColumn<int>("what");
        QTest::addColumn<QString>("word");
        QTest::newRow("two rows") << 0 << "3 training rows";
        QTest::newRow("a feature that is no number") << 1 << "finite";
        QTest::newRow("a target that is no number") << 2 << "finite";
        QTest::newRow("relative errors of 0") << 3 << "relative error";
        QTest::newRow("logarithms of negative numbers") << 4 << "logarithm";
        QTest::newRow("no function") << 5 << "function";
        QTest::newRow("no room") << 6 << "length";
        QTest::newRow("a tiny population") << 7 << "population";
    }

    void refusesWhatCannotMakeARun()
    {
        QFETCH(int, what);
        QFETCH(QString, word);
        RegressionData data = dataOf(what == 0 ? 2 : 20, saturation);
        ModernSettings settings = small();
        switch (what) {
        case 1:
            data.features(3, 1) = std::numeric_limits<double>::quiet_NaN();
            break;
        case 2:
            data.target[3] = std::numeric_limits<double>::infinity();
            break;
        case 3:
            data.target[3] = 0.0;
            break;
        case 4:
            data.target[3] = -1.0;
            settings.error = ErrorMeasure::RootMeanSquareLog;
            break;
        case 5:
            settings.functions.clear();
            break;
        case 6:
            settings.maxLength = 2;
            break;
        case 7:
            settings.population = 2;
            break;
        default:
            break;
        }
        const auto search = makeSearch(data, {}, searchOf(settings));
        QVERIFY(!search);
        QCOMPARE(search.error().kind, ErrorKind::Data);
        QVERIFY2(QString::fromStdString(search.error().message).contains(word), search.error().message.c_str());
    }
};

QTEST_GUILESS_MAIN(ModernRowsTest)
#include "tst_modern_rows.moc"
