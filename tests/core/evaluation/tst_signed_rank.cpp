// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/signed_rank.h"

#include <QTest>
#include <cmath>
#include <vector>

using namespace wattline;

class SignedRankTest : public QObject {
    Q_OBJECT

private slots:
    // Darwin's maize, the example of scipy.stats.wilcoxon: statistic 24, p 0.041259765625 = 1352 / 2^15.
    void isExactForFewDifferences()
    {
        const SignedRank test =
            signedRank(std::vector<double>{6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75});
        QCOMPARE(test.used, std::size_t{15});
        QCOMPARE(test.statistic, 24.0);
        QCOMPARE(test.pValue, 0.041259765625);
    }

    // All 2^9 signs enumerated: 21 of them give a sum of ranks of at most 8.
    void isExactWithTiesAndDropsZeros()
    {
        const SignedRank test = signedRank(std::vector<double>{1, 1, -1, 2, 2, -3, 4, 0, 5, 5});
        QCOMPARE(test.used, std::size_t{9});
        QCOMPARE(test.statistic, 8.0);
        QCOMPARE(test.pValue, 0.08203125);
    }

    // scipy 1.10.1: wilcoxon(x, zero_method="wilcox", correction=False, mode="approx").
    void isApproximateForMany()
    {
        std::vector<double> differences;
        for (int i = 0; i < 60; ++i)
            differences.push_back(((i * 37) % 101 - 40) / 7.0);
        const SignedRank test = signedRank(differences);
        QCOMPARE(test.statistic, 583.0);
        QVERIFY(std::abs(test.pValue - 0.02263320893600752) < 1e-12);
    }

    void fiveEqualSignsCannotBeSignificant()
    {
        QCOMPARE(signedRank(std::vector<double>{1, 2, 3, 4, 5}).pValue, 0.0625);
        QCOMPARE(signedRank(std::vector<double>{-1, -2, -3, -4, -5}).pValue, 0.0625);
    }

    void saysNothingWithoutADifference()
    {
        QCOMPARE(signedRank(std::vector<double>{}).pValue, 1.0);
        QCOMPARE(signedRank(std::vector<double>{0, 0}).pValue, 1.0);
        QCOMPARE(signedRank(std::vector<double>{2, -2}).pValue, 1.0);
    }
};

QTEST_GUILESS_MAIN(SignedRankTest)
#include "tst_signed_rank.moc"
