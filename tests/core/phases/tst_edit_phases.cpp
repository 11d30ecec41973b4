// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/edit_phases.h"
#include "tests/support/traces.h"

#include <QTest>
#include <numeric>

using namespace wattline;
using wattline::test::SquareWave;

namespace {

/// A wave with its phases: peaks of 10 s from 0, 13, 26, ... s, valleys of 3 s between.
struct Sheet {
    PowerSeries series;
    Segmentation phases;
    PhaseMeter meter;

    explicit Sheet(const SquareWave& wave = {}) : series(wave.series()), phases(*segment(series)), meter(series) {}

    std::string message(const Result<Segmentation>& result) const
    {
        return result ? std::string() : result.error().message;
    }
};

/// "P 0-10 V 10-13 ...", with a bang behind phases that are not complete.
QString textOf(const std::vector<Phase>& phases, std::size_t first, std::size_t count)
{
    QStringList words;
    for (std::size_t i = first; i < std::min(first + count, phases.size()); ++i)
        words << QStringLiteral("%1 %2-%3%4")
                     .arg(phases[i].kind == PhaseKind::Peak ? "P" : "V")
                     .arg(phases[i].beginSeconds)
                     .arg(phases[i].endSeconds)
                     .arg(phases[i].complete ? "" : "!");
    return words.join(' ');
}

/// What is wrong with a segmentation; empty where nothing is.
std::string faultOf(const Segmentation& edited, const PhaseMeter& meter)
{
    std::size_t epochs = 0;
    for (std::size_t i = 0; i < edited.phases.size(); ++i) {
        const Phase& phase = edited.phases[i];
        if (!(phase.beginSeconds < phase.endSeconds))
            return "a phase without length";
        if (i > 0 && edited.phases[i - 1].endSeconds > phase.beginSeconds)
            return "phases overlap or are not in order";
        if (phase.regime >= edited.regimes.size())
            return "a phase in no regime";
        if (edited.regimes[phase.regime].shape != WaveShape::Square)
            return "a phase in a regime that is no wave";
        Phase measured = phase;
        meter.measure(measured);
        if (measured.energyJoules != phase.energyJoules || measured.meanWatts != phase.meanWatts)
            return "a phase that was not measured anew";
        epochs += phase.role == PhaseRole::Training ? 1 : 0;
    }
    std::size_t inRegimes = 0;
    for (std::size_t r = 0; r < edited.regimes.size(); ++r) {
        inRegimes += edited.regimes[r].epochs;
        if (r > 0 && edited.regimes[r - 1].endSeconds != edited.regimes[r].beginSeconds)
            return "regimes that do not tile the time";
        if (!(edited.regimes[r].beginSeconds < edited.regimes[r].endSeconds))
            return "a regime without length";
    }
    if (edited.epochs != epochs || inRegimes != epochs)
        return "epochs that do not add up";
    return {};
}

Result<Segmentation> randomEdit(const Sheet& sheet, const Segmentation& present, RandomStream& chance)
{
    const double length = sheet.series.timeSeconds.back();
    const double at = chance.uniform() * length;
    const std::size_t phase = present.phases.empty() ? 0 : chance.below(present.phases.size());
    switch (chance.below(5)) {
    case 0: {
        BoundaryMove move;
        move.phase = phase;
        move.edge = chance.below(2) == 0 ? PhaseEdge::Begin : PhaseEdge::End;
        move.toSeconds = at;
        move.reachSeconds = chance.below(2) == 0 ? 0.0 : 5.0;
        return moveBoundary(present, sheet.meter, move);
    }
    case 1:
        return splitPhase(present, sheet.meter, phase,
                          present.phases.empty()
                              ? at
                              : 0.5 * (present.phases[phase].beginSeconds + present.phases[phase].endSeconds));
    case 2:
        return mergeWithNext(present, sheet.meter, phase);
    case 3:
        return deletePhase(present, phase);
    default: {
        const HandMark mark = static_cast<HandMark>(chance.below(4));
        return markRange(present, sheet.meter, mark, {at, at + 0.2 * length * chance.uniform()});
    }
    }
}

} // namespace

