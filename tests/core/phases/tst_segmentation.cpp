// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/find_wave.h"
#include "core/phases/wave.h"
#include "tests/support/traces.h"

#include <QTest>
#include <algorithm>

using namespace wattline;
using wattline::test::SquareWave;

namespace {

std::vector<Phase> phasesOf(const Segmentation& found, PhaseKind kind)
{
    std::vector<Phase> kept;
    std::copy_if(found.phases.begin(), found.phases.end(), std::back_inserter(kept),
                 [&](const Phase& phase) { return phase.kind == kind; });
    return kept;
}

/// Whether each peak begins and ends within one sample of where it was made.
bool findsEveryPeak(const Segmentation& found, const SquareWave& wave)
{
    const std::vector<Phase> peaks = phasesOf(found, PhaseKind::Peak);
    if (peaks.size() != static_cast<std::size_t>(wave.cycles))
        return false;
    const double sample = 1.001 * wave.intervalSeconds;
    for (int cycle = 0; cycle < wave.cycles; ++cycle) {
        const Phase& peak = peaks[static_cast<std::size_t>(cycle)];
        if (std::abs(peak.beginSeconds - wave.beginOfPeak(cycle) * wave.intervalSeconds) > sample ||
            std::abs(peak.endSeconds - wave.beginOfValley(cycle) * wave.intervalSeconds) > sample)
            return false;
    }
    return true;
}

} // namespace

class SegmentationTest : public QObject {
    Q_OBJECT

private slots:
    void periodsAreLookedForFromSixSamplesToTwoCyclesInTheRecording()
    {
        const PowerSeries series = SquareWave{}.series(); // 1300 samples, 0.1 s apart
        const auto searched = searchedPeriods(series);
        QVERIFY(searched);
        QVERIFY(std::abs(searched->first - 0.6) < 1e-9);
        QVERIFY(std::abs(searched->second - 129.9 / 2.0) < 1e-9);
        SegmentationSettings slow;
        slow.minimumDwellSeconds = 4.0;
        QCOMPARE(searchedPeriods(series, slow)->first, 8.0);
        QVERIFY(!searchedPeriods(wattline::test::seriesOf("0 60 | 1 300 | 2 80")));
    }

    void findsTheBoundariesOfASquareWaveToTheSample_data()
    {
        QTest::addColumn<int>("peakSamples");
        QTest::addColumn<int>("valleySamples");
        QTest::addColumn<double>("noiseWatts");
        QTest::addColumn<double>("driftWatts");
        QTest::addColumn<int>("idleSamples");
        QTest::newRow("clean") << 100 << 30 << 0.0 << 0.0 << 0;
        QTest::newRow("noise") << 100 << 30 << 12.0 << 0.0 << 0;
        QTest::newRow("drift") << 100 << 30 << 5.0 << 120.0 << 0;
        QTest::newRow("falling drift") << 100 << 30 << 5.0 << -60.0 << 0;
        QTest::newRow("idle before and after") << 100 << 30 << 5.0 << 0.0 << 200;
        QTest::newRow("short idle") << 100 << 30 << 5.0 << 0.0 << 60;
        QTest::newRow("thin valleys") << 200 << 5 << 5.0 << 0.0 << 0;
        QTest::newRow("very thin valleys") << 60 << 3 << 3.0 << 0.0 << 0;
        QTest::newRow("valleys as long as peaks") << 40 << 40 << 5.0 << 0.0 << 100;
        QTest::newRow("valleys longer than peaks") << 30 << 90 << 5.0 << 0.0 << 0;
    }
    void findsTheBoundariesOfASquareWaveToTheSample()
    {
        SquareWave wave;
        QFETCH(int, peakSamples);
        QFETCH(int, valleySamples);
        QFETCH(double, noiseWatts);
        QFETCH(double, driftWatts);
        QFETCH(int, idleSamples);
        wave.peakSamples = peakSamples;
        wave.valleySamples = valleySamples;
        wave.noiseWatts = noiseWatts;
        wave.driftWatts = driftWatts;
        wave.idleSamples = idleSamples;
        const auto found = segment(wave.series());
        QVERIFY(found.hasValue());
        QCOMPARE(found->shape, WaveShape::Square);
        QCOMPARE(found->polarity, Polarity::Normal);
        QCOMPARE(found->epochs, std::size_t{10});
        QVERIFY2(findsEveryPeak(*found, wave), found->reason.c_str());
        QVERIFY(found->confidence > 0.5);
    }

