// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/quality.h"
#include "tests/support/traces.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>

using namespace wattline;
using wattline::test::seriesOf;
using wattline::test::SquareWave;

namespace {

GpuTrace gpuOf(PowerSeries power)
{
    GpuTrace gpu;
    gpu.id = "0";
    gpu.power = std::move(power);
    return gpu;
}

GpuQuality measured(const GpuTrace& gpu)
{
    return qualityOf(gpu, summarise(gpu.power)).value();
}

/// The finding on one aspect; an empty message where there is none.
QualityFinding findingOn(const GpuQuality& quality, QualityAspect aspect)
{
    const auto found = std::find_if(quality.findings.begin(), quality.findings.end(),
                                    [&](const QualityFinding& finding) { return finding.aspect == aspect; });
    return found == quality.findings.end() ? QualityFinding{} : *found;
}

/// Whether a finding has this severity and says this.
bool says(const QualityFinding& finding, Severity severity, const char* words)
{
    const bool fits = finding.severity == severity && QString::fromStdString(finding.message).contains(words);
    if (!fits)
        qInfo("%s: %s", nameOf(finding.severity).c_str(), finding.message.c_str());
    return fits;
}

/// New values every 0.1 s without noise in the stamps.
PowerSeries steadySeries(int samples = 1000)
{
    SquareWave wave;
    wave.noiseWatts = 4.0;
    wave.cycles = samples / 130 + 1;
    PowerSeries series = wave.series();
    series.timeSeconds.resize(static_cast<std::size_t>(samples));
    series.powerWatts.resize(static_cast<std::size_t>(samples));
    return series;
}

} // namespace

class QualityTest : public QObject {
    Q_OBJECT

private slots:
    void aGoodRecordingHasNothingToComplainOf()
    {
        GpuTrace gpu = gpuOf(steadySeries());
        gpu.name = "NVIDIA A100-SXM4-80GB";
        gpu.powerLimitWatts = 400.0;
        const GpuQuality quality = measured(gpu);
        for (const QualityFinding& finding : quality.findings)
            QVERIFY2(finding.severity == Severity::Note, finding.message.c_str());
        QVERIFY(std::abs(quality.intervalSeconds - 0.1) < 1e-9);
        QVERIFY(quality.jitter < 1e-6);
        QCOMPARE(quality.coverage, 1.0);
        QCOMPARE(quality.saturatedShare, 0.0);
        QVERIFY(
            says(findingOn(quality, QualityAspect::Saturation), Severity::Note, "Never at the power limit of 400 W"));
    }

    void jitterIsHowFarNearlyAllStepsLieFromTheMedian()
    {
        PowerSeries series = steadySeries();
        for (std::size_t i = 1; i < series.size(); i += 4)
            series.timeSeconds[i] += 0.03; // every other step is 30 ms too long or too short
        const GpuQuality quality = measured(gpuOf(series));
        QVERIFY(std::abs(quality.jitter - 0.3) < 1e-6);
        QVERIFY(std::abs(quality.interval95Seconds - 0.13) < 1e-6);
        QVERIFY(says(findingOn(quality, QualityAspect::Sampling), Severity::Caution, "95 % of the steps within 30 %"));
    }

    void countsStampsAndValuesThatRepeat()
    {
        const GpuQuality quality = measured(gpuOf(seriesOf("0 1 | 0 2 | 1 2 | 2 2 | 3 4 | 3 5 | 4 6")));
        QCOMPARE(quality.duplicateStamps, std::size_t{2});
        QCOMPARE(quality.repeatedValues, std::size_t{2});
        QVERIFY(
            says(findingOn(quality, QualityAspect::Sampling), Severity::Caution, "2 have the stamp of the one before"));
    }

    void saysThatAFasterLogOnlyRepeatsValues()
    {
        PowerSeries series = steadySeries();
        for (std::size_t i = 0; i < series.size(); ++i)
            series.powerWatts[i] = series.powerWatts[i / 10 * 10];
        const GpuQuality quality = measured(gpuOf(series));
        QVERIFY(std::abs(quality.sensor.measured.seconds - 1.0) < 1e-6);
        QVERIFY(
            says(findingOn(quality, QualityAspect::Refresh), Severity::Note, "a faster log would only repeat values"));
    }

