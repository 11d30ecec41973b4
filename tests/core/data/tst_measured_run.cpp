// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/measured_run.h"
#include "tests/support/traces.h"

#include <QTest>

using namespace wattline;

class MeasuredRunTest : public QObject {
    Q_OBJECT

    static Segmentation segmentation(WaveShape shape, Polarity polarity = Polarity::Normal)
    {
        Segmentation segmentation;
        segmentation.shape = shape;
        segmentation.polarity = polarity;
        segmentation.reason = "the cycles differ in length by 60 %.";
        segmentation.regimes = {{0.0, 4.0, WaveShape::Flat, {}, 0}, {4.0, 8.0, shape, {}, 0}};
        segmentation.regimes[1].polarity = polarity;
        for (const PhaseKind kind : {PhaseKind::Peak, PhaseKind::Valley}) {
            Phase phase;
            phase.kind = kind;
            phase.regime = 1;
            phase.complete = true;
            segmentation.phases.push_back(phase);
        }
        segmentation.epochs = 3;
        return segmentation;
    }

    static Trace idleThenLoad() { return test::traceOf("0 50|1 50|2 50|3 50|4 300|5 300|6 300|7 300|8 300"); }

private slots:
    void anInvertedWaveEntersOnlyOnRequest()
    {
        TracePhases phases{{segmentation(WaveShape::Square, Polarity::Inverted)}, {}, Wave{}};
        phases.wave->peakPowerWatts.mean = 300.0;
        const MeasuredRun withheld = measuredRun(idleThenLoad(), phases, {});
        QVERIFY(!withheld.targets[2]);
        QVERIFY(withheld.problem.find("inverted") != std::string::npos);
        BuildSettings settings;
        settings.includeInverted = true;
        const MeasuredRun taken = measuredRun(idleThenLoad(), phases, settings);
        QCOMPARE(taken.targets[2].value_or(0.0), 300.0);
        QCOMPARE(taken.gpusWithWave, std::size_t{1});
        QVERIFY(taken.problem.empty());
    }

    void theFlatPartIsTheLevelThatTookTheMostEnergy()
    {
        const MeasuredRun run = measuredRun(idleThenLoad(), {{segmentation(WaveShape::Flat)}, {}, {}}, {});
        QCOMPARE(run.targets[2].value_or(0.0), 300.0);
        QVERIFY(!run.targets[0]);
        QCOMPARE(run.epochs, std::size_t{0});
    }

    void anIrregularRecordingSaysWhy()
    {
        const MeasuredRun run = measuredRun(idleThenLoad(), {{segmentation(WaveShape::Irregular)}, {}, {}}, {});
        QVERIFY(!run.targets[2]);
        QVERIFY(run.problem.find("the cycles differ in length by 60 %") != std::string::npos);
        QVERIFY2(!run.problem.ends_with('.'), "it stands inside a sentence");
    }
};

QTEST_GUILESS_MAIN(MeasuredRunTest)
#include "tst_measured_run.moc"
