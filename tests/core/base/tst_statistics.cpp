// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/statistics.h"

#include <QTest>
#include <cmath>

using namespace wattline;

namespace {

bool near(double a, double b, double relative)
{
    return std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b));
}

} // namespace

class StatisticsTest : public QObject {
    Q_OBJECT

private slots:
    void dividesTheSampleStdByOneLess()
    {
        const std::vector<double> values = {2, 4, 4, 4, 5, 5, 7, 9};
        QCOMPARE(mean(values), 5.0);
        QCOMPARE(populationVariance(values), 4.0);
        QVERIFY(near(sampleStd(values), std::sqrt(32.0 / 7.0), 1e-15));
    }

    void hasNoMeanOfNothing()
    {
        QVERIFY(std::isnan(mean({})));
        QVERIFY(std::isnan(median({})));
        QCOMPARE(sampleStd(std::vector<double>{3.0}), 0.0);
    }

    void interpolatesQuantiles()
    {
        QCOMPARE(median({4, 1, 3, 2}), 2.5);
        QCOMPARE(quantile({10, 20, 30, 40, 50}, 0.95), 48.0);
        QCOMPARE(quantile({10, 20, 30}, 1.0), 30.0);
    }

    // Figures of scipy 1.10.1.
    void givesScipysDigamma_data()
    {
        QTest::addColumn<double>("x");
        QTest::addColumn<double>("expected");
        QTest::newRow("1") << 1.0 << -0.5772156649015329;
        QTest::newRow("3") << 3.0 << 0.9227843350984671;
        QTest::newRow("0.1") << 0.1 << -10.423754940411076;
        QTest::newRow("459") << 459.0 << 6.127960489899288;
    }
    void givesScipysDigamma()
    {
        QFETCH(double, x);
        QFETCH(double, expected);
        QVERIFY2(near(digamma(x), expected, 1e-15), qPrintable(QString::number(digamma(x), 'g', 17)));
    }

    void givesTablesOfStudentsT()
    {
        // Critical values of printed tables: 5 % two-sided.
        QVERIFY(near(studentTwoSidedP(2.228138851964939, 10), 0.05, 1e-10));
        QVERIFY(near(studentTwoSidedP(12.706204736432095, 1), 0.05, 1e-10));
        QCOMPARE(studentTwoSidedP(0.0, 5), 1.0);
        QVERIFY(studentTwoSidedP(60.0, 457) > 0.0);
        QVERIFY(studentTwoSidedP(60.0, 457) < 1e-200);
    }

    void measuresSkewness()
    {
        QCOMPARE(skewness(std::vector<double>{1, 2, 3}), 0.0);
        QVERIFY(skewness(std::vector<double>{1, 1, 1, 10}) > 1.0);
    }
};

QTEST_GUILESS_MAIN(StatisticsTest)
#include "tst_statistics.moc"
