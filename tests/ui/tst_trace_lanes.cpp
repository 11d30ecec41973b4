// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/qt_warnings.h"
#include "tests/ui/session_of_waves.h"
#include "ui/pages/lane_header.h"
#include "ui/pages/trace_page.h"
#include "ui/panels/inspector_panel.h"
#include "ui/plots/figure_view.h"
#include "ui/plots/overview_bar.h"
#include "ui/plots/phase_strip.h"

#include <QLabel>
#include <QMouseEvent>
#include <QScrollBar>
#include <QTest>
#include <algorithm>
#include <set>

using namespace wattline;
using namespace wattline::ui;
using namespace wattline::test;

namespace {

struct Workplace {
    Session session;
    TracePage page{session};

    explicit Workplace(std::shared_ptr<const Trace> trace)
    {
        page.resize(1000, 640);
        page.show();
        openInto(session, std::move(trace));
    }

    FigureView* view() { return page.findChild<FigureView*>(); }
    OverviewBar* overview() { return page.findChild<OverviewBar*>(); }
    PhaseStrip* strip() { return page.findChild<PhaseStrip*>(); }
    std::vector<std::string> titles()
    {
        std::vector<std::string> titles;
        for (const FigurePanel& panel : view()->figure().panels)
            titles.push_back(panel.title);
        return titles;
    }
    QAbstractButton* button(const QString& accessibleName)
    {
        for (auto* button : page.findChildren<QAbstractButton*>()) {
            if (button->accessibleName() == accessibleName && button->isVisible())
                return button;
        }
        return nullptr;
    }
    void choose(const std::function<void(TraceView&)>& change)
    {
        TraceView view = session.traceView();
        change(view);
        session.setTraceView(view);
    }
};

/// A recording whose second GPU also has a temperature.
std::shared_ptr<const Trace> recordingWithSides()
{
    auto trace = std::make_shared<Trace>(*recordingOfWaves(2));
    trace->gpus[1].sides = {{"temperature.gpu", "C", std::vector<float>(trace->gpus[1].power.size(), 60.0F)}};
    trace->startUnixSeconds = 1'772'366'400.0;
    return trace;
}

void dragBetween(QWidget* widget, QPoint from, QPoint to)
{
    QTest::mousePress(widget, Qt::LeftButton, {}, from);
    for (const QPoint at : {(from + to) / 2, to}) {
        QMouseEvent move(QEvent::MouseMove, at, widget->mapToGlobal(at), Qt::LeftButton, Qt::LeftButton,
                         Qt::NoModifier);
        QCoreApplication::sendEvent(widget, &move);
    }
    QTest::mouseRelease(widget, Qt::LeftButton, {}, to);
}

} // namespace

class TestTraceLanes : public QObject {
    Q_OBJECT

private slots:
    void init() { failOnQtWarnings(); }

    void makesTheRecordingReadyOnATask();
    void pinSoloAndHideActFromTheHeaders();
    void laneButtonsHaveNamesOfTheirOwn();
    void hidingALaneKeepsWhatIsInView();
    void anotherRecordingForgetsWhatWasHidden();
    void anOverlayHasOneLaneAndAHeaderForEachGpu();
    void moreLanesThanHaveRoomScrollUnderThePinnedOnes();
    void theExportHoldsLanesThatAreScrolledAway();
    void nothingIsExportedWhereAllGpusAreHidden();
    void aColumnThatIsChosenGetsALane();
    void smoothingIsSaidAndShown();
    void theClockStandsOnTheAxis();
    void theCursorKeyShowsAndHidesThem();
    void cursorKeysActOnlyWithTheFocusOnThePlot();
    void keysWithControlAreNoneOfThePlot();
    void arrowKeysMoveAGrabbedCursorBySamples();
    void aDraggedCursorStandsOnASample();
    void theInspectorShowsTheCursors();
    void anotherRecordingDropsTheCursors();
    void theOverviewFollowsAndMovesTheView();
    void nothingIsChosenInThePictureOfAnEarlierReading();
    void aClickOnTheStripSelectsThePhase();
    void arrowKeysOnTheStripStepThroughThePhases();
};

