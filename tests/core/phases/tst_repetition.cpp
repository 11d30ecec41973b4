// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/mark.h"
#include "core/phases/repetition.h"
#include "core/phases/trace_phases.h"
#include "tests/support/hard_waves.h"

#include <QTest>
#include <algorithm>
#include <numbers>

using namespace wattline;
using wattline::test::HardWave;
using wattline::test::MadeSeries;
using wattline::test::NoWave;
using wattline::test::shallowDips;

namespace {

const Regime* firstTraining(const Segmentation& found)
{
    const auto regime = std::find_if(found.regimes.begin(), found.regimes.end(),
                                     [](const Regime& r) { return r.kind == RegimeKind::Training; });
    return regime == found.regimes.end() ? nullptr : &*regime;
}

/// The share of the true edges that a phase begins or ends within some samples of.
double shareOfEdgesWithin(const MadeSeries& made, const Segmentation& found, double seconds)
{
    std::size_t met = 0;
    const double step = made.series.timeSeconds[1];
    for (const double edge : made.edges) {
        met += std::any_of(found.phases.begin(), found.phases.end(), [&](const Phase& phase) {
            return std::min(std::abs(phase.beginSeconds - edge * step), std::abs(phase.endSeconds - edge * step)) <=
                   seconds;
        });
    }
    return static_cast<double>(met) / static_cast<double>(made.edges.size());
}

} // namespace

/// Marks that no threshold separates: found because they repeat.
class RepetitionTest : public QObject {
    Q_OBJECT

private slots:
    void findsEpochsOfEitherSignAndAnySize_data()
    {
        QTest::addColumn<double>("duty");
        QTest::addColumn<double>("amplitudeWatts");
        QTest::addColumn<int>("mark");
        QTest::newRow("dips of two sigma") << 0.9 << 8.0 << static_cast<int>(MarkKind::ShallowDip);
        QTest::newRow("peaks of two sigma") << 0.1 << 8.0 << static_cast<int>(MarkKind::ShortPeak);
        QTest::newRow("even halves of one sigma") << 0.52 << 4.0 << static_cast<int>(MarkKind::ShallowDip);
        QTest::newRow("thin dips of eight sigma") << 0.98 << 32.0 << static_cast<int>(MarkKind::ShallowDip);
        QTest::newRow("deep valleys") << 0.9 << 150.0 << static_cast<int>(MarkKind::DeepValley);
    }
    void findsEpochsOfEitherSignAndAnySize()
    {
        HardWave wave = shallowDips();
        QFETCH(double, duty);
        QFETCH(double, amplitudeWatts);
        QFETCH(int, mark);
        wave.duty = duty;
        wave.amplitudeWatts = amplitudeWatts;
        const auto found = segment(wave.made().series);
        QVERIFY(found.hasValue());
        QVERIFY2(found->epochs == 40, found->reason.c_str());
        const Regime* training = firstTraining(*found);
        QVERIFY(training);
        QVERIFY(std::abs(*training->periodSeconds - 10.0) < 0.11);
        QCOMPARE(static_cast<int>(training->mark), mark);
        QCOMPARE(found->polarity, duty < 0.5 ? Polarity::Inverted : Polarity::Normal);
    }

    void tellsTheFundamentalFromItsMultiples()
    {
        for (const double period : {23.0, 46.2, 65.5, 140.7}) {
            HardWave wave = shallowDips();
            wave.periodSamples = period;
            wave.amplitudeWatts = 20.0;
            const auto found = segment(wave.made().series);
            QVERIFY(found.hasValue());
            QVERIFY2(found->epochs == 40, found->reason.c_str());
        }
    }

    void findsTheEdgesOfFaintMarksToAFewSamples()
    {
        HardWave wave = shallowDips();
        const MadeSeries faint = wave.made();
        wave.amplitudeWatts = 20.0;
        const MadeSeries clear = wave.made();
        QVERIFY(shareOfEdgesWithin(faint, *segment(faint.series), 0.31) > 0.9);
        QVERIFY(shareOfEdgesWithin(clear, *segment(clear.series), 0.01) > 0.9);
    }

    void followsAPeriodThatDriftsAndJitters()
    {
        HardWave wave = shallowDips();
        wave.amplitudeWatts = 16.0;
        wave.periodDrift = 0.2;
        wave.jitter = 0.02;
        wave.driftWatts = 30.0;
        const auto found = segment(wave.made().series);
        QVERIFY(found.hasValue());
        QVERIFY2(found->epochs == 40, found->reason.c_str());
    }

    void countsTheCyclesWhoseMarkIsMissing()
    {
        HardWave wave = shallowDips();
        wave.amplitudeWatts = 16.0;
        wave.missing = 0.1;
        wave.seed = 3;
        const auto found = segment(wave.made().series);
        QVERIFY(found.hasValue());
        QVERIFY2(found->epochs == 40, found->reason.c_str());
    }

