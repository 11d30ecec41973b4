// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/forecast.h"

#include <QTest>
#include <limits>

using namespace wattline;

namespace {

/// The worked example of Energies 2026, 19(2), 448: ViT on four GPUs, batch 256, 224 px, 100,000 samples, 64 workers.
const WaveTargets PaperTargets{62.23, 6.41, 291.06, 182.58};

bool isNear(double actual, double expected, double tolerance)
{
    return std::abs(actual - expected) <= tolerance;
}

Phase phaseOf(PhaseKind kind, double watts)
{
    Phase phase;
    phase.kind = kind;
    phase.endSeconds = 10.0;
    phase.meanWatts = watts;
    return phase;
}

} // namespace

class ForecastTest : public QObject {
    Q_OBJECT

private slots:
    void reproducesTheWorkedExampleOfThePaper()
    {
        const auto forecast = forecastWave(PaperTargets, {.epochs = 10, .gpus = 4, .servers = 1000});
        QVERIFY(forecast.hasValue());
        QVERIFY(isNear(forecast->cycleSeconds, 188.99, 1e-9));
        QVERIFY(isNear(forecast->dutyCycle, 0.966, 5e-4));
        QVERIFY(isNear(forecast->day.energyKwh, 27.197, 5e-4));
        QVERIFY(isNear(forecast->day.co2Kg, 13.598, 5e-4));
        QVERIFY(isNear(forecast->fleet.energyKwh, 27.2e3, 50.0));
        QVERIFY(isNear(forecast->fleet.co2Kg, 13.6e3, 50.0));
    }

    void countsTheRunOverAllGpusAndEpochs()
    {
        const auto forecast = forecastWave({100.0, 10.0, 300.0, 30.0}, {.epochs = 9, .gpus = 2, .carbonKgPerKwh = 0.4});
        QVERIFY(forecast.hasValue());
        QCOMPARE(forecast->meanWattsPerGpu, 250.0);
        QCOMPARE(forecast->runSeconds, 360.0);
        QCOMPARE(forecast->run.energyKwh, 0.05); // 500 W for 6 minutes
        QCOMPARE(forecast->run.co2Kg, 0.02);
    }

    void drawsThePeakFirstThenTheValley()
    {
        const auto forecast = forecastWave({50.0, 2.0, 200.0, 8.0}, {.epochs = 2, .gpus = 1});
        QVERIFY(forecast.hasValue());
        const std::vector<CurvePoint> corners = forecast->curve();
        const std::vector<std::pair<double, double>> expected = {{0, 200},  {8, 200},  {8, 50},  {10, 50},
                                                                 {10, 200}, {18, 200}, {18, 50}, {20, 50}};
        QCOMPARE(corners.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i)
            QCOMPARE(std::pair(corners[i].seconds, corners[i].watts), expected[i]);
    }

    void drawsNoMoreCyclesThanAskedNorThanTheRunHas()
    {
        const auto forecast = forecastWave(PaperTargets, {.epochs = 5});
        QVERIFY(forecast.hasValue());
        QCOMPARE(forecast->curve(2).size(), std::size_t{8});
        QCOMPARE(forecast->curve(99).size(), std::size_t{20});
    }

    void drawsNoSpikeForAValleyOfNoLength()
    {
        const auto forecast = forecastWave({60.0, 0.0, 240.0, 30.0}, {.epochs = 2, .gpus = 1});
        QVERIFY(forecast.hasValue());
        QCOMPARE(forecast->dutyCycle, 1.0);
        for (const CurvePoint& corner : forecast->curve())
            QCOMPARE(corner.watts, 240.0);
    }

    void takesTheMeansOfAMeasuredWave()
    {
        const Wave wave{{60.0, 1.0}, {5.0, 0.1}, {300.0, 4.0}, {50.0, 0.3}};
        const WaveTargets targets = targetsOf(wave);
        QCOMPARE(targets.valleyPowerWatts, 60.0);
        QCOMPARE(targets.valleyDurationSeconds, 5.0);
        QCOMPARE(targets.peakPowerWatts, 300.0);
        QCOMPARE(targets.peakDurationSeconds, 50.0);
    }