void TestTraceLanes::makesTheRecordingReadyOnATask()
{
    Session session;
    TracePage page(session);
    page.show();
    session.addRecording(recordingOfWaves(2));
    Selection selection;
    selection.recording = 0;
    session.select(selection);
    QVERIFY(!page.currentFigure());
    QCOMPARE(session.runningTasks().size(), std::size_t{1});
    QTRY_VERIFY(page.currentFigure());
    QCOMPARE(page.currentFigure()->panels.size(), std::size_t{2});
}

void TestTraceLanes::pinSoloAndHideActFromTheHeaders()
{
    Workplace place(recordingOfWaves(4));
    QVERIFY(QTest::qWaitForWindowExposed(&place.page));
    QTRY_VERIFY(place.button("Pin GPU 2"));
    QTest::mouseClick(place.button("Pin GPU 2"), Qt::LeftButton);
    QCOMPARE(place.titles().front(), std::string("GPU 2"));
    QTRY_VERIFY(place.button("Hide GPU 0"));
    QTest::mouseClick(place.button("Hide GPU 0"), Qt::LeftButton);
    QCOMPARE(place.titles(), (std::vector<std::string>{"GPU 2", "GPU 1", "GPU 3"}));
    QTRY_VERIFY(place.button("Solo GPU 3"));
    QTest::keyClick(place.button("Solo GPU 3"), Qt::Key_Space);
    QCOMPARE(place.titles(), (std::vector<std::string>{"GPU 3"}));
    QCOMPARE(place.view()->figure().panels[0].curves[0].colour, 3);
}

void TestTraceLanes::laneButtonsHaveNamesOfTheirOwn()
{
    Workplace place(recordingOfWaves(3));
    QVERIFY(QTest::qWaitForWindowExposed(&place.page));
    QTRY_VERIFY(place.button("Pin GPU 2"));
    std::set<QString> names;
    for (const LaneHeader* header : place.page.findChildren<LaneHeader*>()) {
        for (const QToolButton* button : header->findChildren<QToolButton*>())
            QVERIFY2(names.insert(button->accessibleName()).second, qPrintable(button->accessibleName()));
    }
    QCOMPARE(names.size(), std::size_t{9});
}

void TestTraceLanes::hidingALaneKeepsWhatIsInView()
{
    Workplace place(recordingOfWaves(3));
    place.view()->showRange(20.0, 40.0);
    place.choose([](TraceView& view) { view.lanes.hidden = {0}; });
    QCOMPARE(place.titles().size(), std::size_t{2});
    QCOMPARE(place.view()->visibleRange(), (std::pair{20.0, 40.0}));
    place.choose([](TraceView& view) { view.lanes.hidden.clear(); });
    QCOMPARE(place.view()->visibleRange(), (std::pair{20.0, 40.0}));
}

void TestTraceLanes::anotherRecordingForgetsWhatWasHidden()
{
    Workplace place(recordingOfWaves(3));
    place.choose([](TraceView& view) { view.lanes.hidden = {0, 1, 2}; });
    QCOMPARE(place.titles().size(), std::size_t{0});
    openInto(place.session, recordingOfWaves(2));
    QCOMPARE(place.titles().size(), std::size_t{2});
}

void TestTraceLanes::anOverlayHasOneLaneAndAHeaderForEachGpu()
{
    Workplace place(recordingOfWaves(4));
    place.choose([](TraceView& view) { view.lanes.arrangement = LaneArrangement::Overlay; });
    QCOMPARE(place.titles(), (std::vector<std::string>{"Power"}));
    QVERIFY(QTest::qWaitForWindowExposed(&place.page));
    QTRY_VERIFY(place.button("Solo GPU 3"));
    QVERIFY(!place.button("Pin GPU 3"));
}