    void measuresLevelsAndEnergyOfEachPhase()
    {
        SquareWave wave;
        wave.idleSamples = 100;
        const auto found = segment(wave.series());
        QVERIFY(found.hasValue());
        for (const Phase& phase : phasesOf(*found, PhaseKind::Peak)) {
            QCOMPARE(phase.meanWatts, 300.0);
            QCOMPARE(phase.role, PhaseRole::Training);
            QVERIFY(std::abs(phase.energyJoules - 300.0 * phase.durationSeconds()) < 12.0); // one edge of 110 W s
        }
        const std::vector<Phase> valleys = phasesOf(*found, PhaseKind::Valley);
        QCOMPARE(valleys[3].meanWatts, 80.0);
        QCOMPARE(valleys[3].role, PhaseRole::Between);
        QVERIFY(valleys[3].complete);
    }

    void cutFirstAndLastPhasesCountAsEpochsButNotAsComplete()
    {
        SquareWave wave;
        wave.cycles = 6;
        PowerSeries series = wave.series();
        const auto cut = [](auto& values) { // begins and ends in the middle of a peak
            values.erase(values.begin(), values.begin() + 50);
            values.resize(values.size() - 80);
        };
        cut(series.timeSeconds);
        cut(series.powerWatts);
        const auto found = segment(series);
        QVERIFY(found.hasValue());
        QCOMPARE(found->epochs, std::size_t{6});
        QVERIFY(!found->phases.front().complete);
        QVERIFY(!found->phases.back().complete);
        QVERIFY(found->phases[1].complete);
    }

    void aShortPeakOnAPlateauIsTheMarkBetweenTwoEpochs()
    {
        SquareWave wave;
        wave.peakSamples = 12;
        wave.valleySamples = 120;
        wave.peakWatts = 330.0;
        wave.valleyWatts = 260.0;
        wave.noiseWatts = 4.0;
        const auto found = segment(wave.series());
        QVERIFY(found.hasValue());
        QCOMPARE(found->shape, WaveShape::Square);
        QCOMPARE(found->polarity, Polarity::Inverted);
        QCOMPARE(found->epochs, std::size_t{10});
        QCOMPARE(phasesOf(*found, PhaseKind::Peak)[2].role, PhaseRole::Between);
        QCOMPARE(phasesOf(*found, PhaseKind::Valley)[2].role, PhaseRole::Training);
    }

    void singleSpikesAndRippleMakeNoPhases()
    {
        SquareWave wave;
        PowerSeries series = wave.series();
        for (std::size_t i = 0; i < series.size(); ++i) {
            series.powerWatts[i] += i % 4 < 2 ? 8.0F : -8.0F;
            if (i % 57 == 13)
                series.powerWatts[i] = i % 2 == 0 ? 75.0F : 390.0F;
        }
        const auto found = segment(series);
        QVERIFY(found.hasValue());
        QVERIFY(findsEveryPeak(*found, wave));
    }

    void gapsDoNotDisturbTheWave()
    {
        SquareWave wave;
        PowerSeries series = wave.series();
        for (std::size_t i = 0; i < series.size(); ++i) {
            if (i % 31 == 7 || (i > 440 && i < 452))
                series.powerWatts[i] = std::numeric_limits<float>::quiet_NaN();
        }
        const auto found = segment(series);
        QVERIFY(found.hasValue());
        QVERIFY2(findsEveryPeak(*found, wave), found->reason.c_str());
    }

    void phasesThatAGapCutsCountAsEpochsButNotAsComplete()
    {
        const SquareWave wave;
        PowerSeries series = wave.series();
        const auto drop = [&series](int begin, int end) { // the wave goes on while nobody writes it down
            const auto cut = [&](auto& values) { values.erase(values.begin() + begin, values.begin() + end); };
            cut(series.timeSeconds);
            cut(series.powerWatts);
        };
        drop(wave.beginOfPeak(7) - 10, wave.beginOfPeak(7) + 10);
        for (int i = wave.beginOfPeak(3) + 20; i < wave.beginOfPeak(3) + 40; ++i)
            series.powerWatts[static_cast<std::size_t>(i)] = std::numeric_limits<float>::quiet_NaN();
        const auto found = segment(series);
        QVERIFY(found.hasValue());
        QCOMPARE(found->epochs, std::size_t{10});
        const std::vector<Phase> peaks = phasesOf(*found, PhaseKind::Peak);
        const std::vector<Phase> valleys = phasesOf(*found, PhaseKind::Valley);
        QVERIFY(!peaks[3].complete);
        QVERIFY(!valleys[6].complete);
        QVERIFY(!peaks[7].complete);
        QVERIFY(peaks[2].complete && valleys[3].complete && peaks[4].complete && valleys[7].complete);
        QVERIFY(std::abs(waveOf(*found)->peakDurationSeconds.mean - 10.0) < 1e-6);
    }