    void spikesNeitherHideNorMakeMarks()
    {
        HardWave wave = shallowDips();
        wave.amplitudeWatts = 16.0;
        wave.spikes = 0.01;
        const auto found = segment(wave.made().series);
        QVERIFY(found.hasValue());
        QVERIFY2(found->epochs == 40, found->reason.c_str());
    }

    void singleSamplesAtASteadyPaceAreNoEpochs()
    {
        HardWave wave = shallowDips();
        wave.amplitudeWatts = 0.0;
        wave.noiseWatts = 1.0;
        wave.periodSamples = 500.0;
        PowerSeries series = wave.made().series;
        for (std::size_t i = 0; i < series.size(); i += 500)
            series.powerWatts[i] += 300.0F;
        const auto found = segment(series);
        QVERIFY(found.hasValue());
        QCOMPARE(found->shape, WaveShape::Flat);
        QVERIFY2(found->epochs == 0, found->reason.c_str());
    }

    void theReasonGivesTheAmplitudeOfTheSamplesAndTheBarAsItIs()
    {
        HardWave wave = shallowDips();
        wave.noiseWatts = 0.5;
        wave.amplitudeWatts = 20.0;
        SegmentationSettings settings;
        settings.minimumSeparation = 1e6; // no levels, only what repeats
        const auto found = segment(wave.made().series, settings);
        QVERIFY(found.hasValue());
        QCOMPARE(found->epochs, std::size_t{40});
        QVERIFY2(found->reason.find("A dip of 20 W") == 0, found->reason.c_str());
        QVERIFY2(found->reason.find("(4.5 make a wave)") != std::string::npos, found->reason.c_str());
    }

    void findsFaintMarksInUnevenCycles()
    {
        for (const double duty : {0.9, 0.1}) {
            HardWave wave = shallowDips();
            wave.amplitudeWatts = 20.0;
            wave.duty = duty;
            wave.jitter = 0.08;
            wave.seed = 4;
            const auto found = segment(wave.made().series);
            QVERIFY(found.hasValue());
            QVERIFY2(found->epochs + 1 >= 40 && found->epochs <= 41, found->reason.c_str());
        }
    }

    void aFormOfLittleEvidenceIsTakenForAMark()
    {
        RandomStream chance(5);
        CycleForm form(40, -1.0F);
        std::fill(form.begin() + 18, form.begin() + 22, 9.0F);
        CycleForm noisy = form;
        for (float& value : noisy)
            value += static_cast<float>(chance.normal());
        const auto distance = [&](const CycleForm& other) {
            double sum = 0.0;
            for (std::size_t i = 0; i < form.size(); ++i)
                sum += std::pow(other[i] - form[i], 2);
            return sum;
        };
        QVERIFY(distance(withoutNoise(noisy, 1.0)) < 0.4 * distance(noisy));
        QVERIFY(distance(withoutNoise(noisy, 1e-6)) > 0.99 * distance(noisy));
    }

    void aHalfOfThePeriodIsNotBelievedForWhatThePathPicksFromNoise()
    {
        HardWave wave = shallowDips();
        wave.periodSamples = 40.0;
        wave.amplitudeWatts = 7.0;
        wave.cycles = 70;
        wave.duty = 0.92;
        for (std::uint64_t seed = 1; seed <= 6; ++seed) {
            wave.seed = seed;
            const auto found = segment(wave.made().series);
            QVERIFY(found.hasValue());
            QVERIFY2(found->epochs <= 71, found->reason.c_str());
        }
    }

    void aRippleIsNoEpoch()
    {
        HardWave wave = shallowDips();
        wave.amplitudeWatts = 0.0;
        PowerSeries series = wave.made().series;
        for (std::size_t i = 0; i < series.size(); ++i)
            series.powerWatts[i] +=
                static_cast<float>(6.0 * std::sin(2.0 * std::numbers::pi * static_cast<double>(i) / 11.3));
        const auto found = segment(series);
        QVERIFY(found.hasValue());
        QCOMPARE(found->shape, WaveShape::Flat);
        QVERIFY2(found->reason.find("ripple") != std::string::npos, found->reason.c_str());
    }

    void cyclesOfTooFewSamplesAreLeftOutAndNamed_data()
    {
        QTest::addColumn<int>("period");
        for (const int period : {2, 3, 4, 5})
            QTest::addRow("%d samples", period) << period;
    }
    void cyclesOfTooFewSamplesAreLeftOutAndNamed()
    {
        QFETCH(int, period);
        for (const double noise : {0.0, 2.0}) {
            RandomStream chance(7);
            PowerSeries series;
            for (int i = 0; i < 4000; ++i) {
                series.timeSeconds.push_back(i);
                series.powerWatts.push_back(
                    static_cast<float>((i % period < (period + 1) / 2 ? 200.0 : 100.0) + noise * chance.normal()));
            }
            const auto found = segment(series);
            QVERIFY(found.hasValue());
            QVERIFY2(found->epochs == 0, found->reason.c_str());
            const std::string named = "Cycles of " + std::to_string(period) + " s";
            QVERIFY2(found->reason.find(named) != std::string::npos, found->reason.c_str());
        }
    }