void TestTraceLanes::moreLanesThanHaveRoomScrollUnderThePinnedOnes()
{
    Workplace place(recordingOfWaves(24));
    const QList<QScrollBar*> bars = place.page.findChildren<QScrollBar*>();
    const auto found = std::find_if(bars.begin(), bars.end(),
                                    [](QScrollBar* bar) { return bar->accessibleName() == "Lanes in sight"; });
    QVERIFY(found != bars.end());
    QScrollBar* scroll = *found;
    QVERIFY(scroll->isVisible());
    const std::size_t lanes = place.titles().size();
    QVERIFY(lanes > 2 && lanes < 24);
    place.choose([](TraceView& view) { view.lanes.pinned = {5}; });
    scroll->setValue(scroll->maximum());
    QCOMPARE(place.titles().size(), lanes);
    QCOMPARE(place.titles().front(), std::string("GPU 5"));
    QCOMPARE(place.titles().back(), std::string("GPU 23"));
}

void TestTraceLanes::theExportHoldsLanesThatAreScrolledAway()
{
    Workplace place(recordingOfWaves(24));
    QCOMPARE(place.page.currentFigure()->panels.size(), std::size_t{24});
}

void TestTraceLanes::nothingIsExportedWhereAllGpusAreHidden()
{
    Workplace place(recordingOfWaves(2));
    QVERIFY(place.page.showsFigure());
    place.choose([](TraceView& view) { view.lanes.hidden = {0, 1}; });
    QVERIFY(!place.page.showsFigure() && !place.page.currentFigure());
    place.choose([](TraceView& view) { view.lanes.hidden = {0}; });
    QVERIFY(place.page.showsFigure() && place.page.currentFigure());
}

void TestTraceLanes::aColumnThatIsChosenGetsALane()
{
    Workplace place(recordingWithSides());
    place.choose([](TraceView& view) { view.lanes.columns = {"temperature.gpu"}; });
    QTRY_COMPARE(place.titles(), (std::vector<std::string>{"GPU 0", "GPU 1", "GPU 1, Temperature"}));
}

void TestTraceLanes::smoothingIsSaidAndShown()
{
    Workplace place(recordingOfWaves(1));
    place.choose([](TraceView& view) { view.smoothingSamples = 5; });
    QTRY_COMPARE(place.titles(), (std::vector<std::string>{"GPU 0, smoothed over 5 samples"}));
    QStringList texts;
    for (const QLabel* label : place.page.findChildren<QLabel*>()) {
        if (label->isVisible())
            texts << label->text();
    }
    QVERIFY(texts.contains("Shown smoothed over 5 samples"));
    const SampledSeries& samples = *place.view()->figure().panels[0].curves[0].samples;
    QVERIFY(samples.valueAt(10.0) < 299.0 && samples.valueAt(10.0) > 81.0); // at the edge of a peak
}

void TestTraceLanes::theClockStandsOnTheAxis()
{
    Workplace place(recordingWithSides());
    place.choose([](TraceView& view) { view.ticks = TimeTicks::Clock; });
    QVERIFY(place.view()->figure().panels[0].x.ticks == TimeTicks::Clock);
}

void TestTraceLanes::theCursorKeyShowsAndHidesThem()
{
    Workplace place(recordingOfWaves(1));
    place.page.activateWindow();
    place.view()->setFocus();
    QTRY_VERIFY(place.view()->hasFocus());
    QTest::keyClick(place.view(), Qt::Key_C);
    QVERIFY(place.session.cursors());
    QVERIFY(place.session.cursors()->aSeconds < place.session.cursors()->bSeconds);
    QTest::keyClick(place.view(), Qt::Key_C);
    QVERIFY(!place.session.cursors());
}

