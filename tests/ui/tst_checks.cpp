// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/find_widget.h"
#include "tests/support/qt_warnings.h"
#include "tests/ui/session_of_waves.h"
#include "ui/dialogs/aliasing_dialog.h"
#include "ui/dialogs/replicates_dialog.h"
#include "ui/plots/figure_view.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QListWidget>
#include <QTableView>
#include <QTest>
#include <QTreeWidget>

using namespace wattline;
using namespace wattline::ui;
using namespace wattline::test;

namespace {

std::shared_ptr<const Trace> named(const std::string& name, const SquareWave& wave, std::size_t gpus = 1)
{
    auto trace = std::make_shared<Trace>(*recordingOfWaves(gpus, wave));
    trace->path = "/recordings/" + name;
    return trace;
}

/// A run after some seconds of idling.
SquareWave runAfter(int idleSamples, double peakWatts)
{
    SquareWave wave;
    wave.idleSamples = idleSamples;
    wave.peakWatts = peakWatts;
    wave.noiseWatts = 1.0;
    return wave;
}

} // namespace

class TestChecks : public QObject {
    Q_OBJECT

private slots:
    void init() { failOnQtWarnings(); }

    void aThinnedLogOfLongPhasesIsEnoughAndOneOfLongStepsIsNot()
    {
        Session session;
        openInto(session, named("run.csv", SquareWave{}));
        AliasingDialog dialog(session);
        const auto* verdict = wattline::test::named<QLabel>(dialog, "Verdict");
        auto* interval = dialog.findChild<QDoubleSpinBox*>();
        interval->setValue(0.2);
        QTRY_COMPARE(verdict->text(), QString("The slower log gives the same numbers."));
        const auto* figures = dialog.findChild<QTreeWidget*>();
        QCOMPARE(figures->topLevelItem(5)->text(1), QString("200 ms"));
        interval->setValue(4.0);
        QTRY_COMPARE(verdict->text(), QString("The slower log is too slow."));
    }

    void twoRecordingsAreHeldAgainstEachOther()
    {
        Session session;
        SquareWave slow;
        slow.intervalSeconds = 0.5;
        slow.peakSamples = 20;
        slow.valleySamples = 6;
        openInto(session, named("slow.csv", slow));
        openInto(session, named("fast.csv", SquareWave{}));
        AliasingDialog dialog(session);
        auto* with = dialog.findChildren<QComboBox*>()[1];
        with->setCurrentIndex(with->findText("slow.csv"));
        const auto* figures = dialog.findChild<QTreeWidget*>();
        QTRY_COMPARE(figures->topLevelItemCount(), 8);
        QCOMPARE(figures->topLevelItem(4)->text(1), QString("100 ms"));
        QCOMPARE(figures->topLevelItem(5)->text(1), QString("500 ms"));
        QVERIFY(!dialog.findChild<QDoubleSpinBox*>()->isEnabled());
        auto* fast = dialog.findChildren<QComboBox*>()[0];
        fast->setCurrentIndex(fast->findText("slow.csv"));
        QTRY_COMPARE(wattline::test::named<QLabel>(dialog, "Verdict")->text(), QString("This cannot be checked."));
    }

    void replicatesAreAveragedFromTheirFirstRise()
    {
        Session session;
        openInto(session, named("a.csv", runAfter(50, 290.0)));
        openInto(session, named("b.csv", runAfter(90, 310.0)));
        ReplicatesDialog dialog(session);
        auto* view = dialog.findChild<FigureView*>();
        QTRY_VERIFY(!view->figure().panels.empty());
        const FigureCurve& mean = view->figure().panels[0].curves.back();
        QCOMPARE(mean.name, std::string("Mean of 2 recordings"));
        const auto at = std::lower_bound(mean.x.begin(), mean.x.end(), 5.0) - mean.x.begin();
        QVERIFY2(std::abs(mean.y[static_cast<std::size_t>(at)] - 300.0) < 3.0, "half way between the two");
        const auto* summary = wattline::test::named<QLabel>(dialog, "Summary of the replicates");
        QVERIFY2(summary->text().contains("drift"), qPrintable(summary->text()));
        QCOMPARE(wattline::test::named<QTableView>(dialog, "Replicates")->model()->rowCount(), 2);
        QVERIFY(button(dialog, "Export Figure…")->isEnabled());
    }

    void aSingleRecordingIsNoReplicate()
    {
        Session session;
        openInto(session, named("a.csv", runAfter(50, 290.0)));
        openInto(session, named("b.csv", runAfter(90, 310.0)));
        ReplicatesDialog dialog(session);
        auto* view = dialog.findChild<FigureView*>();
        QTRY_VERIFY(!view->figure().panels.empty());
        dialog.findChild<QListWidget*>()->item(0)->setCheckState(Qt::Unchecked);
        QTRY_VERIFY(view->figure().panels.empty());
        QVERIFY(!button(dialog, "Export Figure…")->isEnabled());
        QVERIFY(!wattline::test::named<QLabel>(dialog, "Summary of the replicates")->text().isEmpty());
    }

    void onlyCommonGpusCanBeAveraged()
    {
        Session session;
        openInto(session, named("a.csv", runAfter(50, 290.0), 4));
        openInto(session, named("b.csv", runAfter(90, 310.0), 2));
        const ReplicatesDialog dialog(session);
        QCOMPARE(dialog.findChildren<QComboBox*>()[0]->count(), 3); // the mean, 0 and 1
    }

    void theirTablesAreProperModels()
    {
        RowModel<Replicate> replicates(replicateColumns());
        RowModel<ReplicatePoint> points(meanCurveColumns());
        const QAbstractItemModelTester first(&replicates, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester second(&points, QAbstractItemModelTester::FailureReportingMode::QtTest);
        replicates.setRows({{"a.csv", 1.5, 300.0, 1500.0, 2.0}});
        points.setRows({{0.5, 300.0, std::nan(""), 1}});
        QCOMPARE(replicates.index(0, 3).data().toString(), QString("1.5"));
        QCOMPARE(points.index(0, 2).data().toString(), QString("–"));
    }
};

QTEST_MAIN(TestChecks)
#include "tst_checks.moc"
