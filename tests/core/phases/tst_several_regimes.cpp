// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/segmentation.h"
#include "tests/support/hard_waves.h"

#include <QTest>

using namespace wattline;
using wattline::test::HardWave;
using wattline::test::shallowDips;

/// Recordings that hold more than one training: a warm-up before the main one, a level that steps.
class SeveralRegimesTest : public QObject {
    Q_OBJECT

private slots:
    void aWarmUpOfFaintMarksIsARegimeOfItsOwn()
    {
        HardWave wave = shallowDips();
        wave.amplitudeWatts = 24.0;
        wave.warmUpCycles = 10;
        wave.idleSamples = 60;
        const auto found = segment(wave.made().series);
        QVERIFY(found.hasValue());
        QCOMPARE(found->epochs, std::size_t{50});
        std::vector<QString> kinds;
        for (const Regime& regime : found->regimes)
            kinds.push_back(QString::fromStdString(nameOf(regime.kind)));
        QCOMPARE(kinds, (std::vector<QString>{"idle", "training", "idle", "training", "idle"}));
        QCOMPARE(found->regimes[1].epochs, std::size_t{10});
        QVERIFY(std::abs(*found->regimes[1].periodSeconds - 6.0) < 0.11);
        QVERIFY(std::abs(found->regimes[1].levelWatts - 220.0) < 2.0);
        QVERIFY(std::abs(found->regimes[3].amplitudeWatts - 24.0) < 2.0);
        QVERIFY(!found->regimes[3].reason.empty());
    }

    void findsTheFaintWarmUpBesideAFaintMainTraining()
    {
        HardWave wave = shallowDips();
        wave.amplitudeWatts = 16.0;
        wave.warmUpCycles = 10;
        for (std::uint64_t seed = 1; seed <= 4; ++seed) {
            wave.seed = seed;
            const auto found = segment(wave.made().series);
            QVERIFY(found.hasValue());
            QVERIFY2(found->epochs + 1 >= 50 && found->epochs <= 51, found->reason.c_str());
        }
    }

    void theReasonTellsOfTheLowerBarBesideAWave()
    {
        HardWave wave = shallowDips();
        wave.amplitudeWatts = 7.0;
        wave.warmUpCycles = 10;
        bool told = false;
        for (std::uint64_t seed = 1; seed <= 12 && !told; ++seed) {
            wave.seed = seed;
            const auto found = segment(wave.made().series);
            QVERIFY(found.hasValue());
            for (const Regime& regime : found->regimes)
                told =
                    told || regime.reason.find("(3 make a wave beside another with such a mark)") != std::string::npos;
        }
        QVERIFY(told);
    }

    void aWarmUpThatRunsIntoTheMainTrainingIsCountedExactly_data()
    {
        QTest::addColumn<double>("duty");
        QTest::newRow("dips") << 0.9;
        QTest::newRow("peaks") << 0.1;
        QTest::newRow("even halves") << 0.5;
    }
    void aWarmUpThatRunsIntoTheMainTrainingIsCountedExactly()
    {
        QFETCH(double, duty);
        HardWave wave = shallowDips();
        wave.duty = duty;
        wave.amplitudeWatts = 40.0;
        wave.warmUpCycles = 10;
        wave.cycles = 30;
        const auto found = segment(wave.made().series);
        QVERIFY(found.hasValue());
        QVERIFY2(found->epochs == 40, found->reason.c_str());
    }

    void aLevelThatStepsBeginsAnotherRegime()
    {
        HardWave wave = shallowDips();
        wave.amplitudeWatts = 100.0;
        wave.cycles = 12;
        PowerSeries series = wave.made().series;
        const std::size_t half = series.size() / 2;
        for (std::size_t i = half; i < series.size(); ++i)
            series.powerWatts[i] += 60.0F;
        const auto found = segment(series);
        QVERIFY(found.hasValue());
        QCOMPARE(found->epochs, std::size_t{12});
        QCOMPARE(found->regimes.size(), std::size_t{2});
        QVERIFY(std::abs(found->regimes[1].beginSeconds - series.timeSeconds[half]) < 0.11);
        QVERIFY(found->regimes[1].reason.find("steps") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(SeveralRegimesTest)
#include "tst_several_regimes.moc"
