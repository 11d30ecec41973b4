// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/replicates.h"
#include "tests/support/traces.h"

#include <QTest>
#include <cmath>
#include <limits>

using namespace wattline;
using wattline::test::seriesOf;
using wattline::test::SquareWave;

namespace {

/// A wave after some seconds of idle; `watts` is added everywhere.
NamedSeries replicateOf(const std::string& name, int idleSamples, double watts = 0.0)
{
    SquareWave wave;
    wave.idleSamples = idleSamples;
    wave.cycles = 5;
    NamedSeries named{name, wave.series()};
    for (float& power : named.power.powerWatts)
        power += static_cast<float>(watts);
    return named;
}

PowerSeries shifted(PowerSeries series, double seconds)
{
    for (double& time : series.timeSeconds)
        time += seconds;
    return series;
}

QString joined(const std::vector<std::string>& sentences)
{
    QString text;
    for (const std::string& sentence : sentences)
        text += QString::fromStdString(sentence) + "\n";
    return text;
}

} // namespace

class ReplicatesTest : public QObject {
    Q_OBJECT

private slots:
    void theFirstRiseIsWhereThePowerCrossesTheMiddle()
    {
        const std::optional<Rise> rise =
            firstRise(seriesOf("0 50 | 1 50 | 2 50 | 3 50 | 4 300 | 5 300 | 6 300 | 7 300 | 8 50 | 9 50 | 10 300"));
        QVERIFY(rise.has_value());
        QCOMPARE(rise->seconds, 3.5);
        QCOMPARE(rise->lowWatts, 50.0);
        QCOMPARE(rise->highWatts, 300.0);
    }

    void spikesAndMissingValuesAreNoRise()
    {
        const std::optional<Rise> rise =
            firstRise(seriesOf("0 50 | 1 50 | 2 50 | 3 300 | 4 50 | 5 300 | 6 300 | 7 50 | "
                               "8 - | 9 50 | 10 300 | 11 - | 12 300 | 13 300 | 14 300"));
        QVERIFY(rise.has_value());
        QCOMPARE(rise->seconds, 9.5);
    }

    void aRecordingThatBeginsHighRisesAfterItsFirstValley()
    {
        SquareWave wave;
        wave.cycles = 4;
        const std::optional<Rise> rise = firstRise(wave.series());
        QVERIFY(rise.has_value());
        QVERIFY(std::abs(rise->seconds - (wave.beginOfPeak(1) - 0.5) * 0.1) < 1e-6);
    }

    void aShortIdleBeforeALongRunIsFound()
    {
        SquareWave wave;
        wave.idleSamples = 4;
        wave.cycles = 1;
        wave.peakSamples = 9000;
        wave.valleySamples = 0;
        wave.noiseWatts = 4.0;
        const std::optional<Rise> rise = firstRise(wave.series());
        QVERIFY(rise.has_value());
        QVERIFY(std::abs(rise->seconds - 0.35) < 0.01);
    }

    void noiseAroundOneLevelIsNoRise()
    {
        SquareWave flat;
        flat.valleyWatts = flat.peakWatts;
        flat.noiseWatts = 15.0;
        QVERIFY(!firstRise(flat.series()).has_value());
        QVERIFY(!firstRise({}).has_value());
    }

    void alignsAtTheFirstRiseAndCutsToTheShortest()
    {
        NamedSeries late = replicateOf("late", 80);
        late.power = shifted(late.power, 7.0);
        const NamedSeries early = replicateOf("early", 30);
        const AlignedSeries aligned = align({early, late}).value();
        QVERIFY(std::abs(aligned.zeroSeconds[0] - 2.95) < 0.05);
        QVERIFY(std::abs(aligned.zeroSeconds[1] - aligned.zeroSeconds[0] - 12.0) < 1e-4);
        QVERIFY(std::abs(aligned.stepSeconds - 0.1) < 1e-9);
        QVERIFY(std::abs(aligned.timeSeconds.front() + 2.9) < 1e-6); // the idle that both have
        QVERIFY(std::abs(aligned.timeSeconds.back() - 67.9) < 1e-6);
        for (const float difference : differenceOf(aligned, 0, 1).powerWatts)
            QVERIFY(std::abs(difference) < 0.1F); // of 280 W on the edges
    }

