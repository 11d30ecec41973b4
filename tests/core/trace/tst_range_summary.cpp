// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/range_summary.h"

#include <QTest>
#include <cmath>

using namespace wattline;

class TestRangeSummary : public QObject {
    Q_OBJECT

private slots:
    void agreesWithEnergyAndMeanOfTheSeries()
    {
        PowerSeries series;
        for (int i = 0; i <= 100; ++i) {
            series.timeSeconds.push_back(0.1 * i);
            series.powerWatts.push_back(static_cast<float>(100 + i % 7));
        }
        const RangeSummary summary = summariseRange(series, 2.05, 7.31);
        QCOMPARE(summary.energyJoules, energyJoules(series, 2.05, 7.31));
        QCOMPARE(summary.meanWatts, meanWatts(series, 2.05, 7.31));
        QCOMPARE(summary.minWatts, 100.0);
        QCOMPARE(summary.maxWatts, 106.0);
    }

    void passesOverWhatIsNoNumber()
    {
        const PowerSeries series{{0.0, 1.0, 2.0}, {100.0F, std::nanf(""), 300.0F}};
        const RangeSummary summary = summariseRange(series, 0.0, 2.0);
        QCOMPARE(summary.minWatts, 100.0);
        QCOMPARE(summary.maxWatts, 300.0);
    }

    void knowsNothingOfARangeWithoutSamples()
    {
        const PowerSeries series{{0.0, 1.0}, {100.0F, 300.0F}};
        const RangeSummary summary = summariseRange(series, 5.0, 6.0);
        QCOMPARE(summary.energyJoules, 0.0);
        QVERIFY(std::isnan(summary.meanWatts) && std::isnan(summary.minWatts) && std::isnan(summary.maxWatts));
    }
};

QTEST_APPLESS_MAIN(TestRangeSummary)
#include "tst_range_summary.moc"
