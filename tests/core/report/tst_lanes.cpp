// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/segmentation.h"
#include "core/report/lanes.h"
#include "core/report/time_axis.h"
#include "core/report/trace_curves.h"
#include "tests/support/traces.h"

#include <QTest>

using namespace wattline;
using namespace wattline::test;

namespace {

Trace traceOfGpus(std::size_t count)
{
    Trace trace;
    for (std::size_t i = 0; i < count; ++i) {
        GpuTrace& gpu = trace.gpus.emplace_back();
        gpu.id = std::to_string(i);
        gpu.power = seriesOf("0 100 | 1 200 | 2 300");
    }
    return trace;
}

} // namespace

class LanesTest : public QObject {
    Q_OBJECT

private slots:
    void eachGpuHasALaneInTheRecordingsOrder()
    {
        const std::vector<Lane> lanes = lanesOf(traceOfGpus(3), {});
        QCOMPARE(lanes.size(), std::size_t{3});
        QCOMPARE(lanes[2].gpus, (std::vector<std::size_t>{2}));
        QVERIFY(!lanes[2].column);
    }

    void pinnedGpusStandOnTop()
    {
        LaneChoice choice;
        choice.pinned = {1, 3};
        QCOMPARE(shownGpus(choice, 4), (std::vector<std::size_t>{1, 3, 0, 2}));
        const std::vector<Lane> lanes = lanesOf(traceOfGpus(4), choice);
        QVERIFY(lanes[0].pinned && lanes[1].pinned && !lanes[2].pinned);
    }

    void soloedGpusAreShownAloneEvenIfHidden()
    {
        LaneChoice choice;
        choice.hidden = {0, 2};
        QCOMPARE(shownGpus(choice, 4), (std::vector<std::size_t>{1, 3}));
        choice.soloed = {2, 3};
        QCOMPARE(shownGpus(choice, 4), (std::vector<std::size_t>{2, 3}));
    }

    void furtherColumnsFollowTheirGpuAndOnlyWhereItHasThem()
    {
        Trace trace = traceOfGpus(2);
        trace.gpus[1].sides = {{"temperature.gpu", "C", {1, 2, 3}}};
        LaneChoice choice;
        choice.columns = {"temperature.gpu"};
        QCOMPARE(columnsOf(trace), choice.columns);
        const std::vector<Lane> stacked = lanesOf(trace, choice);
        QCOMPARE(stacked.size(), std::size_t{3});
        QCOMPARE(stacked[2], (Lane{{1}, 0, false}));
        choice.arrangement = LaneArrangement::Overlay;
        const std::vector<Lane> overlaid = lanesOf(trace, choice);
        QCOMPARE(overlaid.size(), std::size_t{2});
        QCOMPARE(overlaid[0].gpus, (std::vector<std::size_t>{0, 1}));
        QCOMPARE(overlaid[1].gpus, (std::vector<std::size_t>{1}));
    }

    void knownColumnsHaveTitles()
    {
        QCOMPARE(titleOfColumn("temperature.gpu"), std::string("Temperature"));
        QCOMPARE(titleOfColumn("my.own"), std::string("my.own"));
    }

    void theCursorsReadEveryGpuAndTheEnergyBetween()
    {
        const Result<TraceCurves> curves = sampleTrace(std::make_shared<const Trace>(traceOfGpus(2)), {3, {}});
        QCOMPARE(curves->span(), (std::pair{0.0, 2.0}));
        const std::vector<CursorReading> readings = readCursors(*curves, 2.0, 0.5);
        QCOMPARE(readings.size(), std::size_t{2});
        QCOMPARE(readings[1].wattsAtA, 300.0); // as measured, whatever the smoothing
        QCOMPARE(readings[1].wattsAtB, 150.0);
        QCOMPARE(readings[1].between.joules, 0.5 * 175.0 + 250.0);
        QCOMPARE(readings[1].between.seconds, 1.5);
    }