    void alignsAtTheBeginningWhereAskedTo()
    {
        const AlignedSeries aligned =
            align({{"a", seriesOf("5 100 | 6 200 | 7 300")}, {"b", seriesOf("0 10 | 1 20 | 2 30 | 3 40")}},
                  {AlignAt::Begin, 0.0})
                .value();
        QCOMPARE(aligned.timeSeconds, (std::vector<double>{0.0, 1.0, 2.0}));
        QCOMPARE(differenceOf(aligned, 0, 1).powerWatts, (std::vector<float>{90.0F, 180.0F, 270.0F}));
    }

    void theGridTakesTheStepOfTheSlowest()
    {
        const AlignedSeries aligned =
            align({{"fast", seriesOf("0 0 | 1 10 | 2 20 | 3 30 | 4 40")}, {"slow", seriesOf("0 0 | 2 20 | 4 40")}},
                  {AlignAt::Begin, 0.0})
                .value();
        QCOMPARE(aligned.stepSeconds, 2.0);
        QCOMPARE(aligned.watts[0], (std::vector<float>{0.0F, 20.0F, 40.0F}));
        QCOMPARE(align({{"fast", seriesOf("0 0 | 1 10 | 2 20")}}, {AlignAt::Begin, 0.5}).value().watts[0][1], 5.0F);
    }

    void aGapStaysAGap()
    {
        const AlignedSeries aligned =
            align({{"a", seriesOf("0 1 | 1 1 | 2 - | 3 - | 4 - | 5 - | 6 1 | 7 1")}}, {AlignAt::Begin, 0.0}).value();
        QVERIFY(std::isnan(aligned.watts[0][3]));
        QCOMPARE(aligned.watts[0][6], 1.0F);
    }