void TestTraceLanes::cursorKeysActOnlyWithTheFocusOnThePlot()
{
    Workplace place(recordingOfWaves(1));
    place.page.activateWindow();
    place.overview()->setFocus();
    QTRY_VERIFY(place.overview()->hasFocus());
    QTest::keyClick(place.overview(), Qt::Key_C);
    QVERIFY(!place.session.cursors());
}

void TestTraceLanes::keysWithControlAreNoneOfThePlot()
{
    Workplace place(recordingOfWaves(1));
    place.page.activateWindow();
    place.view()->setFocus();
    QTRY_VERIFY(place.view()->hasFocus());
    place.view()->showRange(20.0, 40.0);
    for (const Qt::KeyboardModifier modifier : {Qt::ControlModifier, Qt::AltModifier, Qt::MetaModifier}) {
        QTest::keyClick(place.view(), Qt::Key_C, modifier);
        QVERIFY(!place.session.cursors());
        QTest::keyClick(place.view(), Qt::Key_Period, modifier);
        QVERIFY(!place.session.selection().phase);
        QTest::keyClick(place.view(), Qt::Key_Left, modifier);
        QCOMPARE(place.view()->visibleRange(), (std::pair{20.0, 40.0}));
    }
}

void TestTraceLanes::arrowKeysMoveAGrabbedCursorBySamples()
{
    Workplace place(recordingOfWaves(1));
    place.session.setCursors(TimeCursors{10.0, 20.0});
    const auto inView = place.view()->visibleRange();
    QTest::keyClick(place.view(), Qt::Key_2);
    QTest::keyClick(place.view(), Qt::Key_Right);
    QTest::keyClick(place.view(), Qt::Key_Right);
    QVERIFY(std::abs(place.session.cursors()->bSeconds - 20.2) < 1e-9);
    QTest::keyClick(place.view(), Qt::Key_1);
    QTest::keyClick(place.view(), Qt::Key_Left);
    QVERIFY(std::abs(place.session.cursors()->aSeconds - 9.9) < 1e-9);
    QCOMPARE(place.view()->visibleRange(), inView);
    QTest::keyClick(place.view(), Qt::Key_Escape);
    QVERIFY(!place.view()->grabbedCursor());
    QVERIFY(place.session.cursors());
}

void TestTraceLanes::aDraggedCursorStandsOnASample()
{
    Workplace place(recordingOfWaves(1));
    QVERIFY(QTest::qWaitForWindowExposed(&place.page));
    place.session.setCursors(TimeCursors{0.0, 130.0});
    QWidget* plot = place.page.findChild<QWidget*>("plot");
    QTRY_VERIFY(!place.view()->panelArea(0).isEmpty());
    const QRect area = place.view()->panelArea(0);
    dragBetween(plot, {area.left() + 1, area.center().y()}, {area.center().x(), area.center().y()});
    const double at = place.session.cursors()->aSeconds;
    QVERIFY(at > 50.0 && at < 80.0);
    QVERIFY(std::abs(at * 10.0 - std::round(at * 10.0)) < 1e-6);
    QVERIFY(!place.session.selection().range);
}

void TestTraceLanes::theInspectorShowsTheCursors()
{
    Workplace place(recordingOfWaves(2));
    place.session.setCursors(TimeCursors{5.0, 11.0});
    QMap<QString, QString> values;
    for (const Property& property : propertiesOf(place.session))
        values[property.heading + '/' + property.name] = property.value;
    QCOMPARE(values["Cursors/B − A"], QString("6.000 s"));
    QCOMPARE(values["Cursors on GPU 1/At A"], QString("300 W"));
    QCOMPARE(values["Cursors on GPU 1/B − A"], QString("-220 W"));
    QVERIFY(values.contains("Cursors on GPU 0/Energy between"));
}

void TestTraceLanes::anotherRecordingDropsTheCursors()
{
    Workplace place(recordingOfWaves(1));
    place.session.setCursors(TimeCursors{5.0, 11.0});
    openInto(place.session, recordingOfWaves(1));
    QVERIFY(!place.session.cursors());
}