    void smoothingIsThatOfTheMovingAverageOverLongSeriesToo()
    {
        Trace trace = traceOfGpus(1);
        SquareWave wave;
        wave.cycles = 3000;
        wave.noiseWatts = 5.0;
        trace.gpus[0].power = wave.series();
        const std::vector<float> expected = movingAverage(trace.gpus[0].power.powerWatts, 9);
        const Result<TraceCurves> curves = sampleTrace(std::make_shared<const Trace>(std::move(trace)), {9, {}});
        const std::vector<float>& found = curves->gpus[0].power->values();
        for (std::size_t i = 0; i < expected.size(); ++i)
            QVERIFY(std::abs(found[i] - expected[i]) < 1e-3F);
    }

    void theEnvelopeHoldsTheExtremesOfAllGpus()
    {
        Trace trace = traceOfGpus(2);
        trace.gpus[1].power = seriesOf("0 50 | 1 900 | 2 -");
        const Result<TraceCurves> curves = sampleTrace(std::make_shared<const Trace>(std::move(trace)));
        const std::vector<ValueExtent> envelope = envelopeOf(*curves, {0, 1}, 2);
        QCOMPARE(envelope[0].low, 50.0F);
        QCOMPARE(envelope[0].high, 100.0F);
        QCOMPARE(envelope[1].high, 900.0F);
        QCOMPARE(envelopeOf(*curves, {0}, 1)[0].high, 300.0F);
    }

    void ticksStandWherePeopleCountTime_data()
    {
        QTest::addColumn<double>("range");
        QTest::addColumn<double>("step");
        QTest::newRow("milliseconds") << 0.01 << 0.002;
        QTest::newRow("parts of a second") << 2.0 << 0.5;
        QTest::newRow("seconds") << 40.0 << 10.0;
        QTest::newRow("a quarter of a minute") << 80.0 << 15.0;
        QTest::newRow("minutes") << 900.0 << 300.0;
        QTest::newRow("hours") << 36000.0 << 7200.0;
        QTest::newRow("days") << 86400.0 * 8 << 2.0 * 86400.0;
    }

    void ticksStandWherePeopleCountTime()
    {
        QFETCH(double, range);
        QFETCH(double, step);
        QVERIFY(std::abs(timeStep(range, 6) - step) < 1e-9 * step);
    }

    void elapsedTimesAreWrittenAsPeopleReadThem()
    {
        QCOMPARE(elapsedText(80.0, 120.0, 10.0), std::string("80"));
        QCOMPARE(elapsedText(0.25, 1.0, 0.05), std::string("0.25"));
        QCOMPARE(elapsedText(-0.0, 1.0, 0.5), std::string("0.0"));
        QCOMPARE(elapsedUnit(120.0, 10.0), std::string("s"));
        QCOMPARE(elapsedText(80.0, 600.0, 10.0), std::string("1:20"));
        QCOMPARE(elapsedText(59.9996, 600.0, 0.001), std::string("1:00.000"));
        QCOMPARE(elapsedUnit(600.0, 10.0), std::string("min:s"));
        QCOMPARE(elapsedText(7530.0, 7600.0, 30.0), std::string("2:05:30"));
        QCOMPARE(elapsedUnit(7600.0, 30.0), std::string("h:min:s"));
        QCOMPARE(elapsedText(7500.0, 9000.0, 300.0), std::string("2:05"));
        QCOMPARE(elapsedUnit(9000.0, 300.0), std::string("h:min"));
    }

    void clockTimesAreThoseOfTheDay()
    {
        const double noon = 1'772'366'400.0; // 2026-03-01 12:00
        QCOMPARE(clockText(noon, 3600.0), std::string("12:00"));
        QCOMPARE(clockText(noon + 61.25, 0.05), std::string("12:01:01.25"));
        QCOMPARE(clockText(noon + 12 * 3600.0 - 0.0001, 1.0), std::string("00:00:00"));
        QCOMPARE(dateText(noon), std::string("2026-03-01"));
        QCOMPARE(dateText(noon + 86400.0), std::string("2026-03-02"));
    }
};

QTEST_APPLESS_MAIN(LanesTest)
#include "tst_lanes.moc"
