// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/qt_warnings.h"
#include "tests/ui/session_of_waves.h"
#include "ui/pages/trace_page.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/phases_panel.h"
#include "ui/plots/figure_view.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QTest>

using namespace wattline;
using namespace wattline::ui;
using namespace wattline::test;

namespace {

/// The page beside the phases table, as the window shows them.
struct Workplace {
    Session session;
    TracePage page{session};
    PhasesPanel panel{session};

    Workplace()
    {
        page.resize(900, 500);
        page.show();
        panel.resize(700, 200);
        panel.show();
    }

    FigureView* view() { return page.findChild<FigureView*>(); }
    QWidget* plot() { return page.findChild<QWidget*>(QStringLiteral("plot")); }
    QTableView* table() { return panel.findChild<QTableView*>(); }
    int chosenRow()
    {
        const QModelIndexList chosen = table()->selectionModel()->selectedRows();
        return chosen.isEmpty() ? -1 : chosen.front().row();
    }
};

} // namespace

class TestTracePage : public QObject {
    Q_OBJECT

private slots:
    void init() { failOnQtWarnings(); }

    void offersAWayToStartWhileNothingIsOpen();
    void drawsALaneForEachGpu();
    void saysWhatTheRunIsInOneLine();
    void saysWhyThereAreNoPhases();
    void aClickOnALaneChoosesTheRowOfItsPhase();
    void aChosenRowSelectsThePhaseInThePlot();
    void aDragSelectsAStretchOfTimeAndItsStatistics();
    void escapeForgetsTheSelectionButNotTheRecording();
    void keepsTheViewWhenPhasesArrive();
    void keepsTheViewOfARecordingThatIsReadAnew();
    void choosesAmongSeveralRecordings();
    void thePhasesTableIsAProperModel();
};

void TestTracePage::offersAWayToStartWhileNothingIsOpen()
{
    Workplace place;
    QStringList buttons;
    for (const QPushButton* button : place.page.findChildren<QPushButton*>()) {
        if (button->isVisible())
            buttons << button->text();
    }
    QCOMPARE(buttons, (QStringList{"Open File…", "Open Sample Project"}));
    QVERIFY(!place.page.currentFigure());
    QVERIFY(place.page.currentView() == nullptr);
}

void TestTracePage::drawsALaneForEachGpu()
{
    Workplace place;
    openInto(place.session, recordingOfWaves(4));
    QVERIFY(place.page.currentFigure());
    QCOMPARE(place.page.currentFigure()->panels.size(), std::size_t{4});
    QVERIFY(place.view()->isVisible());
}

void TestTracePage::saysWhatTheRunIsInOneLine()
{
    const Result<TracePhases> phases = segmentTrace(*recordingOfWaves(2));
    QVERIFY(phases);
    const QString line = runSummary(*phases);
    QVERIFY2(line.contains("10 epochs"), qPrintable(line));
    QVERIFY2(line.contains("cycle 13 s"), qPrintable(line));
    QVERIFY2(line.contains("duty cycle 76.9 %"), qPrintable(line));
    QVERIFY2(line.contains("peak 300 W for 10 s, valley 80 W for 3 s"), qPrintable(line));
}

void TestTracePage::saysWhyThereAreNoPhases()
{
    Workplace place;
    SquareWave flat;
    flat.valleyWatts = flat.peakWatts;
    flat.noiseWatts = 1.0;
    openInto(place.session, recordingOfWaves(1, flat));
    const Segmentation& found = place.session.recordings()[0].phases->gpus[0];
    QCOMPARE(found.shape, WaveShape::Flat);
    QVERIFY(runSummary(*place.session.recordings()[0].phases).startsWith("Flat: "));
    QVERIFY(!place.table()->isVisible());
    const auto labels = place.panel.findChildren<QLabel*>();
    QVERIFY(std::any_of(labels.begin(), labels.end(),
                        [&](const QLabel* label) { return label->text() == QString::fromStdString(found.reason); }));
}

void TestTracePage::aClickOnALaneChoosesTheRowOfItsPhase()
{
    Workplace place;
    openInto(place.session, recordingOfWaves(2));
    QVERIFY(QTest::qWaitForWindowExposed(&place.page));
    QTest::mouseClick(place.plot(), Qt::LeftButton, {}, {450, place.plot()->height() * 3 / 4});
    const Selection& selection = place.session.selection();
    QCOMPARE(selection.gpu, std::optional<std::size_t>(1));
    QVERIFY(selection.phase);
    const Phase& phase = place.session.recordings()[0].phases->gpus[1].phases[*selection.phase];
    QCOMPARE(selection.range, (std::optional(std::pair(phase.beginSeconds, phase.endSeconds))));
    const int perGpu = static_cast<int>(place.session.recordings()[0].phases->gpus[0].phases.size());
    QCOMPARE(place.chosenRow(), perGpu + static_cast<int>(*selection.phase));
}