    void cyclesOfSixSamplesAreTold()
    {
        for (const int period : {6, 7, 8, 9, 10, 12}) {
            PowerSeries series;
            for (int i = 0; i < 100 * period; ++i) {
                series.timeSeconds.push_back(i);
                series.powerWatts.push_back(i % period < period / 2 ? 200.0F : 100.0F);
            }
            SegmentationSettings settings;
            settings.minimumSeparation = 1e6; // no levels, only what repeats
            const auto found = segment(series, settings);
            QVERIFY(found.hasValue());
            QVERIFY2(found->epochs + 1 >= 100, found->reason.c_str());
        }
    }

    void findsNoPeriodWhereThereIsNone_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("white noise") << static_cast<int>(NoWave::WhiteNoise);
        QTest::newRow("coloured noise") << static_cast<int>(NoWave::ColouredNoise);
        QTest::newRow("load") << static_cast<int>(NoWave::Load);
        QTest::newRow("switching") << static_cast<int>(NoWave::Switching);
    }
    void findsNoPeriodWhereThereIsNone()
    {
        QFETCH(int, kind);
        for (std::uint64_t seed = 1; seed <= 25; ++seed) {
            const auto found = segment(test::seriesWithoutWave(static_cast<NoWave>(kind), 1500, seed));
            QVERIFY(found.hasValue());
            QVERIFY2(found->epochs == 0, found->reason.c_str());
        }
    }

    void aKnownPeriodLeavesOtherPeriodsAside()
    {
        const PowerSeries series = shallowDips().made().series;
        SegmentationSettings settings;
        settings.knownPeriodSeconds = 10.5;
        const auto near = segment(series, settings);
        settings.knownPeriodSeconds = 3.3;
        const auto far = segment(series, settings);
        QVERIFY(near && far);
        QCOMPARE(near->epochs, std::size_t{40});
        QCOMPARE(far->epochs, std::size_t{0});
    }

    void aHigherBarOfChanceLeavesFaintMarksOut()
    {
        SegmentationSettings settings;
        settings.minimumRepetition = 1000.0;
        const auto found = segment(shallowDips().made().series, settings);
        QVERIFY(found.hasValue());
        QCOMPARE(found->shape, WaveShape::Flat);
    }

    void saysWhereGpusDisagree()
    {
        HardWave wave = shallowDips();
        wave.amplitudeWatts = 100.0;
        Trace trace;
        for (const double amplitude : {100.0, 0.0}) {
            wave.amplitudeWatts = amplitude;
            GpuTrace gpu;
            gpu.id = std::to_string(trace.gpus.size());
            gpu.power = wave.made().series;
            trace.gpus.push_back(std::move(gpu));
        }
        const auto differing = segmentTrace(trace);
        QVERIFY(differing.hasValue());
        QCOMPARE(QString::fromStdString(differing->disagreement),
                 QString("The epochs differ: GPU 0 40, GPU 1 none (flat), their sum 40."));
        trace.gpus[1].power = trace.gpus[0].power;
        QVERIFY(segmentTrace(trace)->disagreement.empty());
    }

    void theSearchStopsWhenAsked()
    {
        std::stop_source stop;
        stop.request_stop();
        const RunContext stopped{stop.get_token(), {}, 1};
        const PowerSeries series = shallowDips().made().series;
        const GoodSamples samples{series.timeSeconds, series.powerWatts};
        const Cells cells(samples);
        QVERIFY(periodCandidates(cells, 0, series.size(), 6, stopped).empty());
        QVERIFY(!findRepetition(cells, 0, series.size(), {}, {}, stopped).found);
        QVERIFY(findRepetition(cells, 0, series.size(), {}, {}, {}).found.has_value());
    }

    void cellsBridgeHolesAndKeepTheClock()
    {
        GoodSamples samples;
        for (const double seconds : {0.0, 1.0, 2.0, 5.0, 6.0}) {
            samples.seconds.push_back(seconds);
            samples.watts.push_back(static_cast<float>(10.0 * seconds));
        }
        const Cells cells(samples);
        QCOMPARE(cells.at(0).size(), std::size_t{7});
        QCOMPARE(cells.at(0)[3], 30.0F);
        QCOMPARE(cells.cellOf(3), std::size_t{5});
        QCOMPARE(cells.sampleAt(4), std::size_t{3});
    }
};

QTEST_GUILESS_MAIN(RepetitionTest)
#include "tst_repetition.moc"
