// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/trace_phases.h"
#include "core/trace/annotations.h"
#include "tests/support/traces.h"

#include <QTest>

using namespace wattline;
using namespace wattline::test;

namespace {

Annotation ignoring(double begin, double end, const std::string& gpu = {})
{
    return {AnnotationKind::Ignore, begin, end, gpu, {}};
}

} // namespace

class TestAnnotations : public QObject {
    Q_OBJECT

private slots:
    void everyKindHasAName()
    {
        for (const auto kind : {AnnotationKind::Note, AnnotationKind::Epoch, AnnotationKind::Peak,
                                AnnotationKind::Valley, AnnotationKind::Idle, AnnotationKind::Ignore})
            QCOMPARE(annotationKindOf(nameOf(kind)), std::optional(kind));
        QVERIFY(!annotationKindOf("Peak"));
        QVERIFY(!annotationKindOf(""));
    }

    void anIgnoredStretchIsAGap()
    {
        const Trace trace = traceOf("0 100 | 1 100 | 2 100 | 3 900 | 4 900 | 5 900 | 6 900 | 7 100 | 8 100 | 9 100");
        const Trace counted = withoutIgnored(trace, {ignoring(3.0, 6.0)});
        const SeriesSummary summary = summarise(counted.gpus[0].power);
        QCOMPARE(summary.missing, std::size_t{4});
        QCOMPARE(summary.maxWatts, 100.0);
        QCOMPARE(summary.energyJoules, 400.0);
        QCOMPARE(summary.gaps.size(), std::size_t{1});
        QCOMPARE(summarise(trace.gpus[0].power).maxWatts, 900.0);
    }

    void oneSampleIsBridgedLikeAnyMissingSample()
    {
        const Trace trace = traceOf("0 100 | 1 100 | 2 900 | 3 100 | 4 100");
        const SeriesSummary summary = summarise(withoutIgnored(trace, {ignoring(1.5, 2.5)}).gpus[0].power);
        QCOMPARE(summary.energyJoules, 400.0);
        QVERIFY(summary.gaps.empty());
    }

    void theOtherKindsChangeNoNumber()
    {
        const Trace trace = traceOf("0 100 | 1 200 | 2 300");
        for (const auto kind : {AnnotationKind::Note, AnnotationKind::Epoch, AnnotationKind::Idle}) {
            const Trace counted = withoutIgnored(trace, {{kind, 0.0, 2.0, {}, {}}});
            QCOMPARE(counted.gpus[0].power.powerWatts, trace.gpus[0].power.powerWatts);
        }
    }

    void aMarkOfOneGpuLeavesTheOthersAlone()
    {
        Trace trace = traceOf("0 100 | 1 200 | 2 300");
        trace.gpus.push_back(trace.gpus.front());
        trace.gpus.back().id = "1";
        const Trace counted = withoutIgnored(trace, {ignoring(0.0, 1.0, "1")});
        QCOMPARE(summarise(counted.gpus[0].power).missing, std::size_t{0});
        QCOMPARE(summarise(counted.gpus[1].power).missing, std::size_t{2});
    }

    void meansOfPhasesLeaveOutWhatIsIgnored()
    {
        Trace trace;
        trace.gpus.emplace_back().id = "0";
        const SquareWave wave;
        trace.gpus[0].power = wave.series();
        for (int i = wave.beginOfPeak(4) + 20; i < wave.beginOfPeak(4) + 60; ++i)
            trace.gpus[0].power.powerWatts[static_cast<std::size_t>(i)] = 390.0F; // another job for 4 s
        const auto meanOfPeak = [](const Trace& recording) {
            const Result<TracePhases> phases = segmentTrace(recording);
            for (const Phase& phase : phases->gpus[0].phases) {
                if (phase.beginSeconds < 55.0 && phase.endSeconds > 57.0)
                    return phase.meanWatts;
            }
            return 0.0;
        };
        QVERIFY(meanOfPeak(trace) > 310.0);
        const double begin = 0.1 * (wave.beginOfPeak(4) + 20);
        const double mean = meanOfPeak(withoutIgnored(trace, {ignoring(begin, begin + 4.0)}));
        QVERIFY2(std::abs(mean - 300.0) < 1.0, qPrintable(QString::number(mean)));
    }
};

QTEST_APPLESS_MAIN(TestAnnotations)
#include "tst_annotations.moc"