    void aLowerWaveBeforeTheMainOneIsARegimeOfItsOwn()
    {
        SquareWave warmUp;
        warmUp.peakWatts = 200.0;
        warmUp.valleyWatts = 80.0;
        warmUp.peakSamples = 50;
        warmUp.valleySamples = 40;
        warmUp.cycles = 5;
        warmUp.noiseWatts = 2.0;
        SquareWave main;
        main.peakWatts = 340.0;
        main.valleyWatts = 120.0;
        main.cycles = 12;
        main.noiseWatts = 2.0;
        PowerSeries both = warmUp.series();
        const PowerSeries second = main.series();
        for (std::size_t i = 0; i < second.size(); ++i) {
            both.timeSeconds.push_back(both.timeSeconds.back() + 0.1);
            both.powerWatts.push_back(second.powerWatts[i]);
        }
        const auto found = segment(both);
        QVERIFY(found.hasValue());
        QCOMPARE(found->epochs, std::size_t{17});
        const auto waves = std::count_if(found->regimes.begin(), found->regimes.end(),
                                         [](const Regime& regime) { return regime.shape == WaveShape::Square; });
        QCOMPARE(waves, std::ptrdiff_t{2});
        QVERIFY(std::abs(*found->regimes.front().periodSeconds - 9.0) < 0.2);
        QVERIFY(std::abs(*found->regimes.back().periodSeconds - 13.0) < 0.2);
    }

    void aKnownCountThatDisagreesIsSaidAndLowersTheConfidence()
    {
        const SquareWave wave;
        SegmentationSettings settings;
        const auto alone = segment(wave.series(), settings);
        settings.knownEpochs = 10;
        const auto agreeing = segment(wave.series(), settings);
        settings.knownEpochs = 40;
        const auto disagreeing = segment(wave.series(), settings);
        QVERIFY(alone && agreeing && disagreeing);
        QCOMPARE(agreeing->confidence, alone->confidence);
        QVERIFY(disagreeing->confidence < 0.5 * alone->confidence);
        QVERIFY(disagreeing->reason.find("40") != std::string::npos);
    }

    void refusesTooFewSamplesAndSenselessSettings()
    {
        const auto few = segment(wattline::test::seriesOf("0 1 | 1 - | 2 3"));
        QVERIFY(!few.hasValue());
        QCOMPARE(few.error().kind, ErrorKind::Data);
        SegmentationSettings even;
        even.smoothingSamples = 4;
        QVERIFY(!segment(SquareWave().series(), even).hasValue());
        SegmentationSettings wide;
        wide.hysteresis = 0.7;
        QVERIFY(!segment(SquareWave().series(), wide).hasValue());
    }

    void stopsWhenAsked()
    {
        std::stop_source stop;
        stop.request_stop();
        const auto found = segment(SquareWave().series(), {}, {stop.get_token(), {}, 1});
        QVERIFY(!found.hasValue());
        QCOMPARE(found.error().kind, ErrorKind::Canceled);
    }

    void theSearchForAWaveStopsWithinAPass()
    {
        std::stop_source stop;
        stop.request_stop();
        const PowerSeries series = SquareWave().series();
        const WaveFinding found =
            findWave({series.timeSeconds, series.powerWatts}, 0, series.size(), {}, {stop.get_token(), {}, 1});
        QVERIFY(found.runs.empty() && found.reason.empty());
    }

    void theMovingAverageLeavesGapsOutAndShortensAtTheEnds()
    {
        const float gap = std::numeric_limits<float>::quiet_NaN();
        const std::vector<float> averaged = movingAverage({1.0F, 2.0F, 3.0F, gap, 5.0F, 7.0F}, 3);
        QCOMPARE(averaged[0], 1.5F);
        QCOMPARE(averaged[1], 2.0F);
        QCOMPARE(averaged[2], 2.5F);
        QVERIFY(std::isnan(averaged[3]));
        QCOMPARE(averaged[4], 6.0F);
        QCOMPARE(averaged[5], 6.0F);
        QCOMPARE(movingAverage({4.0F, 9.0F}, 1)[1], 9.0F);
        QVERIFY(movingAverage({}, 5).empty());
    }
};

QTEST_GUILESS_MAIN(SegmentationTest)
#include "tst_segmentation.moc"
