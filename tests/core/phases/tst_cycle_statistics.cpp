// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/cycle_statistics.h"
#include "core/phases/edit_phases.h"
#include "tests/support/traces.h"

#include <QTest>

using namespace wattline;
using wattline::test::SquareWave;

class CycleStatisticsTest : public QObject {
    Q_OBJECT

private slots:
    void listsEachEpochWithItsTwoParts()
    {
        const SquareWave wave;
        const auto found = segment(wave.series());
        const std::vector<Cycle> cycles = cyclesOf(*found);
        QCOMPARE(cycles.size(), std::size_t{10});
        const Cycle& second = cycles[1];
        QVERIFY(second.complete);
        QCOMPARE(second.beginSeconds, 13.0);
        QCOMPARE(second.lengthSeconds(), 13.0);
        QCOMPARE(second.peakWatts, 300.0);
        QCOMPARE(second.peakSeconds, 10.0);
        QCOMPARE(second.valleyWatts, 80.0);
        QCOMPARE(second.valleySeconds, 3.0);
        QCOMPARE(second.energyJoules, found->phases[2].energyJoules + found->phases[3].energyJoules);
        QVERIFY(!cycles.front().complete && !cycles.back().complete);
    }

    void saysHowFarACycleLiesFromTheMean()
    {
        const PowerSeries series = SquareWave{}.series();
        const PhaseMeter meter(series);
        // The third cycle begins 2 s early, so that the second is 2 s shorter and it is 2 s longer.
        const auto edited = moveBoundary(*segment(series), meter, {4, PhaseEdge::Begin, 24.0, 0.0});
        const std::vector<Cycle> cycles = cyclesOf(*edited);
        QCOMPARE(cycles[1].lengthSeconds(), 11.0);
        QVERIFY(cycles[1].lengthDeviation < -1.5);
        QVERIFY(cycles[2].lengthDeviation > 1.5);
        QVERIFY(std::abs(cycles[4].lengthDeviation) < 0.1);
        QVERIFY(cycles[2].energyDeviation > 1.0);
        QVERIFY(std::isnan(cycles.front().lengthDeviation));
    }

    void aTrainingStepWithoutItsOtherPartIsNoCompleteCycle()
    {
        const PowerSeries series = SquareWave{}.series();
        const PhaseMeter meter(series);
        const auto split = splitPhase(*segment(series), meter, 2, 18.0);
        const std::vector<Cycle> cycles = cyclesOf(*split);
        QCOMPARE(cycles.size(), std::size_t{11});
        QVERIFY(!cycles[1].complete);
        QVERIFY(std::isnan(cycles[1].valleyWatts));
        QVERIFY(cycles[2].complete);
    }

    void laysTheCyclesOverEachOther()
    {
        SquareWave wave;
        wave.noiseWatts = 4.0;
        const PowerSeries series = wave.series();
        const auto overlay = overlayCycles(series, *segment(series), {.axis = CycleAxis::Seconds, .points = 131});
        QVERIFY(overlay.hasValue());
        QCOMPARE(overlay->cycles, std::size_t{8});
        QCOMPARE(overlay->shown.size(), std::size_t{8});
        QCOMPARE(overlay->x.front(), 0.0);
        QVERIFY(std::abs(overlay->x.back() - 13.0) < 1e-9);
        QVERIFY(std::abs(overlay->meanWatts[50] - 300.0) < 6.0);
        QVERIFY(std::abs(overlay->meanWatts[115] - 80.0) < 6.0);
        QVERIFY(std::abs(overlay->meanWatts[130] - 80.0) < 6.0); // not yet the next cycle
        QVERIFY(overlay->stdWatts[50] > 1.0 && overlay->stdWatts[50] < 9.0);
    }

    void cyclesOfDifferentLengthLieOnOneAnotherOnTheShareOfTheCycle()
    {
        PowerSeries series;
        for (int cycle = 0; cycle < 8; ++cycle) {
            const int samples = 10 * (10 + cycle % 2); // 20 or 22 s
            for (int i = 0; i < 2 * samples; ++i) {
                series.timeSeconds.push_back(0.1 * static_cast<double>(series.size()));
                series.powerWatts.push_back(i < samples ? 300.0F : 100.0F);
            }
        }
        const auto found = segment(series);
        QCOMPARE(found->shape, WaveShape::Square);
        const auto share = overlayCycles(series, *found, {.axis = CycleAxis::Share, .points = 11});
        QVERIFY(share.hasValue());
        QCOMPARE(share->x.back(), 1.0);
        QCOMPARE(share->meanWatts[3], 300.0);
        QCOMPARE(share->stdWatts[7], 0.0);
        const auto seconds = overlayCycles(series, *found, {.axis = CycleAxis::Seconds, .points = 221});
        QVERIFY(seconds->stdWatts[104] > 50.0); // the longer ones are still up
        QVERIFY(seconds->count.back() < seconds->count.front());
    }

    void aGapInACycleStaysAGap()
    {
        PowerSeries series = SquareWave{}.series();
        const auto found = segment(series);
        for (std::size_t i = 150; i < 170; ++i)
            series.powerWatts[i] = std::numeric_limits<float>::quiet_NaN();
        const auto overlay = overlayCycles(series, *found, {.points = 131});
        QVERIFY(overlay.hasValue());
        QVERIFY(std::isnan(overlay->shown[0][30]));
        QCOMPARE(overlay->count[30], std::size_t{7});
        QCOMPARE(overlay->meanWatts[30], 300.0);
    }

    void showsOnlyAsManyCyclesAsAskedForButCountsAll()
    {
        const PowerSeries series = SquareWave{}.series();
        const auto overlay = overlayCycles(series, *segment(series), {.shown = 3});
        QCOMPARE(overlay->shown.size(), std::size_t{3});
        QCOMPARE(overlay->cycles, std::size_t{8});
    }

    void saysWhereThereIsNoCycleAndStopsWhenAsked()
    {
        const PowerSeries series = SquareWave{}.series();
        const auto found = segment(series);
        QCOMPARE(overlayCycles(series, *found, {.regime = 7}).error().kind, ErrorKind::Data);
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(overlayCycles(series, *found, {}, {stop.get_token()}).error().kind, ErrorKind::Canceled);
    }
};

QTEST_GUILESS_MAIN(CycleStatisticsTest)
#include "tst_cycle_statistics.moc"
