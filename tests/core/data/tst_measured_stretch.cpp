// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/measured_stretch.h"
#include "tests/support/traces.h"

#include <QTest>

using namespace wattline;

class MeasuredStretchTest : public QObject {
    Q_OBJECT

    static Phase phase(PhaseKind kind, double begin, double end, bool complete = true)
    {
        Phase phase;
        phase.kind = kind;
        phase.beginSeconds = begin;
        phase.endSeconds = end;
        phase.complete = complete;
        return phase;
    }

    /// One GPU without a wave, one whose first valley the recording cuts.
    static TracePhases phases()
    {
        Segmentation wave;
        wave.shape = WaveShape::Square;
        wave.regimes = {{0.0, 50.0, WaveShape::Square, 20.0, 2, RegimeKind::Training}};
        wave.phases = {phase(PhaseKind::Valley, 0, 5, false), phase(PhaseKind::Peak, 5, 20),
                       phase(PhaseKind::Valley, 20, 25), phase(PhaseKind::Peak, 25, 40),
                       phase(PhaseKind::Valley, 40, 45)};
        TracePhases phases{{Segmentation(), wave}, {}, Wave{}};
        phases.gpus[0].shape = WaveShape::Irregular;
        return phases;
    }

    static Trace twoGpus()
    {
        Trace trace = test::traceOf("0 50|1 50|2 50|3 50|4 300|5 300|6 300|7 300|8 300");
        trace.gpus.push_back(trace.gpus.front());
        return trace;
    }

private slots:
    void reachesFromTheFirstToTheLastPhaseThatCounts()
    {
        const auto valleys = stretchBehind(twoGpus(), phases(), 0); // valley power
        QVERIFY(valleys.has_value());
        QCOMPARE(valleys->gpu, std::size_t{1}); // the first one with a wave
        QCOMPARE(valleys->beginSeconds, 20.0);
        QCOMPARE(valleys->endSeconds, 45.0);
        const auto peaks = stretchBehind(twoGpus(), phases(), 3); // peak duration
        QCOMPARE(peaks->beginSeconds, 5.0);
        QCOMPARE(peaks->endSeconds, 40.0);
        const auto both = stretchBehind(twoGpus(), phases());
        QCOMPARE(both->beginSeconds, 5.0);
        QCOMPARE(both->endSeconds, 45.0);
    }

    void ofAFlatRunItIsTheLevelThatTookTheMostEnergy()
    {
        Segmentation flat;
        flat.regimes = {{0.0, 4.0, WaveShape::Flat, {}, 0}, {4.0, 8.0, WaveShape::Flat, {}, 0}};
        const auto stretch = stretchBehind(twoGpus(), {{flat, flat}, {}, {}}, 2);
        QVERIFY(stretch.has_value());
        QCOMPARE(stretch->beginSeconds, 4.0);
        QCOMPARE(stretch->endSeconds, 8.0);
    }

    void aRecordingWithoutTargetsHasNone()
    {
        Segmentation irregular;
        irregular.shape = WaveShape::Irregular;
        QVERIFY(!stretchBehind(twoGpus(), {{irregular, irregular}, {}, {}}, 2));
        QVERIFY(!stretchBehind(Trace(), TracePhases(), 2));
    }
};

QTEST_GUILESS_MAIN(MeasuredStretchTest)
#include "tst_measured_stretch.moc"