    void countsOnlyTheGpusOfARecordingThatShowTheWave()
    {
        Trace trace;
        trace.gpus.resize(4);
        trace.gpus[0].powerLimitWatts = 250.0;
        trace.gpus[2].powerLimitWatts = 400.0;
        TracePhases phases;
        phases.gpus.resize(4);
        phases.gpus[2].regimes.push_back({.shape = WaveShape::Square});
        phases.gpus[2].phases = {phaseOf(PhaseKind::Peak, 300.0), phaseOf(PhaseKind::Valley, 60.0)};
        phases.wave = waveOfRun(phases.gpus);
        const std::optional<RecordedWave> recorded = recordedWave(trace, phases);
        QVERIFY(recorded.has_value());
        QCOMPARE(recorded->gpus, std::size_t{1});
        QCOMPARE(recorded->tdpWatts.value_or(0.0), 400.0);
        QCOMPARE(recorded->targets.peakPowerWatts, 300.0);
        QCOMPARE(recorded->remarks.size(), std::size_t{1});
        QVERIFY(recorded->remarks[0].starts_with("The wave is that of 1 of the 4 GPUs"));
    }

    void remarksNothingWhereEveryGpuShowsTheWave()
    {
        Trace trace;
        trace.gpus.resize(2);
        TracePhases phases;
        phases.wave = Wave{{60.0, 1.0}, {5.0, 0.1}, {300.0, 4.0}, {50.0, 0.3}, 2};
        QVERIFY(recordedWave(trace, phases)->remarks.empty());
        phases.wave.reset();
        QVERIFY(!recordedWave(trace, phases));
    }

    void writesTheCornersOfTheCurveAsCsv()
    {
        const auto forecast = forecastWave({50.0, 2.0, 200.0, 8.5}, {.epochs = 1, .gpus = 1});
        QVERIFY(forecast.hasValue());
        QCOMPARE(curveCsv(*forecast), std::string("time_s,power_w\n0,200\n8.5,200\n8.5,50\n10.5,50\n"));
    }

    void remarksOnAPeakThatCannotBe()
    {
        const auto exchanged = forecastWave({291.06, 182.58, 62.23, 6.41}, {.tdpWatts = 400.0});
        QCOMPARE(
            exchanged->remarks,
            std::vector<std::string>{"The peak of 62.23 W is below the valley of 291.06 W: the two may be exchanged."});
        const auto tooHigh = forecastWave(PaperTargets, {.tdpWatts = 250.0});
        QCOMPARE(tooHigh->remarks, std::vector<std::string>{"The peak of 291.06 W is above the TDP of 250 W."});
        QVERIFY(forecastWave(PaperTargets, {.tdpWatts = 400.0})->remarks.empty());
    }

    void refusesValuesThatMakeNoWaveAndNamesThem_data()
    {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const double infinity = std::numeric_limits<double>::infinity();
        QTest::addColumn<WaveTargets>("targets");
        QTest::addColumn<ForecastSettings>("settings");
        QTest::addColumn<QString>("named");
        QTest::newRow("negative power") << WaveTargets{-1, 5, 300, 50} << ForecastSettings{} << "valley power is -1";
        QTest::newRow("NaN power") << WaveTargets{60, 5, nan, 50} << ForecastSettings{} << "peak power is nan";
        QTest::newRow("negative duration") << WaveTargets{60, -5, 300, 50} << ForecastSettings{} << "valley duration";
        QTest::newRow("endless peak") << WaveTargets{60, 5, 300, infinity} << ForecastSettings{} << "peak duration";
        QTest::newRow("no length") << WaveTargets{60, 0, 300, 0} << ForecastSettings{} << "needs a length";
        QTest::newRow("no epoch") << PaperTargets << ForecastSettings{.epochs = 0} << "no epoch";
        QTest::newRow("no GPU") << PaperTargets << ForecastSettings{.gpus = 0} << "no GPU";
        QTest::newRow("carbon") << PaperTargets << ForecastSettings{.carbonKgPerKwh = -0.5} << "carbon intensity";
        QTest::newRow("TDP") << PaperTargets << ForecastSettings{.tdpWatts = nan} << "TDP";
        QTest::newRow("overflow") << WaveTargets{60, 5, 1e308, 50} << ForecastSettings{} << "beyond every number";
    }
    void refusesValuesThatMakeNoWaveAndNamesThem()
    {
        QFETCH(WaveTargets, targets);
        QFETCH(ForecastSettings, settings);
        QFETCH(QString, named);
        const auto forecast = forecastWave(targets, settings);
        QVERIFY(!forecast.hasValue());
        QVERIFY2(QString::fromStdString(forecast.error().message).contains(named), forecast.error().message.c_str());
    }
};

QTEST_GUILESS_MAIN(ForecastTest)
#include "tst_forecast.moc"
