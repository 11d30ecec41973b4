// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/resampled_test.h"

#include <QTest>
#include <cmath>

using namespace wattline;

class ResampledTestTest : public QObject {
    Q_OBJECT

private slots:
    // mean .475, sample std .4559, t = .475 / (std sqrt(1/8 + 46/367)) = 2.08231, 7 degrees of freedom: by numpy and
    // scipy 1.10.1. Without the correction p would be .0215.
    void widensTheVarianceByTheSharedRows()
    {
        const std::vector<double> differences = {0.5, -0.2, 1.1, 0.9, 0.3, 0.7, -0.1, 0.6};
        const ResampledTest test = correctedResampledTest(differences, 46.0 / 367.0);
        QVERIFY(std::abs(test.difference - 0.475) < 1e-15);
        QVERIFY(std::abs(test.pValue - 0.07582603354068945) < 1e-12);
        const ResampledTest uncorrected = correctedResampledTest(differences, 0.0);
        QVERIFY(std::abs(uncorrected.pValue - 0.021503281369765745) < 1e-12);
    }

    // mean -+ t.ppf(0.5 + confidence / 2, 7) * error, by scipy 1.10.1.
    void theIntervalRestsOnTheWidenedVariance()
    {
        const ResampledTest test =
            correctedResampledTest(std::vector<double>{0.5, -0.2, 1.1, 0.9, 0.3, 0.7, -0.1, 0.6}, 46.0 / 367.0);
        const DifferenceInterval usual = intervalOf(test, 0.95);
        QVERIFY(std::abs(usual.low + 0.06439915263328977) < 1e-9);
        QVERIFY(std::abs(usual.high - 1.0143991526332896) < 1e-9);
        const DifferenceInterval ofSeven = intervalOf(test, 1.0 - 0.05 / 7.0);
        QVERIFY(std::abs(ofSeven.low + 0.3810354785011306) < 1e-9);
        QVERIFY(std::abs(ofSeven.high - 1.3310354785011307) < 1e-9);
    }

    void judgesAnIntervalByTheNegligibleBand_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<int>("verdict");
        QTest::newRow("below the band") << -5.0 << -1.1 << static_cast<int>(Verdict::Better);
        QTest::newRow("below 0, not below the band") << -5.0 << -0.5 << static_cast<int>(Verdict::Undecided);
        QTest::newRow("within") << -1.0 << 1.0 << static_cast<int>(Verdict::Negligible);
        QTest::newRow("wider than the band") << -2.0 << 2.0 << static_cast<int>(Verdict::Undecided);
        QTest::newRow("above") << 1.1 << 3.0 << static_cast<int>(Verdict::Worse);
    }
    void judgesAnIntervalByTheNegligibleBand()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(int, verdict);
        QCOMPARE(static_cast<int>(verdictOf({low, high}, 1.0)), verdict);
    }

    void isCertainWhereAllDifferencesAreEqual()
    {
        QCOMPARE(correctedResampledTest(std::vector<double>{0.0, 0.0, 0.0}, 0.1).pValue, 1.0);
        QCOMPARE(correctedResampledTest(std::vector<double>{2.0, 2.0, 2.0}, 0.1).pValue, 0.0);
    }

    // Worked by hand: .01 x 4, .02 x 3, then .03 x 2 stays at .06, .6 x 1.
    void stepsDownAsHolmDoes()
    {
        const std::vector<double> adjusted = holmAdjusted({0.03, 0.6, 0.01, 0.02});
        QVERIFY(std::abs(adjusted[0] - 0.06) < 1e-15);
        QVERIFY(std::abs(adjusted[1] - 0.6) < 1e-15);
        QVERIFY(std::abs(adjusted[2] - 0.04) < 1e-15);
        QVERIFY(std::abs(adjusted[3] - 0.06) < 1e-15);
    }

    void capsAtOne()
    {
        QCOMPARE(holmAdjusted({0.7, 0.8}), std::vector<double>({1.0, 1.0}));
        QVERIFY(holmAdjusted({}).empty());
    }
};

QTEST_GUILESS_MAIN(ResampledTestTest)
#include "tst_resampled_test.moc"
