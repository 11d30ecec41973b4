// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/aliasing.h"
#include "tests/support/traces.h"

#include <QTest>
#include <cmath>
#include <limits>

using namespace wattline;
using wattline::test::seriesOf;
using wattline::test::SquareWave;

namespace {

/// A fast log of long phases.
PowerSeries calmSeries()
{
    SquareWave wave;
    wave.idleSamples = 100;
    wave.cycles = 30;
    wave.noiseWatts = 2.0;
    return wave.series();
}

/// Phases of 0.4 s and 0.6 s: one sample in 5 s sees the same part of each cycle.
PowerSeries nervousSeries()
{
    SquareWave wave;
    wave.intervalSeconds = 0.02;
    wave.peakSamples = 30;
    wave.valleySamples = 20;
    wave.cycles = 3000;
    return wave.series();
}

PowerSeries shifted(PowerSeries series, double seconds)
{
    for (double& time : series.timeSeconds)
        time += seconds;
    return series;
}

} // namespace

class AliasingTest : public QObject {
    Q_OBJECT

private slots:
    void aSlowLogOfLongPhasesIsEnough()
    {
        const PowerSeries fast = calmSeries();
        const AliasingCheck check = checkAliasing(fast, thinned(fast, 0.5), 0.0).value();
        QCOMPARE(check.verdict, AliasingVerdict::SlowIsEnough);
        QVERIFY(std::abs(check.fastIntervalSeconds - 0.1) < 1e-9);
        QVERIFY(std::abs(check.slowIntervalSeconds - 0.5) < 1e-9);
        QVERIFY(std::abs(check.windowSeconds - 50.0) < 1e-6);
        QCOMPARE(check.windows, std::size_t{8});
        QVERIFY(check.meanDifference < 0.01 && check.largestDifference < 0.03);
        QVERIFY(!check.fastRepeats);
        QVERIFY(QString::fromStdString(check.reason).startsWith("A sample every 0.5 s is enough"));
    }

    void aSlowLogInStepWithShortPhasesIsTooSlow()
    {
        const AliasingCheck check = checkThinned(nervousSeries(), 5.0).value();
        QCOMPARE(check.verdict, AliasingVerdict::SlowIsTooSlow);
        // It sees only peaks (300 W against a mean of 212 W) or only valleys.
        QVERIFY(check.largestDifference > 0.35);
        QVERIFY(std::abs(check.energyDifference) > 0.3);
        QVERIFY(QString::fromStdString(check.reason).startsWith("A sample every 5 s is too slow"));
    }

    void theDifferenceIsThatOfWindowMeansAndOfEnergy()
    {
        // Both flat: the slow log reads 2 % more in the first half and 1 % less in the second.
        PowerSeries fast;
        PowerSeries slow;
        for (int i = 0; i <= 2000; ++i) {
            fast.timeSeconds.push_back(0.1 * i);
            fast.powerWatts.push_back(100.0F);
        }
        for (int i = 0; i <= 200; ++i) {
            slow.timeSeconds.push_back(i);
            slow.powerWatts.push_back(i < 100 ? 102.0F : 99.0F);
        }
        AliasingSettings settings;
        settings.windowSeconds = 20.0;
        const AliasingCheck check = checkAliasing(fast, slow, 0.0, settings).value();
        QCOMPARE(check.windows, std::size_t{10});
        QVERIFY(std::abs(check.largestDifference - 0.02) < 1e-9);
        QCOMPARE(check.largestAtSeconds, 0.0);
        QVERIFY(std::abs(check.meanDifference - 0.015) < 1e-3); // the window with the step counts a little less
        QVERIFY(std::abs(check.energyDifference - 0.005) < 1e-3);
        QCOMPARE(check.verdict, AliasingVerdict::SlowIsTooSlow); // the mean, not the largest
        settings.mostMeanDifference = 0.02;
        QCOMPARE(checkAliasing(fast, slow, 0.0, settings).value().verdict, AliasingVerdict::SlowIsEnough);
        settings.mostDifference = 0.015;
        QCOMPARE(checkAliasing(fast, slow, 0.0, settings).value().verdict, AliasingVerdict::SlowIsTooSlow);
    }

    void saysThatAFastLogOnlyRepeatsValues()
    {
        PowerSeries fast = calmSeries();
        PowerSeries repeated;
        for (std::size_t i = 0; i < 10 * fast.size(); ++i) {
            repeated.timeSeconds.push_back(0.01 * static_cast<double>(i));
            repeated.powerWatts.push_back(fast.powerWatts[i / 10]);
        }
        const AliasingCheck check = checkThinned(repeated, 0.1).value();
        QVERIFY(check.fastRepeats);
        QVERIFY(std::abs(check.refresh.seconds - 0.1) < 1e-6);
        QVERIFY(QString::fromStdString(check.reason).contains("the fast log only repeats each about 10 times"));
    }

    void theWorstOfSeveralBeginningsCounts()
    {
        // A pulse of 0.4 s in the middle of every 4 s: a log that begins with the recording misses all of them.
        PowerSeries fast;
        for (int i = 0; i < 8000; ++i) {
            fast.timeSeconds.push_back(0.1 * i);
            fast.powerWatts.push_back(i % 40 >= 19 && i % 40 < 23 ? 300.0F : 100.0F);
        }
        QVERIFY(checkAliasing(fast, thinned(fast, 4.0), 0.0).value().largestDifference < 0.2);
        QVERIFY(checkThinned(fast, 4.0).value().largestDifference > 1.0); // only pulses
    }

    void aWindowMustHoldASlowSample()
    {
        AliasingSettings settings;
        settings.windowSeconds = 0.1;
        const Result<AliasingCheck> check = checkThinned(calmSeries(), 0.5, settings);
        QVERIFY(!check.hasValue());
        QVERIFY(QString::fromStdString(check.error().message).contains("shorter than the slow log's interval"));
    }