    void tellsASensorThatNeverChangesFromOneThatRarelyDoes()
    {
        QVERIFY(says(findingOn(measured(gpuOf(seriesOf("0 5 | 1 5 | 2 5"))), QualityAspect::Refresh), Severity::Problem,
                     "never changes"));
        QVERIFY(says(findingOn(measured(gpuOf(seriesOf("0 5 | 1 5 | 2 9"))), QualityAspect::Refresh), Severity::Caution,
                     "too few times"));
    }

    void gapsAndMissingValuesLowerTheCoverage()
    {
        PowerSeries series = steadySeries();
        std::fill_n(series.powerWatts.begin() + 100, 9, std::numeric_limits<float>::quiet_NaN());
        for (std::size_t i = 500; i < series.size(); ++i)
            series.timeSeconds[i] += 20.0;
        const GpuQuality quality = measured(gpuOf(series));
        QCOMPARE(quality.gaps, std::size_t{2});
        QVERIFY(std::abs(quality.gapSeconds - (1.0 + 20.1)) < 1e-6);
        QVERIFY(std::abs(quality.longestGapSeconds - 20.1) < 1e-6);
        QVERIFY(std::abs(quality.coverage - (119.9 - 21.1) / 119.9) < 1e-6);
        QVERIFY(says(findingOn(quality, QualityAspect::Coverage), Severity::Problem,
                     "2 gaps of 21.1 s in all, the longest 20.1 s, 9 of 1,000 values missing"));
    }

    void measuresTheTimeAtThePowerLimit()
    {
        // A quarter of the time at 398 of 400 W, within 1 % of the limit; the ramp of 0.01 s does not matter.
        GpuTrace gpu = gpuOf(seriesOf("0 398 | 25 398 | 25.01 200 | 50 200 | 75 200 | 100 200"));
        gpu.powerLimitWatts = 400.0;
        const GpuQuality quality = measured(gpu);
        QVERIFY(std::abs(quality.saturatedShare - 0.25) < 0.001);
        QVERIFY(says(findingOn(quality, QualityAspect::Saturation), Severity::Caution,
                     "25 % of the time at the power limit"));
    }

    void aGapDoesNotCountAsTimeAtTheLimit()
    {
        GpuTrace gpu = gpuOf(seriesOf("0 400 | 1 400 | 2 400 | 20 400 | 21 100 | 22 100 | 23 100"));
        gpu.powerLimitWatts = 400.0;
        QVERIFY(std::abs(measured(gpu).saturatedShare - 2.0133 / 5.0) < 0.001);
    }

    void withoutALimitThereIsNoSaturation()
    {
        const GpuQuality quality = measured(gpuOf(steadySeries()));
        QVERIFY(std::isnan(quality.saturatedShare));
        QVERIFY(findingOn(quality, QualityAspect::Saturation).message.empty());
    }

    void countsSensorFaultsByKind()
    {
        GpuTrace gpu = gpuOf(steadySeries());
        gpu.faults = {{FaultKind::Negative, 3, 4, {-13000.0F}},
                      {FaultKind::Impossible, 10, 12, {9000.0F, 9001.0F}},
                      {FaultKind::Stuck, 50, 150, {46.19F}}};
        const GpuQuality quality = measured(gpu);
        QCOMPARE(quality.faults.negative, std::size_t{1});
        QCOMPARE(quality.faults.impossible, std::size_t{2});
        QCOMPARE(quality.faults.stuck, std::size_t{100});
        QVERIFY(says(findingOn(quality, QualityAspect::Faults), Severity::Problem, "103 readings are sensor faults"));
    }

    void findsTheStepOfTheValues()
    {
        PowerSeries series = steadySeries();
        for (float& watts : series.powerWatts)
            watts = std::round(watts / 0.25F) * 0.25F;
        QCOMPARE(measured(gpuOf(series)).stepWatts, 0.25);
        for (float& watts : series.powerWatts)
            watts = std::round(watts / 10.0F) * 10.0F;
        QVERIFY(
            says(findingOn(measured(gpuOf(series)), QualityAspect::Resolution), Severity::Caution, "steps of 10 W"));
        QCOMPARE(measured(gpuOf(seriesOf("0 5 | 1 5 | 2 5"))).stepWatts, 0.0);
    }