    void whatCannotBeAlignedIsNamed_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        QTest::newRow("flat") << "0 100 | 1 101 | 2 100 | 3 101 | 4 100"
                              << "b: the power never rises";
        QTest::newRow("one sample") << "0 100"
                                    << "b: fewer than two samples";
        QTest::newRow("no stretch in common") << "0 9 | 1 9 | 2 9 | 3 99 | 4 99 | 5 99"
                                              << "share less than two steps";
    }
    void whatCannotBeAlignedIsNamed()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, words);
        const Result<AlignedSeries> aligned = align({replicateOf("a", 30), {"b", seriesOf(text.toStdString())}},
                                                    {AlignAt::FirstRise, words[0] == 's' ? 30.0 : 0.0});
        QVERIFY(!aligned.hasValue());
        QCOMPARE(aligned.error().kind, ErrorKind::Data);
        QVERIFY2(QString::fromStdString(aligned.error().message).contains(words), aligned.error().message.c_str());
    }

    void aGridWithoutEndIsRefused()
    {
        const Result<AlignedSeries> aligned = align({replicateOf("a", 30)}, {AlignAt::FirstRise, 1e-9});
        QVERIFY(!aligned.hasValue());
        QVERIFY(QString::fromStdString(aligned.error().message).contains("choose a longer step"));
    }

    void thePowerOfARecordingIsTheMeanOverItsGpus()
    {
        Trace trace = test::traceOf("0 100 | 1 200 | 2 300");
        trace.gpus.push_back(trace.gpus.front());
        trace.gpus.back().id = "1";
        trace.gpus.back().power = seriesOf("0 300 | 1 - | 2 500");
        const PowerSeries mean = powerOf(trace).value();
        QCOMPARE(mean.powerWatts[0], 200.0F);
        QCOMPARE(mean.powerWatts[1], 300.0F); // interpolated over one missing value, as sums are
        QCOMPARE(powerOf(trace, "0").value().powerWatts[2], 300.0F);
        QVERIFY(QString::fromStdString(powerOf(trace, "7").error().message).contains("no GPU \"7\"; it has 0, 1"));
    }

    void averagesPointByPoint()
    {
        const ReplicateAverage average =
            averageReplicates({replicateOf("a", 30, -6.0), replicateOf("b", 50, 0.0), replicateOf("c", 40, 6.0)})
                .value();
        const auto zero = static_cast<std::size_t>(std::lround(-average.mean.timeSeconds.front() / 0.1));
        const std::size_t inPeak = zero + 50;
        QVERIFY(std::abs(average.mean.powerWatts[inPeak] - 300.0F) < 0.01F);
        QVERIFY(std::abs(average.stdWatts[inPeak] - 6.0F) < 0.01F);
        QCOMPARE(average.count[inPeak], 3U);
        QCOMPARE(average.replicates.size(), std::size_t{3});
        QCOMPARE(average.replicates[1].name, std::string("b"));
        QVERIFY(std::abs(average.replicates[1].distanceWatts) < 0.5);
        QVERIFY(std::abs(average.replicates[2].distanceWatts - 6.0) < 0.5);
        QVERIFY(std::abs(average.meanWatts.std - 6.0) < 0.01);
        const double seconds = average.mean.timeSeconds.back() - average.mean.timeSeconds.front();
        QVERIFY(std::abs(average.energyJoules.mean / seconds - average.meanWatts.mean) < 0.01);
    }

    void aPointWhereOneHasAGapAveragesTheOthers()
    {
        NamedSeries torn = replicateOf("torn", 30, 90.0);
        std::fill_n(torn.power.powerWatts.begin() + 60, 20, std::numeric_limits<float>::quiet_NaN());
        const ReplicateAverage average = averageReplicates({torn, replicateOf("whole", 30)}).value();
        const std::size_t inGap = 40 + 29;
        QCOMPARE(average.count[inGap], 1U);
        QVERIFY(std::abs(average.mean.powerWatts[inGap] - 300.0F) < 0.01F);
        QVERIFY(std::isnan(average.stdWatts[inGap]));
    }

    void fewerThanTwoAreRefusedAndTwoAreWarnedOf()
    {
        QCOMPARE(averageReplicates({replicateOf("a", 30)}).error().kind, ErrorKind::Data);
        QVERIFY(!averageReplicates({}).hasValue());
        const ReplicateAverage two = averageReplicates({replicateOf("a", 30), replicateOf("b", 30)}).value();
        QVERIFY(joined(two.warnings).contains("Only two replicates"));
        QVERIFY(std::isnan(two.drift.slopeP));
        const ReplicateAverage three =
            averageReplicates({replicateOf("a", 30), replicateOf("b", 30), replicateOf("c", 30)}).value();
        QVERIFY2(three.warnings.empty(), qPrintable(joined(three.warnings)));
    }

    void aDriftFromOneToTheNextIsSeen()
    {
        const ReplicateAverage average = averageReplicates({replicateOf("a", 30, 0.0), replicateOf("b", 30, 5.0),
                                                            replicateOf("c", 30, 10.1), replicateOf("d", 30, 15.0)})
                                             .value();
        QVERIFY(std::abs(average.drift.slopeWatts - 5.01) < 0.01);
        QVERIFY(std::abs(average.drift.rangeWatts - 15.0) < 0.01);
        QVERIFY(average.drift.slopeP < 0.001);
        QVERIFY(joined(average.warnings).contains("drifts by 5.01 W"));
    }

    void scatterWithoutADirectionIsNoDrift()
    {
        const ReplicateAverage average = averageReplicates({replicateOf("a", 30, 0.0), replicateOf("b", 30, 12.0),
                                                            replicateOf("c", 30, 1.0), replicateOf("d", 30, 11.0)})
                                             .value();
        QVERIFY(average.drift.slopeP > 0.05);
        QVERIFY(joined(average.warnings).contains("of the replicates lie"));
    }

    void saysWhenMuchIsCutOff()
    {
        NamedSeries brief = replicateOf("brief", 30);
        brief.power.timeSeconds.resize(300);
        brief.power.powerWatts.resize(300);
        const ReplicateAverage average = averageReplicates({brief, replicateOf("b", 30), replicateOf("c", 30)}).value();
        QVERIFY(joined(average.warnings).contains("common to all"));
    }

    void aStopIsAnswered()
    {
        std::stop_source stop;
        stop.request_stop();
        RunContext context;
        context.stop = stop.get_token();
        QCOMPARE(averageReplicates({replicateOf("a", 30), replicateOf("b", 30)}, {}, context).error().kind,
                 ErrorKind::Canceled);
    }
};

QTEST_APPLESS_MAIN(ReplicatesTest)
#include "tst_replicates.moc"
