// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/edit_phases.h"
#include "core/phases/segmentation.h"
#include "tests/support/traces.h"

#include <QTest>
#include <algorithm>

using namespace wattline;
using wattline::test::SquareWave;

namespace {

PowerSeries randomWalk(std::uint64_t seed)
{
    RandomStream chance(seed);
    PowerSeries series;
    double watts = 200.0;
    for (int i = 0; i < 4000; ++i) {
        watts = std::clamp(watts + 3.0 * chance.normal(), 20.0, 400.0);
        series.timeSeconds.push_back(0.1 * i);
        series.powerWatts.push_back(static_cast<float>(watts));
    }
    return series;
}

PowerSeries steps(const std::vector<float>& levels, int samplesEach)
{
    PowerSeries series;
    for (const float level : levels) {
        for (int i = 0; i < samplesEach; ++i) {
            series.timeSeconds.push_back(static_cast<double>(series.powerWatts.size()));
            series.powerWatts.push_back(level);
        }
    }
    return series;
}

} // namespace

/// Series that hold no wave: saying so is the right answer.
class NoWaveTest : public QObject {
    Q_OBJECT

private slots:
    void noiseAroundOneLevelIsFlat()
    {
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            SquareWave wave;
            wave.valleyWatts = wave.peakWatts;
            wave.noiseWatts = 8.0;
            wave.seed = seed;
            const auto found = segment(wave.series());
            QVERIFY(found.hasValue());
            QCOMPARE(found->shape, WaveShape::Flat);
            QCOMPARE(found->epochs, std::size_t{0});
            QVERIFY(found->reason.find("%") != std::string::npos);
        }
    }

    void aPlateauBetweenIdleTimesIsFlat()
    {
        SquareWave wave;
        wave.valleyWatts = wave.peakWatts;
        wave.noiseWatts = 4.0;
        wave.idleSamples = 150;
        const auto found = segment(wave.series());
        QVERIFY(found.hasValue());
        QCOMPARE(found->shape, WaveShape::Flat);
        QCOMPARE(found->regimes.size(), std::size_t{3});
        QVERIFY(std::abs(found->regimes[1].beginSeconds - 15.0) < 0.11);
        QVERIFY(std::abs(found->regimes[1].endSeconds - 145.0) < 0.11);
    }

    void aPlateauThatTheRecordingCutsIsFlat()
    {
        PowerSeries series;
        for (int i = 0; i < 1000; ++i) {
            series.timeSeconds.push_back(0.1 * i);
            series.powerWatts.push_back((i < 150 ? 50.0f : 300.0f) + 0.5f * static_cast<float>(i % 7));
        }
        const auto found = segment(series);
        QVERIFY(found.hasValue());
        QCOMPARE(found->shape, WaveShape::Flat);
    }

    void stepsBetweenLevelsAreIrregularAndNamed()
    {
        const auto found = segment(steps({100.0F, 300.0F}, 500));
        QVERIFY(found.hasValue());
        QCOMPARE(found->shape, WaveShape::Irregular);
        QCOMPARE(found->epochs, std::size_t{0});
        QCOMPARE(QString::fromStdString(found->reason),
                 QString("The power steps between 2 levels (100, 300 W) and repeats none."));
        QCOMPARE(found->confidence, std::min(found->regimes[0].confidence, found->regimes[1].confidence));
        const auto back = segment(steps({100.0F, 300.0F, 100.0F, 300.0F, 100.0F}, 500));
        QVERIFY(back.hasValue());
        QCOMPARE(QString::fromStdString(back->reason),
                 QString("The power steps between 2 levels (100, 300 W) and repeats none."));
    }

    void stepsStayIrregularWhenAMarkByHandIsTakenOutAgain()
    {
        const PowerSeries series = steps({100.0F, 300.0F}, 500);
        const auto found = segment(series);
        QVERIFY(found.hasValue());
        const PhaseMeter meter(series);
        const auto marked = markRange(*found, meter, HandMark::Peak, {600.0, 700.0});
        QVERIFY(marked.hasValue());
        QCOMPARE(marked->shape, WaveShape::Square);
        const auto back = deletePhase(*marked, 0);
        QVERIFY(back.hasValue());
        QCOMPARE(back->shape, WaveShape::Irregular);
        QVERIFY2(back->reason.find("steps between 2 levels") != std::string::npos, back->reason.c_str());
    }

    void fewSamplesAreNoSureAnswer()
    {
        const auto few = segment(steps({100.0F, 300.0F, 100.0F, 300.0F, 100.0F}, 4));
        QVERIFY(few.hasValue());
        QCOMPARE(few->shape, WaveShape::Irregular);
        QVERIFY2(few->confidence < 0.5, few->reason.c_str());
        const auto shortFlat = segment(steps({100.0F}, 20));
        const auto longFlat = segment(steps({100.0F}, 2000));
        QVERIFY(shortFlat && longFlat);
        QVERIFY(shortFlat->confidence <= 0.5);
        QVERIFY(longFlat->confidence > 0.95);
    }

    void aFewShortPeaksLeaveDoubtThatAPlateauIsFlat()
    {
        SquareWave wave;
        wave.valleyWatts = wave.peakWatts;
        wave.noiseWatts = 2.0;
        wave.cycles = 100;
        PowerSeries series = wave.series();
        const auto plain = segment(series);
        for (const std::size_t at : {150, 420, 1130}) {
            for (std::size_t i = at; i < at + 4; ++i)
                series.powerWatts[i] += 90.0F;
        }
        const auto found = segment(series);
        QVERIFY(plain && found);
        QCOMPARE(found->shape, WaveShape::Flat);
        QVERIFY2(found->reason.find("3 short peaks or dips") != std::string::npos, found->reason.c_str());
        QVERIFY(found->confidence < 0.7 * plain->confidence);
    }

    void aRandomWalkIsNoWave()
    {
        int waves = 0;
        for (std::uint64_t seed = 1; seed <= 40; ++seed) {
            const auto found = segment(randomWalk(seed));
            QVERIFY(found.hasValue());
            waves += found->shape == WaveShape::Square ? 1 : 0;
        }
        QCOMPARE(waves, 0);
    }

    void equalStampsAndConstantPowerAreSurvived()
    {
        PowerSeries stuck;
        stuck.timeSeconds.assign(100, 0.0);
        stuck.powerWatts.assign(100, 46.19F);
        const auto found = segment(stuck);
        QVERIFY(found.hasValue());
        QCOMPARE(found->shape, WaveShape::Flat);
        stuck.powerWatts.assign(100, 0.0F);
        QVERIFY(segment(stuck).hasValue());
        RandomStream chance(3);
        for (float& watts : stuck.powerWatts)
            watts = chance.below(2) == 0 ? 50.0F : 300.0F;
        QVERIFY(segment(stuck).hasValue());
    }
};

QTEST_GUILESS_MAIN(NoWaveTest)
#include "tst_no_wave.moc"
