// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/chief_regime.h"
#include "core/phases/trace_phases.h"
#include "tests/support/traces.h"

#include <QTest>

using namespace wattline;
using wattline::test::SquareWave;

namespace {

Phase phaseOf(PhaseKind kind, double seconds, double watts)
{
    Phase phase;
    phase.kind = kind;
    phase.endSeconds = seconds;
    phase.meanWatts = watts;
    return phase;
}

Segmentation oneSquareRegime(std::vector<Phase> phases)
{
    Segmentation made;
    made.shape = WaveShape::Square;
    made.regimes.push_back({0.0, 100.0, WaveShape::Square, 10.0, 3});
    made.phases = std::move(phases);
    return made;
}

/// A warm-up of 20 s at 150 W whose mark is a short peak, then a training of `trainingSeconds` at 300 W with valleys.
Segmentation warmUpAndTraining(double trainingSeconds)
{
    Segmentation made;
    made.shape = WaveShape::Square;
    made.epochs = 5;
    made.regimes.push_back({0.0, 20.0, WaveShape::Square, 10.0, 2});
    made.regimes.back().polarity = Polarity::Inverted;
    made.regimes.push_back({20.0, 20.0 + trainingSeconds, WaveShape::Square, 10.0, 3});
    made.phases = {phaseOf(PhaseKind::Valley, 9.0, 150.0), phaseOf(PhaseKind::Peak, 1.0, 200.0),
                   phaseOf(PhaseKind::Peak, 8.0, 300.0), phaseOf(PhaseKind::Valley, 2.0, 60.0)};
    made.phases[2].regime = made.phases[3].regime = 1;
    return made;
}

} // namespace

class WaveTest : public QObject {
    Q_OBJECT

private slots:
    void averagesOverCompletePhasesOnly()
    {
        Phase cut = phaseOf(PhaseKind::Peak, 1.0, 999.0);
        cut.complete = false;
        const auto wave =
            waveOf(oneSquareRegime({cut, phaseOf(PhaseKind::Valley, 2.0, 60.0), phaseOf(PhaseKind::Peak, 8.0, 290.0),
                                    phaseOf(PhaseKind::Valley, 4.0, 64.0), phaseOf(PhaseKind::Peak, 10.0, 310.0)}));
        QVERIFY(wave.has_value());
        QCOMPARE(wave->peakPowerWatts.mean, 300.0);
        QVERIFY(std::abs(wave->peakPowerWatts.std - std::sqrt(200.0)) < 1e-9);
        QCOMPARE(wave->valleyPowerWatts.mean, 62.0);
        QCOMPARE(wave->cycleSeconds(), 12.0);
        QCOMPARE(wave->dutyCycle(), 0.75);
    }

    void thereIsNoWaveWithoutBothKindsOfPhase()
    {
        QVERIFY(!waveOf({}));
        QVERIFY(!waveOf(oneSquareRegime({phaseOf(PhaseKind::Peak, 8.0, 290.0)})));
        Segmentation flat =
            oneSquareRegime({phaseOf(PhaseKind::Peak, 8.0, 290.0), phaseOf(PhaseKind::Valley, 2.0, 60.0)});
        flat.regimes.front().shape = WaveShape::Irregular;
        QVERIFY(!waveOf(flat));
    }

    void theWaveOfARunIsTheMeanOverItsGpus()
    {
        const Segmentation a =
            oneSquareRegime({phaseOf(PhaseKind::Peak, 8.0, 290.0), phaseOf(PhaseKind::Valley, 2.0, 60.0)});
        const Segmentation b =
            oneSquareRegime({phaseOf(PhaseKind::Peak, 8.0, 310.0), phaseOf(PhaseKind::Valley, 2.0, 80.0)});
        const std::vector<Segmentation> gpus = {a, Segmentation(), b};
        const auto wave = waveOfRun(gpus);
        QVERIFY(wave.has_value());
        QCOMPARE(wave->gpus, std::size_t{2});
        QCOMPARE(wave->peakPowerWatts.mean, 300.0);
        QCOMPARE(wave->valleyPowerWatts.mean, 70.0);
        QVERIFY(wave->valleyPowerWatts.std > 14.0);
        QVERIFY(!waveOfRun({}));
    }

    void measuresTheFourTargetsOfARecording()
    {
        Trace trace;
        trace.path = "synthetic";
        for (int gpu = 0; gpu < 2; ++gpu) {
            SquareWave wave;
            wave.peakWatts = 300.0 + 10.0 * gpu;
            wave.noiseWatts = 3.0;
            wave.idleSamples = 50;
            wave.seed = 7 + static_cast<std::uint64_t>(gpu);
            trace.gpus.emplace_back().id = std::to_string(gpu);
            trace.gpus.back().power = wave.series();
        }
        const auto phases = segmentTrace(trace);
        QVERIFY(phases.hasValue());
        QCOMPARE(phases->gpus.size(), std::size_t{2});
        QVERIFY(phases->wave.has_value());
        QVERIFY(std::abs(phases->wave->peakPowerWatts.mean - 305.0) < 1.0);
        QVERIFY(std::abs(phases->wave->valleyPowerWatts.mean - 80.0) < 1.0);
        QVERIFY(std::abs(phases->wave->peakDurationSeconds.mean - 10.0) < 0.05);
        QVERIFY(std::abs(phases->wave->valleyDurationSeconds.mean - 3.0) < 0.05);
        QVERIFY(phases->sum.has_value());
        QCOMPARE(phases->sum->epochs, std::size_t{10});
        QVERIFY(std::abs(waveOf(*phases->sum)->peakPowerWatts.mean - 610.0) < 2.0);
    }

    void theWaveIsThatOfTheLongestTrainingRegime()
    {
        const Segmentation run = warmUpAndTraining(30.0);
        QCOMPARE(chiefRegimeOf(run), std::optional<std::size_t>(1));
        QCOMPARE(waveOf(run)->peakPowerWatts.mean, 300.0);
        QCOMPARE(waveOf(run)->valleyDurationSeconds.mean, 2.0);
        QCOMPARE(waveOfRegime(run, 0)->peakPowerWatts.mean, 200.0);
        QCOMPARE(QString::fromStdString(chiefReasonOf(run)),
                 QString("The wave is that of regime 2 of 2: of the 2 training regimes it lasts longest (30 s, 3 of 5 "
                         "epochs)."));
        QCOMPARE(chiefRegimeOf(warmUpAndTraining(19.0)), std::optional<std::size_t>(0));
    }

    void aRegimeWithoutAWholePeakAndValleySpeaksForNobody()
    {
        Segmentation run = warmUpAndTraining(30.0);
        run.phases[3].complete = false;
        QCOMPARE(chiefRegimeOf(run), std::optional<std::size_t>(0));
        QVERIFY(!waveOfRegime(run, 1));
        run.phases[0].complete = false;
        QVERIFY(!chiefRegimeOf(run));
        QVERIFY(chiefReasonOf(run).empty());
    }

    void namesTheGpuWithTooFewSamples()
    {
        const auto phases = segmentTrace(wattline::test::traceOf("0 60 | 1 300 | 2 80"));
        QVERIFY(!phases.hasValue());
        QVERIFY(QString::fromStdString(phases.error().message).startsWith("synthetic: GPU 0: "));
    }
};

QTEST_GUILESS_MAIN(WaveTest)
#include "tst_wave.moc"