class EditPhasesTest : public QObject {
    Q_OBJECT

private slots:
    void movesABoundaryOfTwoPhasesToTheNearestSample()
    {
        const Sheet sheet;
        const auto edited = moveBoundary(sheet.phases, sheet.meter, {1, PhaseEdge::Begin, 9.04, 0.0});
        QVERIFY2(edited.hasValue(), sheet.message(edited).c_str());
        QCOMPARE(textOf(edited->phases, 0, 3), QString("P 0-9! V 9-13 P 13-23"));
        QVERIFY(edited->phases[0].edited && edited->phases[1].edited && !edited->phases[2].edited);
        QCOMPARE(edited->epochs, std::size_t{10});
        QCOMPARE(faultOf(*edited, sheet.meter), std::string());
        // Ten samples of the peak have come to the valley, less the one on the edge.
        QVERIFY(edited->phases[1].meanWatts > sheet.phases.phases[1].meanWatts + 30.0);
    }

    void snapsToWhereThePowerChanges()
    {
        const Sheet sheet;
        const auto away = moveBoundary(sheet.phases, sheet.meter, {1, PhaseEdge::Begin, 8.0, 0.0});
        QVERIFY(away.hasValue());
        for (const double near : {9.2, 10.0, 10.7})
            QCOMPARE(restingPlaceOf(*away, sheet.meter, {1, PhaseEdge::Begin, near, 1.0}), 10.0);
        QCOMPARE(restingPlaceOf(*away, sheet.meter, {1, PhaseEdge::Begin, 6.0, 1.0}), 6.0);
    }

    void keepsABoundaryBetweenTheEndsOfItsPhases()
    {
        const Sheet sheet;
        QCOMPARE(restingPlaceOf(sheet.phases, sheet.meter, {1, PhaseEdge::Begin, 50.0, 0.0}), 12.9);
        QCOMPARE(restingPlaceOf(sheet.phases, sheet.meter, {1, PhaseEdge::Begin, -3.0, 0.0}), 0.1);
        const auto edited = moveBoundary(sheet.phases, sheet.meter, {1, PhaseEdge::Begin, 50.0, 0.0});
        QVERIFY(edited.hasValue());
        QCOMPARE(faultOf(*edited, sheet.meter), std::string());
    }

    void anOuterPhaseIsCompleteWhenItsCutEndIsSetByHand()
    {
        const Sheet sheet;
        QVERIFY(!sheet.phases.phases.front().complete);
        const auto edited = moveBoundary(sheet.phases, sheet.meter, {0, PhaseEdge::Begin, 2.0, 0.0});
        QVERIFY(edited.hasValue());
        QCOMPARE(textOf(edited->phases, 0, 2), QString("P 2-10 V 10-13"));
        const auto back = moveBoundary(*edited, sheet.meter, {0, PhaseEdge::Begin, 0.0, 0.0});
        QVERIFY(back.hasValue());
        QVERIFY(!back->phases.front().complete);
    }

    void splitsAPhaseAndMergesItAgain()
    {
        const Sheet sheet;
        const auto split = splitPhase(sheet.phases, sheet.meter, 2, 18.0);
        QVERIFY2(split.hasValue(), sheet.message(split).c_str());
        QCOMPARE(textOf(split->phases, 1, 4), QString("V 10-13 P 13-18 P 18-23 V 23-26"));
        QCOMPARE(split->epochs, std::size_t{11});
        const auto merged = mergeWithNext(*split, sheet.meter, 2);
        QVERIFY(merged.hasValue());
        QCOMPARE(textOf(merged->phases, 0, 99), textOf(sheet.phases.phases, 0, 99));
        QCOMPARE(merged->epochs, std::size_t{10});
    }

    void splitsACutPhaseIntoACutAndAWholeOne()
    {
        const Sheet sheet;
        const auto split = splitPhase(sheet.phases, sheet.meter, 0, 5.0);
        QVERIFY(split.hasValue());
        QCOMPARE(textOf(split->phases, 0, 2), QString("P 0-5! P 5-10"));
    }

