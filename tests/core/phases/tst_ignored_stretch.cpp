// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/edit_phases.h"
#include "core/phases/ignored_stretch.h"
#include "tests/support/traces.h"

#include <QTest>

using namespace wattline;
using namespace wattline::test;

namespace {

/// A recording with peaks of 10 s from 0, 13, 26, ... s, of whose phases the first edge was moved to 9.5 s by hand.
struct Edited {
    Trace trace;
    Segmentation phases;

    Edited()
    {
        trace.path = "synthetic";
        trace.gpus.emplace_back().id = "0";
        trace.gpus.back().power = SquareWave{}.series();
        phases = *moveBoundary(*segment(trace.gpus[0].power), PhaseMeter(trace.gpus[0].power),
                               {0, PhaseEdge::End, 9.5, 0.0});
    }

    Segmentation follow(const Segmentation& kept, const Annotations& now, const Annotations& gone = {}) const
    {
        const Trace counted = withoutIgnored(trace, now);
        const auto followed = followIgnored({kept}, counted, {now, gone}, {});
        return segmentTrace(counted, *followed, {})->gpus[0];
    }
};

Annotation ignored(double begin, double end)
{
    return {AnnotationKind::Ignore, begin, end, "", ""};
}

std::vector<std::pair<double, double>> timesOf(const Segmentation& phases)
{
    std::vector<std::pair<double, double>> times;
    for (const Phase& phase : phases.phases)
        times.emplace_back(phase.beginSeconds, phase.endSeconds);
    return times;
}

} // namespace

class TestIgnoredStretch : public QObject {
    Q_OBJECT

private slots:
    void editsOutsideStayAndPhasesThatReachInAreCut()
    {
        const Edited e;
        const Segmentation left = e.follow(e.phases, {ignored(40.0, 60.0)});
        QCOMPARE(left.phases[0].endSeconds, 9.5);
        QVERIFY(left.phases[0].edited && left.edited);
        // The peak from 39 s is cut, the valley from 49 s is gone, the peak from 52 s is cut.
        QCOMPARE(left.phases.size(), e.phases.phases.size() - 1);
        QVERIFY(std::abs(left.phases[6].endSeconds - 39.9) < 1e-9 && !left.phases[6].complete);
        QVERIFY(std::abs(left.phases[7].beginSeconds - 60.1) < 1e-9 && !left.phases[7].complete);
        QCOMPARE(left.phases[8], e.phases.phases[9]);
    }

    void aSecondLookChangesNothing()
    {
        const Edited e;
        const Segmentation left = e.follow(e.phases, {ignored(40.0, 60.0)});
        QCOMPARE(timesOf(e.follow(left, {ignored(40.0, 60.0)})), timesOf(left));
    }

    void aPhaseThatReachesOverStaysOneButIsNotComplete()
    {
        const Edited e;
        const Segmentation left = e.follow(e.phases, {ignored(42.0, 44.0)});
        QCOMPARE(left.phases.size(), e.phases.phases.size());
        QVERIFY(!left.phases[6].complete && left.phases[6].energyJoules < e.phases.phases[6].energyJoules - 500.0);
        QCOMPARE(left.epochs, e.phases.epochs);
        QVERIFY(e.follow(e.phases, {ignored(42.0, 42.1)}).phases[6].complete); // too short to be a gap
    }

    void theWholeIsThereAgainWhereTheStretchCountsAgain_data()
    {
        QTest::addColumn<double>("begin");
        QTest::addColumn<double>("end");
        QTest::newRow("several phases") << 40.0 << 60.0;
        QTest::newRow("within a phase") << 42.0 << 44.0;
        QTest::newRow("a whole phase") << 49.0 << 51.95;
        QTest::newRow("over an edge") << 48.0 << 50.0;
    }

    void theWholeIsThereAgainWhereTheStretchCountsAgain()
    {
        QFETCH(double, begin);
        QFETCH(double, end);
        const Edited e;
        const Segmentation left = e.follow(e.phases, {ignored(begin, end)});
        const Segmentation whole = e.follow(left, {}, {ignored(begin, end)});
        QCOMPARE(timesOf(whole), timesOf(e.phases));
        for (std::size_t i = 0; i < whole.phases.size(); ++i)
            QCOMPARE(whole.phases[i].complete, e.phases.phases[i].complete);
        QCOMPARE(whole.epochs, e.phases.epochs);
    }

    void aPhaseThatWasDeletedStaysAwayWhereAnotherStretchCountsAgain()
    {
        const Edited e;
        const Segmentation without = *deletePhase(e.phases, 10);
        const Segmentation left = e.follow(without, {ignored(20.0, 22.0)});
        QCOMPARE(timesOf(e.follow(left, {}, {ignored(20.0, 22.0)})), timesOf(without));
    }

    void aRegimeThatNobodyEditedKeepsItsReason()
    {
        Edited e;
        for (Phase& phase : e.phases.phases)
            phase.edited = false;
        e.phases.regimes[0].reason = "Found so.";
        QCOMPARE(e.follow(e.phases, {ignored(40.0, 60.0)}).regimes[0].reason, std::string("Found so."));
    }

    void theMarksOfAnotherGpuDoNotConcernIt()
    {
        const Edited e;
        Annotation other = ignored(40.0, 60.0);
        other.gpu = "7";
        QCOMPARE(timesOf(e.follow(e.phases, {other})), timesOf(e.phases));
    }
};

QTEST_APPLESS_MAIN(TestIgnoredStretch)
#include "tst_ignored_stretch.moc"