void TestTracePage::aChosenRowSelectsThePhaseInThePlot()
{
    Workplace place;
    openInto(place.session, recordingOfWaves(1));
    QVERIFY(QTest::qWaitForWindowExposed(&place.panel));
    const QImage before = place.view()->grab().toImage();
    const QModelIndex third = place.table()->model()->index(2, 0);
    QTest::mouseClick(place.table()->viewport(), Qt::LeftButton, {}, place.table()->visualRect(third).center());
    QCOMPARE(place.session.selection().phase, std::optional<std::size_t>(2));
    QVERIFY(place.session.selection().range);
    QTRY_VERIFY(place.view()->grab().toImage() != before);
}

void TestTracePage::aDragSelectsAStretchOfTimeAndItsStatistics()
{
    Workplace place;
    openInto(place.session, recordingOfWaves(2));
    QVERIFY(QTest::qWaitForWindowExposed(&place.page));
    QWidget* plot = place.plot();
    const QPoint from(300, 100);
    const QPoint to(600, 100);
    QTest::mousePress(plot, Qt::LeftButton, {}, from);
    QMouseEvent move(QEvent::MouseMove, to, plot->mapToGlobal(to), Qt::LeftButton, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(plot, &move);
    QVERIFY(place.session.selection().range); // the numbers follow the pointer
    QTest::mouseRelease(plot, Qt::LeftButton, {}, to);
    QVERIFY(place.session.selection().range);
    QVERIFY(!place.session.selection().phase);
    QCOMPARE(place.chosenRow(), -1);
    QStringList names;
    for (const Property& property : propertiesOf(place.session))
        names << property.heading + '/' + property.name;
    QVERIFY(names.contains("Selected Range/Length"));
    QVERIFY(names.contains("Range on GPU 1/Energy"));
}

void TestTracePage::escapeForgetsTheSelectionButNotTheRecording()
{
    Workplace place;
    openInto(place.session, recordingOfWaves(1));
    Selection selection = place.session.selection();
    selection.range = {1.0, 5.0};
    place.session.select(selection);
    QTest::keyClick(place.view(), Qt::Key_Escape);
    QVERIFY(!place.session.selection().range);
    QCOMPARE(place.session.selection().recording, std::optional<std::size_t>(0));
}

void TestTracePage::keepsTheViewWhenPhasesArrive()
{
    Workplace place;
    const auto trace = recordingOfWaves(1);
    place.session.addRecording(trace);
    Selection selection;
    selection.recording = 0;
    place.session.select(selection);
    QTRY_VERIFY(place.page.showsFigure());
    place.view()->showRange(20.0, 40.0);
    place.session.setPhases(0, std::make_shared<const TracePhases>(*segmentTrace(*trace)));
    QCOMPARE(place.view()->visibleRange(), (std::pair{20.0, 40.0}));
    QVERIFY(!place.page.currentFigure()->panels[0].spans.empty());
}

void TestTracePage::keepsTheViewOfARecordingThatIsReadAnew()
{
    Workplace place;
    openInto(place.session, recordingOfWaves(1));
    QTRY_VERIFY(place.page.currentFigure());
    place.view()->showRange(20.0, 40.0);
    place.session.setCursors(TimeCursors{21.0, 22.0});
    const auto again = recordingOfWaves(1);
    place.session.replaceRecordings(0, 1, {Recording{again}});
    QTRY_VERIFY(place.session.recordings()[0].curves);
    QCOMPARE(place.session.recordings()[0].curves->trace, again);
    QCOMPARE(place.view()->visibleRange(), (std::pair{20.0, 40.0}));
    QVERIFY(place.session.cursors());
}

void TestTracePage::choosesAmongSeveralRecordings()
{
    Workplace place;
    openInto(place.session, recordingOfWaves(1));
    auto* chooser = place.page.findChild<QComboBox*>();
    QVERIFY(!chooser->isVisible());
    openInto(place.session, recordingOfWaves(4));
    QVERIFY(chooser->isVisible());
    QCOMPARE(chooser->currentIndex(), 1);
    QTest::keyClick(chooser, Qt::Key_Up);
    QCOMPARE(place.session.selection().recording, std::optional<std::size_t>(0));
    QCOMPARE(place.page.currentFigure()->panels.size(), std::size_t{1});
}

void TestTracePage::thePhasesTableIsAProperModel()
{
    const auto trace = recordingOfWaves(2);
    RowModel<PhaseRow> model(phaseColumns());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Recording recording{trace};
    recording.phases = std::make_shared<const TracePhases>(*segmentTrace(*trace));
    model.setRows(phaseRows(recording));
    QCOMPARE(model.columnCount(), 8);
    QCOMPARE(model.rowCount(), 40);
    QCOMPARE(model.data(model.index(0, 1), Qt::DisplayRole).toString(), QString("Peak"));
    QVERIFY(std::abs(model.data(model.index(1, 5), SortKeyRole).toDouble() - 80.0) < 1.0);
    model.setRows({});
    QCOMPARE(model.rowCount(), 0);
}

QTEST_MAIN(TestTracePage)
#include "tst_trace_page.moc"