    void mergingSwallowsAValleyThatIsNone()
    {
        const Sheet sheet;
        const auto merged = mergeWithNext(sheet.phases, sheet.meter, 2);
        QVERIFY(merged.hasValue());
        QCOMPARE(textOf(merged->phases, 1, 3), QString("V 10-13 P 13-36 V 36-39"));
        QCOMPARE(merged->epochs, std::size_t{9});
        QCOMPARE(faultOf(*merged, sheet.meter), std::string());
    }

    void deletingLeavesNothingInThePlace()
    {
        const Sheet sheet;
        const auto edited = deletePhase(sheet.phases, 3);
        QVERIFY(edited.hasValue());
        QCOMPARE(textOf(edited->phases, 2, 2), QString("P 13-23 P 26-36"));
        QCOMPARE(edited->epochs, std::size_t{10});
    }

    void aRegimeThatLosesItsPhasesIsNoWaveAnyMore()
    {
        const Sheet sheet;
        Segmentation present = sheet.phases;
        while (!present.phases.empty())
            present = *deletePhase(present, 0);
        QCOMPARE(present.shape, WaveShape::Irregular);
        QCOMPARE(present.epochs, std::size_t{0});
        QVERIFY(!waveOf(present));
    }

    void marksByHandMakeAWaveWhereNoneWasFound()
    {
        SquareWave flat;
        flat.valleyWatts = flat.peakWatts;
        const Sheet sheet(flat);
        QCOMPARE(sheet.phases.shape, WaveShape::Flat);
        Segmentation present = sheet.phases;
        for (const double at : {10.0, 30.0, 50.0}) {
            present = *markRange(present, sheet.meter, HandMark::Peak, {at, at + 15.0});
            present = *markRange(present, sheet.meter, HandMark::Valley, {at + 15.0, at + 20.0});
        }
        QCOMPARE(textOf(present.phases, 0, 3), QString("P 10-25 V 25-30 P 30-45"));
        QCOMPARE(present.shape, WaveShape::Square);
        QCOMPARE(present.epochs, std::size_t{3});
        QCOMPARE(present.regimes[0].periodSeconds.value_or(0.0), 20.0);
        QCOMPARE(present.regimes[0].kind, RegimeKind::Training);
        const auto wave = waveOf(present);
        QVERIFY(wave);
        QCOMPARE(wave->peakDurationSeconds.mean, 15.0);
        QCOMPARE(faultOf(present, sheet.meter), std::string());
    }

    void aMarkCutsWhatItReachesInto()
    {
        const Sheet sheet;
        const auto edited = markRange(sheet.phases, sheet.meter, HandMark::Valley, {15.0, 20.0});
        QVERIFY(edited.hasValue());
        QCOMPARE(textOf(edited->phases, 1, 5), QString("V 10-13 P 13-15 V 15-20 P 20-23 V 23-26"));
        const auto over = markRange(sheet.phases, sheet.meter, HandMark::Peak, {9.0, 14.0});
        QVERIFY(over.hasValue());
        QCOMPARE(textOf(over->phases, 0, 3), QString("P 0-9! P 9-14 P 14-23"));
    }

    void aMarkedEpochIsSplitWhereThePowerChanges()
    {
        const Sheet sheet;
        Segmentation bare = sheet.phases;
        bare.phases.clear();
        const auto epoch = markRange(bare, sheet.meter, HandMark::Epoch, {13.0, 26.0});
        QVERIFY(epoch.hasValue());
        QCOMPARE(textOf(epoch->phases, 0, 9), QString("P 13-23 V 23-26"));
        QCOMPARE(epoch->epochs, std::size_t{1});
        const auto plain = markRange(bare, sheet.meter, HandMark::Epoch, {14.0, 22.0});
        QVERIFY(plain.hasValue());
        QCOMPARE(textOf(plain->phases, 0, 9), QString("P 14-22"));
    }

    void idleTimeBecomesARegimeOfItsOwn()
    {
        const Sheet sheet;
        const auto edited = markRange(sheet.phases, sheet.meter, HandMark::Idle, {39.0, 65.0});
        QVERIFY(edited.hasValue());
        QCOMPARE(edited->regimes.size(), std::size_t{3});
        QCOMPARE(edited->regimes[1].kind, RegimeKind::Idle);
        QCOMPARE(edited->regimes[0].epochs, std::size_t{3});
        QCOMPARE(edited->regimes[2].epochs, std::size_t{5});
        QCOMPARE(faultOf(*edited, sheet.meter), std::string());
    }

