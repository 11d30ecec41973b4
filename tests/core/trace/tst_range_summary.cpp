// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/integrate.h"
#include "core/trace/level_split.h"
#include "core/trace/range_summary.h"
#include "tests/support/traces.h"

#include <QTest>
#include <cmath>

using namespace wattline;
using wattline::test::seriesOf;
using wattline::test::SquareWave;

namespace {

/// Longer than several blocks, with noise, single missing values and two gaps.
PowerSeries longSeries()
{
    SquareWave wave;
    wave.cycles = 200;
    wave.noiseWatts = 5.0;
    PowerSeries series = wave.series();
    for (std::size_t i = 7; i < series.size(); i += 501)
        series.powerWatts[i] = std::nanf("");
    std::fill_n(series.powerWatts.begin() + 4090, 20, std::nanf(""));
    for (std::size_t i = 12000; i < series.size(); ++i)
        series.timeSeconds[i] += 30.0;
    return series;
}

/// The same statistics from the definition, sample by sample.
RangeSummary bySample(const PowerSeries& series, double begin, double end)
{
    RangeSummary sum;
    const CoveredEnergy covered = integrate(series, gapThresholdSeconds(series), begin, end);
    sum.energyJoules = covered.joules;
    sum.meanWatts = covered.joules / covered.seconds;
    sum.coverage = covered.seconds / (end - begin);
    sum.minWatts = sum.maxWatts = std::nan("");
    for (std::size_t i = 0; i < series.size(); ++i) {
        if (series.timeSeconds[i] < begin || series.timeSeconds[i] > end)
            continue;
        ++sum.samples;
        sum.missing += std::isnan(series.powerWatts[i]) ? 1 : 0;
        sum.minWatts = std::fmin(sum.minWatts, series.powerWatts[i]);
        sum.maxWatts = std::fmax(sum.maxWatts, series.powerWatts[i]);
    }
    for (const SeriesGap& gap : findGaps(series))
        sum.gaps += std::min(gap.endSeconds, end) > std::max(gap.beginSeconds, begin) ? 1 : 0;
    return sum;
}

} // namespace

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
        QCOMPARE(summary.missing, std::size_t{1});
    }

    void knowsNothingOfARangeWithoutSamples()
    {
        const PowerSeries series{{0.0, 1.0}, {100.0F, 300.0F}};
        const RangeSummary summary = summariseRange(series, 5.0, 6.0);
        QCOMPARE(summary.energyJoules, 0.0);
        QCOMPARE(summary.samples, std::size_t{0});
        QCOMPARE(summary.coverage, 0.0);
        for (const double value : {summary.meanWatts, summary.minWatts, summary.maxWatts, summary.stdWatts,
                                   summary.duty, summary.dutyLevelWatts})
            QVERIFY(std::isnan(value));
        QVERIFY(std::isnan(summariseRange({}, 0.0, 1.0).meanWatts));
        QVERIFY(std::isnan(summariseRange(series, 0.5, 0.5).coverage));
        QCOMPARE(summariseRange(series, 1.0, 0.0).samples, std::size_t{0});
    }

    void summarisesAnyRangeAsTheSamplesSay_data()
    {
        QTest::addColumn<double>("begin");
        QTest::addColumn<double>("end");
        const PowerSeries series = longSeries();
        const double last = series.timeSeconds.back();
        QTest::newRow("the whole series") << 0.0 << last;
        QTest::newRow("beyond both ends") << -50.0 << last + 70.0;
        QTest::newRow("within a block") << 3.21 << 17.6;
        QTest::newRow("from a block into the next") << 405.01 << 415.27;
        QTest::newRow("over whole blocks") << 100.03 << 2200.0;
        QTest::newRow("between two samples") << 30.02 << 30.07;
        QTest::newRow("from within a gap") << 1215.0 << 1900.0;
        QTest::newRow("to within a gap") << 300.0 << 1210.0;
        QTest::newRow("within a gap") << 1210.0 << 1220.0;
        QTest::newRow("at the stamps of block borders") << series.timeSeconds[8192] << series.timeSeconds[16383];
    }
    void summarisesAnyRangeAsTheSamplesSay()
    {
        QFETCH(const double, begin);
        QFETCH(const double, end);
        const PowerSeries series = longSeries();
        const RangeSummary summary = summariseRange(series, indexRanges(series), begin, end);
        const RangeSummary truth = bySample(series, begin, end);
        QCOMPARE(summary.samples, truth.samples);
        QCOMPARE(summary.missing, truth.missing);
        QCOMPARE(summary.gaps, truth.gaps);
        QCOMPARE(summary.energyJoules, truth.energyJoules);
        QCOMPARE(summary.durationSeconds, end - begin);
        QCOMPARE(summary.coverage, truth.coverage);
        QVERIFY(summary.meanWatts == truth.meanWatts || std::isnan(truth.meanWatts) ||
                std::abs(summary.meanWatts / truth.meanWatts - 1.0) < 1e-12);
        QCOMPARE(std::isnan(summary.meanWatts), std::isnan(truth.meanWatts));
        QCOMPARE(std::isnan(summary.minWatts), std::isnan(truth.minWatts));
        if (!std::isnan(truth.minWatts)) {
            QCOMPARE(summary.minWatts, truth.minWatts);
            QCOMPARE(summary.maxWatts, truth.maxWatts);
        }
    }

    void theStandardDeviationIsWeightedByTime()
    {
        // Straight from 0 to 300 W: a uniform distribution, of standard deviation 300 / sqrt(12).
        const PowerSeries ramp = seriesOf("0 0 | 1 100 | 3 300");
        QCOMPARE(summariseRange(ramp, 0.0, 3.0).stdWatts, 300.0 / std::sqrt(12.0));
        QCOMPARE(summariseRange(seriesOf("0 80 | 1 80 | 2 80"), 0.0, 2.0).stdWatts, 0.0);
    }

    void dutyIsTheShareOfTheTimeAboveTheMiddleOfTheLevels()
    {
        SquareWave wave;
        wave.cycles = 100;
        wave.noiseWatts = 3.0;
        wave.peakSamples = 90;
        wave.valleySamples = 10;
        const PowerSeries series = wave.series();
        const RangeSummary summary = summariseRange(series, 0.0, 1000.0);
        QVERIFY(std::abs(summary.dutyLevelWatts - 190.0) < 2.0);
        QVERIFY(std::abs(summary.duty - 0.9) < 0.002);
    }

    void dutyOfLongPhasesIsTheSame()
    {
        SquareWave wave;
        wave.peakSamples = 3000;
        wave.valleySamples = 2000;
        wave.cycles = 4;
        const PowerSeries series = wave.series();
        const RangeSummary summary = summariseRange(series, 0.0, series.timeSeconds.back());
        // Each edge crosses 190 W in the middle of a step: four peaks, of which the first has no rise.
        QVERIFY(std::abs(summary.duty - (4 * 3000 - 0.5) / (4 * 5000 - 1)) < 1e-9);
    }

    void dutyAboveALevelThatIsAskedFor()
    {
        const PowerSeries series = seriesOf("0 0 | 1 100 | 2 100 | 3 0 | 4 0");
        const RangeIndex index = indexRanges(series);
        // Above 50 W from 0.5 s to 2.5 s.
        QCOMPARE(summariseRange(series, index, 0.0, 4.0, 50.0).duty, 0.5);
        QCOMPARE(summariseRange(series, index, 0.0, 4.0, 50.0).dutyLevelWatts, 50.0);
        QCOMPARE(summariseRange(series, index, 0.0, 4.0, 100.0).duty, 0.0);
        QCOMPARE(summariseRange(series, index, 0.0, 4.0, -1.0).duty, 1.0);
    }

    void aRangeOfOneLevelHasNoDuty()
    {
        SquareWave wave;
        wave.noiseWatts = 40.0;
        const PowerSeries series = wave.series();
        QVERIFY(std::isnan(summariseRange(series, 1.0, 9.0).duty)); // within a peak
        QVERIFY(!std::isnan(summariseRange(series, 1.0, 12.0).duty));
    }

    void levelsAreFoundBesideOutliers()
    {
        SquareWave wave;
        wave.cycles = 20;
        PowerSeries series = wave.series();
        series.powerWatts[500] = 5000.0F;
        series.powerWatts[900] = 1.2F;
        const std::optional<LevelSplit> levels = splitLevels(series, 0, series.size());
        QVERIFY(levels.has_value());
        QCOMPARE(levels->lowWatts, 80.0);
        QCOMPARE(levels->highWatts, 300.0);
    }
};

QTEST_APPLESS_MAIN(TestRangeSummary)
#include "tst_range_summary.moc"
