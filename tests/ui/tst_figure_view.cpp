// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/qt_warnings.h"
#include "ui/plots/figure_view.h"

#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <map>

using namespace wattline;
using namespace wattline::ui;

namespace {

/// Lanes of a wave between 60 and 300 W, x from 0 to `seconds`.
Figure lanes(std::size_t count, std::size_t samples, double seconds)
{
    Figure figure{"Recording", {}, true};
    for (std::size_t lane = 0; lane < count; ++lane) {
        FigureCurve curve;
        curve.colour = static_cast<int>(lane);
        for (std::size_t i = 0; i < samples; ++i) {
            curve.x.push_back(seconds * static_cast<double>(i) / static_cast<double>(samples - 1));
            curve.y.push_back(std::fmod(curve.x.back(), 10.0) < 8.0 ? 300.0 : 60.0);
        }
        FigurePanel panel{"GPU " + std::to_string(lane), {"Time", "s"}, {"Power", "W"}, {curve}};
        panel.spans = {{0.0, 8.0, FigureSpan::Role::Peak}, {8.0, 10.0, FigureSpan::Role::Valley}};
        figure.panels.push_back(panel);
    }
    return figure;
}

Figure cloud()
{
    FigureCurve points;
    points.style = CurveStyle::Points;
    points.x = {4.0, 1.0, 2.0, 3.0}; // not in order, as the rows of a data set
    points.y = {40.0, 10.0, 20.0, 30.0};
    return {"Scatter", {{"", {"Batch size", ""}, {"Peak power", "W"}, {points}}}};
}

QWidget* plotOf(const FigureView& view)
{
    return view.findChild<QWidget*>(QStringLiteral("plot"));
}

void turnWheel(QWidget* plot, QPoint at, int notches)
{
    QWheelEvent event(at, plot->mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(plot, &event);
}

void drag(QWidget* plot, QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton)
{
    QTest::mousePress(plot, button, {}, from);
    for (const QPoint at : {(from + to) / 2, to}) {
        QMouseEvent move(QEvent::MouseMove, at, plot->mapToGlobal(at), button, button, Qt::NoModifier);
        QCoreApplication::sendEvent(plot, &move);
    }
    QTest::mouseRelease(plot, button, {}, to);
}

/// Power that rises by 1 W a second for 100 s.
Figure risingFigure()
{
    FigureCurve rising;
    for (int i = 0; i <= 100; ++i) {
        rising.x.push_back(i);
        rising.y.push_back(i);
    }
    return {"Rising", {{"", {"Time", "s"}, {"Power", "W"}, {rising}}}};
}

/// What the view says of a pointer near its upper edge.
double powerAtTheTop(FigureView& view)
{
    const QSignalSpy moved(&view, &FigureView::pointerMoved);
    QWidget* plot = plotOf(view);
    const QPoint at(400, 40);
    QMouseEvent move(QEvent::MouseMove, at, plot->mapToGlobal(at), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(plot, &move);
    return moved.last().at(2).toDouble();
}

class ShownView : public FigureView {
public:
    explicit ShownView(Figure figure)
    {
        resize(800, 400);
        setFigure(std::move(figure));
        show();
    }
};

} // namespace

class TestFigureView : public QObject {
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void showsTheWholeFigureAtFirst();
    void theWheelZoomsAtThePointer();
    void zoomStaysWithinTheData();
    void aDragSelectsARange();
    void aDragPansWhereNoRangeIsWanted();
    void anotherFigureForgetsTheSelection();
    void saysWhenThePointerHasLeft();
    void shadesWhatCoversMostOfAColumn();
    void theMiddleButtonPans();
    void previousViewGoesBackAndNextViewForth();
    void keepsTheViewWhenAskedTo();
    void aClickOnACloudNamesThePoint();
    void aClickOnALaneNamesThePosition();
    void escapeClearsTheSelection();
    void theFitKeyZoomsToTheSelection();
    void adaptsTheVerticalScaleWhenAskedTo();
    void adaptsTheVerticalScaleOfAFormerViewToo();
    void aKeptViewOfTheWholeGrowsWithTheFigure();
    void keepsTheNameThatItWasGiven();
    void followsTheDarkScheme();
    void survivesEmptyFigures();
};

void TestFigureView::showsTheWholeFigureAtFirst()
{
    const ShownView view(lanes(2, 1000, 100.0));
    QVERIFY(QTest::qWaitForWindowExposed(const_cast<ShownView*>(&view)));
    QCOMPARE(view.visibleRange(), (std::pair{0.0, 100.0}));
}

void TestFigureView::theWheelZoomsAtThePointer()
{
    ShownView view(lanes(2, 1000, 100.0));
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QSignalSpy moved(&view, &FigureView::pointerMoved);
    QWidget* plot = plotOf(view);
    const QPoint at(300, 100);
    const auto pointerTime = [&] {
        QMouseEvent move(QEvent::MouseMove, at, plot->mapToGlobal(at), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(plot, &move);
        return moved.last().at(1).toDouble();
    };
    const double before = pointerTime();
    turnWheel(plot, at, 3);
    QVERIFY(view.visibleRange().second - view.visibleRange().first < 60.0);
    QVERIFY(std::abs(pointerTime() - before) < 1e-6);
}

void TestFigureView::zoomStaysWithinTheData()
{
    ShownView view(lanes(1, 1000, 100.0));
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    turnWheel(plotOf(view), {300, 100}, -5);
    QCOMPARE(view.visibleRange(), (std::pair{0.0, 100.0}));
    view.showRange(90.0, 130.0);
    QCOMPARE(view.visibleRange(), (std::pair{60.0, 100.0}));
}

void TestFigureView::aDragSelectsARange()
{
    ShownView view(lanes(1, 1000, 100.0));
    view.setRangeSelection(RangeSelection::On);
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QSignalSpy selected(&view, &FigureView::rangeSelected);
    drag(plotOf(view), {500, 150}, {300, 150});
    QVERIFY(selected.count() > 1); // with every move, so that numbers follow the pointer
    const double begin = selected.last()[0].toDouble();
    const double end = selected.last()[1].toDouble();
    QVERIFY(begin > 20.0 && begin < end && end < 80.0);
    QCOMPARE(view.visibleRange(), (std::pair{0.0, 100.0}));
}

void TestFigureView::aDragPansWhereNoRangeIsWanted()
{
    ShownView view(lanes(1, 1000, 100.0));
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QSignalSpy selected(&view, &FigureView::rangeSelected);
    view.showRange(40.0, 60.0);
    drag(plotOf(view), {400, 150}, {500, 150});
    QVERIFY(view.visibleRange().first < 39.0);
    QCOMPARE(selected.count(), 0);
    view.previousView();
    QCOMPARE(view.visibleRange(), (std::pair{40.0, 60.0}));
}

void TestFigureView::anotherFigureForgetsTheSelection()
{
    ShownView view(lanes(1, 1000, 100.0));
    view.setSelection(FigureSpan{10.0, 20.0, FigureSpan::Role::Selection});
    view.setFigure(lanes(1, 1000, 100.0), ViewRange::Keep);
    QTest::keyClick(&view, Qt::Key_F);
    QCOMPARE(view.visibleRange(), (std::pair{10.0, 20.0}));
    view.setFigure(lanes(1, 1000, 100.0));
    QTest::keyClick(&view, Qt::Key_F);
    QCOMPARE(view.visibleRange(), (std::pair{0.0, 100.0}));
}

void TestFigureView::saysWhenThePointerHasLeft()
{
    ShownView view(lanes(1, 1000, 100.0));
    QSignalSpy left(&view, &FigureView::pointerLeft);
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(&view, &leave);
    QCOMPARE(left.count(), 1);
}

void TestFigureView::shadesWhatCoversMostOfAColumn()
{
    Figure figure{"Recording", {{"", {"Time", "s"}, {"Power", "W"}, {FigureCurve{"", {0.0, 1e5}, {0.0, 1.0}}}}}};
    for (int cycle = 0; cycle < 10'000; ++cycle) {
        const double begin = 10.0 * cycle;
        figure.panels[0].spans.push_back({begin, begin + 8.0, FigureSpan::Role::Peak});
        figure.panels[0].spans.push_back({begin + 8.0, begin + 10.0, FigureSpan::Role::Valley});
    }
    ShownView view(std::move(figure));
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QImage picture = view.grab().toImage();
    std::map<QRgb, int> colours;
    for (int x = 200; x < 700; ++x)
        ++colours[picture.pixel(x, 100)];
    const auto most = std::max_element(colours.begin(), colours.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    QVERIFY2(most->second > 450, qPrintable(QString::number(most->second)));
    QVERIFY(QColor(most->first) != QColor(Qt::white));
}

void TestFigureView::theMiddleButtonPans()
{
    ShownView view(lanes(1, 1000, 100.0));
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.showRange(40.0, 60.0);
    drag(plotOf(view), {400, 150}, {500, 150}, Qt::MiddleButton);
    const auto [begin, end] = view.visibleRange();
    QVERIFY(begin < 39.0);
    QVERIFY(std::abs(end - begin - 20.0) < 1e-9);
}

void TestFigureView::previousViewGoesBackAndNextViewForth()
{
    ShownView view(lanes(1, 1000, 100.0));
    view.showRange(40.0, 60.0);
    view.showRange(45.0, 50.0);
    view.previousView();
    QCOMPARE(view.visibleRange(), (std::pair{40.0, 60.0}));
    view.previousView();
    QCOMPARE(view.visibleRange(), (std::pair{0.0, 100.0}));
    view.previousView();
    QCOMPARE(view.visibleRange(), (std::pair{0.0, 100.0}));
    view.nextView();
    QCOMPARE(view.visibleRange(), (std::pair{40.0, 60.0}));
}

void TestFigureView::keepsTheViewWhenAskedTo()
{
    ShownView view(lanes(2, 1000, 100.0));
    view.showRange(40.0, 60.0);
    view.setFigure(lanes(2, 2000, 100.0), ViewRange::Keep);
    QCOMPARE(view.visibleRange(), (std::pair{40.0, 60.0}));
    view.setFigure(lanes(2, 2000, 100.0), ViewRange::FitAll);
    QCOMPARE(view.visibleRange(), (std::pair{0.0, 100.0}));
}

void TestFigureView::aClickOnACloudNamesThePoint()
{
    ShownView view(cloud());
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QSignalSpy moved(&view, &FigureView::pointerMoved);
    QSignalSpy clicked(&view, &FigureView::pointClicked);
    // The four points lie on a straight line; walk along it until the pointer is at (2, 20), row 2.
    QWidget* plot = plotOf(view);
    QPoint at;
    double nearest = 1e9;
    for (int x = 60; x < 790; x += 4) {
        for (int y = 10; y < 380; y += 4) {
            QMouseEvent move(QEvent::MouseMove, QPoint(x, y), plot->mapToGlobal(QPoint(x, y)), Qt::NoButton,
                             Qt::NoButton, Qt::NoModifier);
            QCoreApplication::sendEvent(plot, &move);
            if (moved.isEmpty())
                continue;
            const double away =
                std::hypot(moved.last().at(1).toDouble() - 2.0, (moved.last().at(2).toDouble() - 20.0) / 10.0);
            if (away < nearest) {
                nearest = away;
                at = {x, y};
            }
        }
    }
    QTest::mouseClick(plot, Qt::LeftButton, {}, at);
    QCOMPARE(clicked.count(), 1);
    QCOMPARE(clicked[0], (QVariantList{QVariant::fromValue<std::size_t>(0), QVariant::fromValue<std::size_t>(0),
                                       QVariant::fromValue<std::size_t>(2)}));
}

void TestFigureView::aClickOnALaneNamesThePosition()
{
    ShownView view(lanes(2, 1000, 100.0));
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QSignalSpy clicked(&view, &FigureView::positionClicked);
    QTest::mouseClick(plotOf(view), Qt::LeftButton, {}, {400, 300});
    QCOMPARE(clicked.count(), 1);
    QCOMPARE(clicked[0][0].value<std::size_t>(), std::size_t{1});
    QVERIFY(clicked[0][1].toDouble() > 30.0 && clicked[0][1].toDouble() < 70.0);
}

void TestFigureView::escapeClearsTheSelection()
{
    ShownView view(lanes(1, 1000, 100.0));
    view.setSelection(FigureSpan{10.0, 20.0, FigureSpan::Role::Selection});
    QSignalSpy cleared(&view, &FigureView::selectionCleared);
    QTest::keyClick(&view, Qt::Key_Escape);
    QCOMPARE(cleared.count(), 1);
    QTest::keyClick(&view, Qt::Key_F);
    QCOMPARE(view.visibleRange(), (std::pair{0.0, 100.0}));
}

void TestFigureView::theFitKeyZoomsToTheSelection()
{
    ShownView view(lanes(1, 1000, 100.0));
    view.setSelection(FigureSpan{10.0, 20.0, FigureSpan::Role::Selection});
    QTest::keyClick(&view, Qt::Key_F);
    QCOMPARE(view.visibleRange(), (std::pair{10.0, 20.0}));
    QTest::keyClick(&view, Qt::Key_Backspace);
    QCOMPARE(view.visibleRange(), (std::pair{0.0, 100.0}));
}

void TestFigureView::adaptsTheVerticalScaleWhenAskedTo()
{
    ShownView view(risingFigure());
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.showRange(0.0, 10.0);
    QVERIFY(powerAtTheTop(view) > 80.0);
    view.setVerticalScale(VerticalScale::Adapt);
    QVERIFY(powerAtTheTop(view) < 12.0);
    view.showRange(0.0, 20.0);
    QVERIFY(powerAtTheTop(view) > 15.0 && powerAtTheTop(view) < 24.0);
}

void TestFigureView::adaptsTheVerticalScaleOfAFormerViewToo()
{
    ShownView view(risingFigure());
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.setVerticalScale(VerticalScale::Adapt);
    view.showRange(0.0, 10.0);
    view.showRange(0.0, 50.0);
    view.previousView();
    QVERIFY(powerAtTheTop(view) < 12.0);
    view.nextView();
    QVERIFY(powerAtTheTop(view) > 35.0);
    view.showRange(0.0, 10.0);
    view.setFigure(view.figure(), ViewRange::Keep);
    QTRY_VERIFY(powerAtTheTop(view) < 12.0); // the new panels are laid out by the next replot
}

void TestFigureView::aKeptViewOfTheWholeGrowsWithTheFigure()
{
    ShownView view(lanes(1, 1000, 100.0));
    view.setFigure(lanes(1, 1000, 200.0), ViewRange::Keep);
    QCOMPARE(view.visibleRange(), (std::pair{0.0, 200.0}));
}

void TestFigureView::keepsTheNameThatItWasGiven()
{
    FigureView view;
    view.setAccessibleName("Errors of the methods");
    view.setFigure(lanes(1, 10, 100.0));
    QCOMPARE(view.accessibleName(), QString("Errors of the methods"));
    QCOMPARE(view.accessibleDescription(), QString("Recording"));
}

void TestFigureView::followsTheDarkScheme()
{
    ShownView view(lanes(1, 100, 100.0));
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QVERIFY(view.grab().toImage().pixelColor(2, 2).lightness() > 200);
    QPalette dark;
    dark.setColor(QPalette::Window, QColor(40, 40, 40));
    view.showRange(40.0, 60.0);
    view.setPalette(dark);
    QTRY_VERIFY(view.grab().toImage().pixelColor(2, 2).lightness() < 60);
    QCOMPARE(view.visibleRange(), (std::pair{40.0, 60.0}));
}

void TestFigureView::survivesEmptyFigures()
{
    ShownView view({});
    view.fitAll();
    view.zoomBy(2.0);
    view.showRange(0.0, 1.0);
    QTest::keyClick(&view, Qt::Key_Left);
    view.setFigure({"Nothing measured", {{"", {"Time", "s"}, {"Power", "W"}, {FigureCurve{"", {}, {}}}}}});
    turnWheel(plotOf(view), {300, 100}, 2);
    view.setFigure({});
    QCOMPARE(view.visibleRange(), (std::pair{0.0, 0.0}));
}

QTEST_MAIN(TestFigureView)
#include "tst_figure_view.moc"