    void aGapInEitherLogIsLeftOut()
    {
        PowerSeries fast = calmSeries();
        const PowerSeries slow = thinned(fast, 0.5);
        std::fill_n(fast.powerWatts.begin() + 600, 300, std::numeric_limits<float>::quiet_NaN());
        const AliasingCheck check = checkAliasing(fast, slow, 0.0).value();
        QCOMPARE(check.windows, std::size_t{7});
        QCOMPARE(check.verdict, AliasingVerdict::SlowIsEnough);
    }

    void laysLogsOverEachOtherByTheirStamps()
    {
        const ClockedSeries fast{calmSeries(), 1000.0};
        const ClockedSeries slow{thinned(calmSeries(), 1.0), 1003.0};
        QCOMPARE(slowLeadOf(fast, slow).from, LeadFrom::WallClock);
        QCOMPARE(slowLeadOf(fast, slow).seconds, 3.0);
    }

    void laysLogsWithoutCommonStampsOverEachOtherByTheirFirstRise()
    {
        const ClockedSeries fast{calmSeries(), 1000.0};
        const ClockedSeries otherDay{shifted(thinned(calmSeries(), 0.5), 40.0), 90000.0};
        const SlowLead lead = slowLeadOf(fast, otherDay);
        QCOMPARE(lead.from, LeadFrom::FirstRise);
        QVERIFY(std::abs(lead.seconds + 40.0) < 0.3);
        const ClockedSeries flat{seriesOf("3 100 | 4 100 | 5 100"), {}};
        QCOMPARE(slowLeadOf(fast, flat).from, LeadFrom::Begin);
        QCOMPARE(slowLeadOf(fast, flat).seconds, -3.0);
    }

    void aLeadMovesTheSlowLog()
    {
        const PowerSeries fast = calmSeries();
        const PowerSeries slow = shifted(thinned(fast, 0.5), -17.0);
        const AliasingCheck aligned = checkAliasing(fast, slow, 17.0).value();
        QCOMPARE(aligned.verdict, AliasingVerdict::SlowIsEnough);
        const AliasingCheck wrong = checkAliasing(fast, slow, 14.0).value();
        QVERIFY(wrong.largestDifference > 3.0 * aligned.largestDifference);
        QCOMPARE(wrong.verdict, AliasingVerdict::SlowIsTooSlow);
    }

    void whatCannotBeComparedIsSaid_data()
    {
        QTest::addColumn<PowerSeries>("slow");
        QTest::addColumn<QString>("words");
        QTest::newRow("not slower") << calmSeries() << "is not slower than";
        QTest::newRow("one sample") << seriesOf("0 100") << "has no sampling interval";
        QTest::newRow("elsewhere in time") << shifted(thinned(calmSeries(), 0.5), 1e5) << "The two logs share 0 s";
        QTest::newRow("too short") << seriesOf("0 100 | 1 100 | 2 100 | 3 100") << "too little for two windows";
    }
    void whatCannotBeComparedIsSaid()
    {
        QFETCH(const PowerSeries, slow);
        QFETCH(const QString, words);
        const Result<AliasingCheck> check = checkAliasing(calmSeries(), slow, 0.0);
        QVERIFY(!check.hasValue());
        QCOMPARE(check.error().kind, ErrorKind::Data);
        QVERIFY2(QString::fromStdString(check.error().message).contains(words), check.error().message.c_str());
    }

    void windowsWithoutPowerAreNamedAsTheCause()
    {
        PowerSeries dark = calmSeries();
        std::fill(dark.powerWatts.begin(), dark.powerWatts.end(), 0.0F);
        const Result<AliasingCheck> check = checkThinned(dark, 0.5);
        QVERIFY(!check.hasValue());
        QCOMPARE(check.error().kind, ErrorKind::Data);
        QVERIFY2(check.error().message.find("the power is zero") != std::string::npos, check.error().message.c_str());
    }

    void gapsInMostWindowsAreNamedAsTheCause()
    {
        PowerSeries fast = calmSeries();
        const PowerSeries slow = thinned(fast, 0.5);
        std::fill(fast.powerWatts.begin() + 600, fast.powerWatts.end(), std::numeric_limits<float>::quiet_NaN());
        AliasingSettings settings;
        settings.windowSeconds = 50.0;
        const Result<AliasingCheck> check = checkAliasing(fast, slow, 0.0, settings);
        QVERIFY(!check.hasValue());
        QVERIFY2(check.error().message.find("gaps leave fewer than two covered windows") != std::string::npos,
                 check.error().message.c_str());
    }

    void thinningTakesTheFirstSampleOfEachTick()
    {
        const PowerSeries series = seriesOf("0 0 | 0.9 1 | 1.1 2 | 2 3 | 2.2 4 | 6.5 5 | 6.8 6 | 7 7 | 8.4 8");
        QCOMPARE(thinned(series, 2.0).timeSeconds, (std::vector<double>{0.0, 2.0, 6.5, 8.4}));
        QCOMPARE(thinned(series, 2.0, 1.0).powerWatts, (std::vector<float>{2.0F, 5.0F, 7.0F}));
        QVERIFY(thinned({}, 1.0).empty());
        QVERIFY(!checkThinned(series, 0.0).hasValue());
    }

    void aStopIsAnswered()
    {
        std::stop_source stop;
        stop.request_stop();
        RunContext context;
        context.stop = stop.get_token();
        QCOMPARE(checkThinned(calmSeries(), 0.5, {}, context).error().kind, ErrorKind::Canceled);
    }
};

QTEST_APPLESS_MAIN(AliasingTest)
#include "tst_aliasing.moc"
