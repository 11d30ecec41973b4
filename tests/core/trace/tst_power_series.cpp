// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/power_series.h"
#include "tests/support/traces.h"

#include <QTest>

using namespace wattline;
using wattline::test::seriesOf;

class PowerSeriesTest : public QObject {
    Q_OBJECT

private slots:
    void energyIsTheTrapezoidRuleOnTheRealTimes()
    {
        // 1 s at a mean of 150 W, then 3 s at a mean of 250 W.
        const PowerSeries series = seriesOf("0 100 | 1 200 | 4 300");
        QCOMPARE(energyJoules(series, 0.0, 4.0), 150.0 + 750.0);
        QCOMPARE(meanWatts(series, 0.0, 4.0), 900.0 / 4.0);
    }

    void energyInterpolatesAtBothEnds()
    {
        const PowerSeries series = seriesOf("0 100 | 2 300 | 4 300");
        QCOMPARE(energyJoules(series, 1.0, 3.0), 250.0 + 300.0);
        QCOMPARE(energyJoules(series, 0.5, 1.5), 200.0);
        QCOMPARE(energyJoules(series, -5.0, 99.0), 400.0 + 600.0);
        QCOMPARE(energyJoules(series, 3.0, 3.0), 0.0);
    }

    void aShortHoleIsBridgedAndALongOneIsAGap()
    {
        const PowerSeries bridged = seriesOf("0 100 | 1 - | 2 100 | 3 100 | 4 100");
        QVERIFY(findGaps(bridged).empty());
        QCOMPARE(energyJoules(bridged, 0.0, 4.0), 400.0);

        const PowerSeries torn = seriesOf("0 100 | 1 100 | 2 - | 3 - | 4 - | 5 100 | 6 100");
        QCOMPARE(findGaps(torn).size(), std::size_t{1});
        QCOMPARE(findGaps(torn)[0].beginSeconds, 1.0);
        QCOMPARE(findGaps(torn)[0].endSeconds, 5.0);
        QCOMPARE(energyJoules(torn, 0.0, 6.0), 200.0);
        QCOMPARE(meanWatts(torn, 0.0, 6.0), 100.0);
        QVERIFY(std::isnan(meanWatts(torn, 2.0, 4.0)));
    }

    void threeIntervalsExactlyAreNoGap()
    {
        QVERIFY(findGaps(seriesOf("0 1 | 0.1 1 | 0.2 1 | 0.3 1 | 0.6 1 | 0.7 1")).empty());
        QCOMPARE(findGaps(seriesOf("0 1 | 0.1 1 | 0.2 1 | 0.3 1 | 0.61 1 | 0.7 1")).size(), std::size_t{1});
    }

    void summarisesWhatASeriesHolds()
    {
        const SeriesSummary s = summarise(seriesOf("0 50 | 1 150 | 2 - | 3 - | 4 - | 5 - | 6 100 | 7 100"));
        QCOMPARE(s.samples, std::size_t{8});
        QCOMPARE(s.missing, std::size_t{4});
        QCOMPARE(s.intervalSeconds, 1.0);
        QCOMPARE(s.durationSeconds, 7.0);
        QCOMPARE(s.minWatts, 50.0);
        QCOMPARE(s.maxWatts, 150.0);
        QCOMPARE(s.energyJoules, 200.0);
        QCOMPARE(s.meanWatts, 100.0);
        QCOMPARE(s.coverage, 2.0 / 7.0);
        QCOMPARE(s.gaps.size(), std::size_t{1});
    }

    void findsHowOftenTheSensorGivesANewValue()
    {
        PowerSeries series; // sampled every 10 ms, a new value every 100 ms
        for (int i = 0; i < 400; ++i) {
            series.timeSeconds.push_back(0.01 * i);
            series.powerWatts.push_back(static_cast<float>(100 + i / 10));
        }
        QVERIFY(std::abs(summarise(series).refreshSeconds - 0.1) < 1e-9);
        QCOMPARE(summarise(seriesOf("0 46 | 1 46 | 2 46")).refreshSeconds, 0.0);
    }

    void saysNothingOfASeriesWithoutSamples()
    {
        const SeriesSummary none = summarise({});
        QCOMPARE(none.samples, std::size_t{0});
        QVERIFY(std::isnan(none.meanWatts));
        QCOMPARE(energyJoules({}, 0.0, 1.0), 0.0);
        const SeriesSummary one = summarise(seriesOf("0 100"));
        QCOMPARE(one.energyJoules, 0.0);
        QCOMPARE(one.maxWatts, 100.0);
        const SeriesSummary gapsOnly = summarise(seriesOf("0 - | 1 - | 2 -"));
        QCOMPARE(gapsOnly.missing, std::size_t{3});
        QVERIFY(std::isnan(gapsOnly.maxWatts));
    }

    void repeatedStampsMakeNoGaps()
    {
        const PowerSeries series = seriesOf("0 100 | 0 100 | 0 100 | 1 100 | 1 100 | 1 100 | 2 100");
        QVERIFY(findGaps(series).empty());
        QCOMPARE(energyJoules(series, 0.0, 2.0), 200.0);
        QVERIFY(std::abs(samplingIntervalSeconds(series) - 1.0 / 3.0) < 1e-12);
    }

    void theSumOfAHostInterpolatesOntoTheFirstGpusClock()
    {
        const PowerSeries a = seriesOf("0 100 | 1 100 | 2 100 | 3 100");
        const PowerSeries b = seriesOf("0.5 100 | 1.5 200 | 2.5 300 | 3.5 400");
        const PowerSeries sum = sumOfSeries({&a, &b});
        QCOMPARE(sum.size(), std::size_t{4});
        QCOMPARE(sum.powerWatts[1], 250.0F);
        QCOMPARE(sum.powerWatts[2], 350.0F);
        QCOMPARE(sum.powerWatts[3], 450.0F);
    }

    void theSumIsAGapWhereAnyGpuHasOne()
    {
        const PowerSeries a = seriesOf("0 100 | 1 100 | 2 100 | 3 - | 4 100 | 5 100 | 6 100 | 7 100");
        const PowerSeries b = seriesOf("0 50 | 1 50 | 2 50 | 6 50 | 7 50");
        const PowerSeries sum = sumOfSeries({&a, &b});
        QCOMPARE(sum.powerWatts[2], 150.0F);
        QVERIFY(std::isnan(sum.powerWatts[3]));
        QVERIFY(std::isnan(sum.powerWatts[4]));
        QVERIFY(std::isnan(sum.powerWatts[5]));
        QCOMPARE(sum.powerWatts[6], 150.0F);
        QVERIFY(sumOfSeries({}).empty());
    }
};

QTEST_GUILESS_MAIN(PowerSeriesTest)
#include "tst_power_series.moc"
