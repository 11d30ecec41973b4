// SPDX-License-Identifier: GPL-3.0-or-later
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