    void editsThatMakeNoSenseSayWhy()
    {
        const Sheet sheet;
        const std::size_t last = sheet.phases.phases.size() - 1;
        QVERIFY(
            QString::fromStdString(sheet.message(mergeWithNext(sheet.phases, sheet.meter, last))).contains("behind"));
        QVERIFY(
            QString::fromStdString(sheet.message(splitPhase(sheet.phases, sheet.meter, 0, 11.0))).contains("split"));
        QVERIFY(
            QString::fromStdString(sheet.message(markRange(sheet.phases, sheet.meter, HandMark::Peak, {5.01, 5.02})))
                .contains("no two samples"));
        QVERIFY(!deletePhase(sheet.phases, 99).hasValue());
        QVERIFY(!moveBoundary(sheet.phases, sheet.meter, {99, PhaseEdge::Begin, 1.0, 0.0}).hasValue());
    }

    void anySequenceOfEditsKeepsThePhasesSound_data()
    {
        QTest::addColumn<quint64>("seed");
        for (quint64 seed = 1; seed <= 40; ++seed)
            QTest::addRow("seed %d", static_cast<int>(seed)) << seed;
    }
    void anySequenceOfEditsKeepsThePhasesSound()
    {
        QFETCH(quint64, seed);
        SquareWave wave;
        wave.noiseWatts = 5.0;
        wave.idleSamples = seed % 2 == 0 ? 200 : 0;
        wave.seed = seed;
        const Sheet sheet(wave);
        RandomStream chance(seed);
        Segmentation present = sheet.phases;
        int done = 0;
        for (int step = 0; step < 60; ++step) {
            const Segmentation before = present;
            const auto edited = randomEdit(sheet, present, chance);
            QCOMPARE(present, before); // the old value stays what it was: undo is to take it again
            if (!edited)
                continue;
            ++done;
            present = *edited;
            const std::string fault = faultOf(present, sheet.meter);
            QVERIFY2(fault.empty(), fault.c_str());
        }
        QVERIFY(done > 20);
    }

    void energiesOfNeighboursAddUpWhereverTheirBoundaryLies()
    {
        const Sheet sheet;
        const auto joules = [](const Segmentation& phases) {
            return std::accumulate(phases.phases.begin(), phases.phases.end(), 0.0,
                                   [](double sum, const Phase& phase) { return sum + phase.energyJoules; });
        };
        const double whole = joules(sheet.phases);
        for (const double to : {9.0, 11.3, 12.9}) {
            const auto moved = moveBoundary(sheet.phases, sheet.meter, {1, PhaseEdge::Begin, to, 0.0});
            QVERIFY(std::abs(joules(*moved) - whole) < 1e-6 * whole);
        }
        QVERIFY(std::abs(joules(*splitPhase(sheet.phases, sheet.meter, 4, 30.0)) - whole) < 1e-6 * whole);
        QVERIFY(std::abs(joules(*mergeWithNext(sheet.phases, sheet.meter, 4)) - whole) < 1e-6 * whole);
    }

    void theWaveOfTheRunFollowsAnEditOfOneGpu()
    {
        const Sheet sheet;
        TracePhases phases;
        phases.gpus = {sheet.phases, sheet.phases};
        phases.wave = waveOfRun(phases.gpus);
        const auto edited = moveBoundary(sheet.phases, sheet.meter, {3, PhaseEdge::Begin, 22.0, 0.0});
        Trace trace;
        trace.gpus.resize(2);
        const TracePhases after = withPhasesOf(trace, phases, 1, *edited);
        QVERIFY(after.wave->peakDurationSeconds.mean < phases.wave->peakDurationSeconds.mean);
        QCOMPARE(after.gpus[0], sheet.phases);
        QVERIFY(after.disagreement.empty());
        const auto fewer = mergeWithNext(sheet.phases, sheet.meter, 2);
        QVERIFY(!withPhasesOf(trace, after, 1, *fewer).disagreement.empty());
    }
};

QTEST_GUILESS_MAIN(EditPhasesTest)
#include "tst_edit_phases.moc"