void TestTraceLanes::theOverviewFollowsAndMovesTheView()
{
    Workplace place(recordingOfWaves(1));
    QVERIFY(QTest::qWaitForWindowExposed(&place.page));
    place.view()->showRange(30.0, 50.0);
    QTRY_VERIFY(place.overview()->accessibleDescription().startsWith("30.0 s to 50.0 s"));
    const QRect area = place.view()->panelArea(0);
    const auto pixel = [&](double seconds) {
        return QPoint(area.left() + static_cast<int>(seconds / 129.9 * area.width()), place.overview()->height() / 2);
    };
    dragBetween(place.overview(), pixel(40.0), pixel(60.0));
    const auto [begin, end] = place.view()->visibleRange();
    QVERIFY2(begin > 48.0 && begin < 52.0, qPrintable(QString::number(begin)));
    QVERIFY(std::abs(end - begin - 20.0) < 1e-6);
    place.view()->previousView();
    QCOMPARE(place.view()->visibleRange(), (std::pair{30.0, 50.0}));
    QTest::keyClick(place.overview(), Qt::Key_Home);
    QCOMPARE(place.view()->visibleRange().first, 0.0);
}

void TestTraceLanes::nothingIsChosenInThePictureOfAnEarlierReading()
{
    Workplace place(recordingOfWaves(6));
    place.session.replaceRecordings(0, 1, {Recording{recordingOfWaves(2)}});
    const Selection before = place.session.selection();
    QVERIFY(!place.session.recordings()[0].curves && !place.titles().empty()); // the new picture is being made
    emit place.view()->positionClicked(place.titles().size() - 1, 10.0, 300.0);
    emit place.strip()->phaseChosen(0);
    emit place.view()->rangeSelected(10.0, 20.0);
    QCOMPARE(place.session.selection(), before);
    QTRY_COMPARE(place.titles().size(), std::size_t{2});
    emit place.view()->positionClicked(1, 10.0, 300.0);
    QCOMPARE(place.session.selection().gpu, std::optional<std::size_t>(1));
}

void TestTraceLanes::aClickOnTheStripSelectsThePhase()
{
    Workplace place(recordingOfWaves(2));
    QVERIFY(QTest::qWaitForWindowExposed(&place.page));
    QTRY_VERIFY(!place.view()->panelArea(0).isEmpty());
    QTRY_VERIFY(place.strip()->isVisible());
    const QRect area = place.view()->panelArea(0);
    QTest::mouseClick(place.strip(), Qt::LeftButton, {},
                      {area.left() + static_cast<int>(18.0 / 129.9 * area.width()), place.strip()->height() / 2});
    const Selection& selection = place.session.selection();
    QCOMPARE(selection.gpu, std::optional<std::size_t>(0));
    QVERIFY(selection.phase);
    const Phase& phase = place.session.recordings()[0].phases->gpus[0].phases[*selection.phase];
    QVERIFY(phase.beginSeconds <= 18.0 && phase.endSeconds >= 18.0);
    QCOMPARE(selection.range, (std::optional(std::pair(phase.beginSeconds, phase.endSeconds))));
}

void TestTraceLanes::arrowKeysOnTheStripStepThroughThePhases()
{
    Workplace place(recordingOfWaves(1));
    QTest::keyClick(place.strip(), Qt::Key_Right);
    QCOMPARE(place.session.selection().phase, std::optional<std::size_t>(0));
    QTest::keyClick(place.strip(), Qt::Key_Right);
    QCOMPARE(place.session.selection().phase, std::optional<std::size_t>(1));
    QTest::keyClick(place.strip(), Qt::Key_Left);
    QCOMPARE(place.session.selection().phase, std::optional<std::size_t>(0));
}

QTEST_MAIN(TestTraceLanes)
#include "tst_trace_lanes.moc"