    void warnsOfALongAveragingWindow()
    {
        GpuTrace gpu = gpuOf(steadySeries());
        gpu.name = "NVIDIA H100 80GB HBM3";
        QVERIFY(says(findingOn(measured(gpu), QualityAspect::Sensor), Severity::Caution, "averages the last 1 s"));
        gpu.field = PowerField::Instant;
        QVERIFY(says(findingOn(measured(gpu), QualityAspect::Sensor), Severity::Note, "averages the last 25 ms"));
    }

    void aRecordingWithoutNumbersIsAProblem()
    {
        const GpuQuality quality = measured(gpuOf(seriesOf("0 - | 1 - | 2 -")));
        QCOMPARE(quality.findings.size(), std::size_t{1});
        QCOMPARE(quality.findings[0].severity, Severity::Problem);
        QCOMPARE(measured(gpuOf({})).findings.size(), std::size_t{1});
        GpuTrace stuck = gpuOf(seriesOf("0 - | 1 - | 2 -"));
        stuck.faults = {{FaultKind::Stuck, 0, 3, {46.19F}}};
        QVERIFY(says(findingOn(measured(stuck), QualityAspect::Faults), Severity::Problem, "3 of a stuck sensor"));
    }

    void measuresTheSkewOfTheGpusOfAHost()
    {
        Trace trace;
        for (int g = 0; g < 4; ++g) {
            trace.gpus.push_back(gpuOf(steadySeries()));
            for (double& time : trace.gpus.back().power.timeSeconds)
                time += 0.005 * g;
        }
        std::vector<SeriesSummary> summaries;
        for (const GpuTrace& gpu : trace.gpus)
            summaries.push_back(summarise(gpu.power));
        const TraceQuality quality = qualityOf(trace, summaries).value();
        QCOMPARE(quality.gpus.size(), std::size_t{4});
        QVERIFY(quality.skew.has_value());
        QVERIFY(std::abs(quality.skew->medianSeconds - 0.015) < 1e-9);
        QVERIFY(says(*quality.clock, Severity::Note, "lie 15 ms apart"));
    }

    void whereSamplesAreMissingTheNearestStampsAreCompared()
    {
        const PowerSeries first = steadySeries();
        PowerSeries other = steadySeries();
        for (double& time : other.timeSeconds)
            time += 0.02;
        other.timeSeconds.erase(other.timeSeconds.begin() + 10);
        other.powerWatts.erase(other.powerWatts.begin() + 10);
        QVERIFY(std::abs(skewOf({&first, &other})->medianSeconds - 0.02) < 1e-9);
    }

    void aSkewOfMostOfATickIsACaution()
    {
        PowerSeries late = steadySeries();
        for (double& time : late.timeSeconds)
            time += 0.04;
        PowerSeries early = steadySeries();
        for (double& time : early.timeSeconds)
            time -= 0.04;
        const PowerSeries first = steadySeries();
        const std::optional<HostSkew> skew = skewOf({&first, &late, &early});
        QVERIFY(std::abs(skew->medianSeconds - 0.08) < 1e-9);
        Trace trace;
        trace.gpus = {gpuOf(first), gpuOf(late), gpuOf(early)};
        const TraceQuality quality = qualityOf(trace, {summarise(first), summarise(late), summarise(early)}).value();
        QVERIFY(says(*quality.clock, Severity::Caution, "rest on interpolation"));
        QVERIFY(!skewOf({&first}).has_value());
        const PowerSeries empty;
        QVERIFY(!skewOf({&first, &empty}).has_value());
    }

    void aStopIsAnswered()
    {
        std::stop_source stop;
        stop.request_stop();
        const GpuTrace gpu = gpuOf(steadySeries());
        RunContext context;
        context.stop = stop.get_token();
        const Result<GpuQuality> quality = qualityOf(gpu, summarise(gpu.power), context);
        QVERIFY(!quality.hasValue());
        QCOMPARE(quality.error().kind, ErrorKind::Canceled);
    }
};

QTEST_APPLESS_MAIN(QualityTest)
#include "tst_quality.moc"
