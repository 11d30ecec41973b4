// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/qt_warnings.h"
#include "tests/support/traces.h"
#include "ui/plots/figure_export.h"
#include "ui/plots/figure_view.h"
#include "ui/style/palette.h"

#include <QSignalSpy>
#include <QTest>

using namespace wattline;
using namespace wattline::ui;
using namespace wattline::test;

namespace {

Figure figureOf(const PowerSeries& series)
{
    FigureCurve curve;
    curve.samples = SampledSeries::make(std::make_shared<const std::vector<double>>(series.timeSeconds),
                                        std::make_shared<const std::vector<float>>(series.powerWatts));
    FigurePanel panel{"", {"Time", "s"}, {"Power", "W"}, {curve}};
    panel.y.minimum = 0.0;
    panel.y.maximum = 1000.0;
    return {"Samples", {panel}, true};
}

/// A level of 100 W, ten samples a second.
PowerSeries levelSeries(std::size_t samples)
{
    PowerSeries series;
    for (std::size_t i = 0; i < samples; ++i) {
        series.timeSeconds.push_back(0.1 * static_cast<double>(i));
        series.powerWatts.push_back(100.0F);
    }
    return series;
}

bool isInk(QRgb pixel)
{
    const QColor ink = seriesColour(0, Ground::Light);
    const QColor colour(pixel);
    return std::abs(colour.red() - ink.red()) + std::abs(colour.green() - ink.green()) +
               std::abs(colour.blue() - ink.blue()) <
           250; // smoothed edges are half as strong
}

/// Pixels of the curve in a part of a picture.
int inkIn(const QImage& picture, const QRect& part)
{
    int count = 0;
    for (int y = part.top(); y <= part.bottom(); ++y) {
        for (int x = part.left(); x <= part.right(); ++x)
            count += isInk(picture.pixel(x, y)) ? 1 : 0;
    }
    return count;
}

struct ShownFigure {
    FigureView view;

    explicit ShownFigure(const PowerSeries& series)
    {
        view.resize(700, 400);
        view.setFigure(figureOf(series));
        view.show();
    }

    QImage picture() { return view.grab().toImage(); }
    QImage pictureOf(double begin, double end)
    {
        QSignalSpy drawn(&view, &FigureView::viewDrawn);
        view.showRange(begin, end);
        drawn.wait();
        return picture();
    }
    /// The part of the panel between two shares of its width and, from its top, of its height.
    QRect part(double left, double right, double top, double bottom)
    {
        const QRect area = view.panelArea(0);
        return {QPoint(area.left() + static_cast<int>(left * area.width()) + 1,
                       area.top() + static_cast<int>(top * area.height()) + 1),
                QPoint(area.left() + static_cast<int>(right * area.width()) - 1,
                       area.top() + static_cast<int>(bottom * area.height()) - 1)};
    }
};

} // namespace

class TestSampledPlottable : public QObject {
    Q_OBJECT

private slots:
    void init() { failOnQtWarnings(); }

    void noSpikeIsLostAtAnyZoom();
    void noSpikeIsLostOnPaper();
    void drawsNoLineAcrossAGap_data();
    void drawsNoLineAcrossAGap();
    void aSampleAloneIsSeen();
    void samplesThatStandApartHaveDots();
    void adaptsTheVerticalScaleToWhatIsInView();
};

void TestSampledPlottable::noSpikeIsLostAtAnyZoom()
{
    PowerSeries series = levelSeries(1'000'000);
    series.powerWatts[654'321] = 900.0F;
    const double at = series.timeSeconds[654'321];
    ShownFigure figure(series);
    QVERIFY(QTest::qWaitForWindowExposed(&figure.view));
    for (double width = 100'000.0; width > 1.0; width /= 7.3) {
        const QImage picture = figure.pictureOf(at - 0.4 * width, at + 0.6 * width);
        QVERIFY2(inkIn(picture, figure.part(0.0, 1.0, 0.0, 0.5)) > 100, qPrintable(QString::number(width)));
    }
}

void TestSampledPlottable::noSpikeIsLostOnPaper()
{
    PowerSeries series = levelSeries(300'000);
    series.powerWatts[123'456] = 900.0F;
    const QImage picture = figureImage(figureOf(series), {});
    QVERIFY(inkIn(picture, QRect(0, 0, picture.width(), picture.height() / 3)) > 50);
}

void TestSampledPlottable::drawsNoLineAcrossAGap_data()
{
    QTest::addColumn<int>("samples");
    QTest::addColumn<bool>("missing");
    for (const int samples : {200, 200'000}) {
        QTest::addRow("%d samples, none in the gap", samples) << samples << false;
        QTest::addRow("%d samples, no numbers in the gap", samples) << samples << true;
    }
}

void TestSampledPlottable::drawsNoLineAcrossAGap()
{
    QFETCH(int, samples);
    QFETCH(bool, missing);
    const PowerSeries whole = levelSeries(static_cast<std::size_t>(samples));
    PowerSeries series;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        const double share = static_cast<double>(i) / samples;
        const bool gap = share > 0.4 && share < 0.6;
        if (gap && !missing)
            continue;
        series.timeSeconds.push_back(whole.timeSeconds[i]);
        series.powerWatts.push_back(gap ? std::numeric_limits<float>::quiet_NaN() : 100.0F);
    }
    ShownFigure figure(series);
    QVERIFY(QTest::qWaitForWindowExposed(&figure.view));
    const QImage picture = figure.picture();
    QVERIFY(inkIn(picture, figure.part(0.05, 0.35, 0.5, 1.0)) > 100);
    QVERIFY(inkIn(picture, figure.part(0.65, 0.95, 0.5, 1.0)) > 100);
    QCOMPARE(inkIn(picture, figure.part(0.42, 0.58, 0.0, 1.0)), 0);
}

void TestSampledPlottable::aSampleAloneIsSeen()
{
    PowerSeries series = levelSeries(100'000);
    for (std::size_t i = 40'000; i < 60'000; ++i)
        series.powerWatts[i] = i == 50'000 ? 500.0F : std::numeric_limits<float>::quiet_NaN();
    ShownFigure figure(series);
    QVERIFY(QTest::qWaitForWindowExposed(&figure.view));
    QVERIFY(inkIn(figure.picture(), figure.part(0.45, 0.55, 0.3, 0.7)) >= 3);
}

void TestSampledPlottable::samplesThatStandApartHaveDots()
{
    ShownFigure figure(levelSeries(1000));
    QVERIFY(QTest::qWaitForWindowExposed(&figure.view));
    const QImage apart = figure.pictureOf(10.0, 11.0);
    const QImage close = figure.pictureOf(10.0, 60.0);
    const QRect all = figure.part(0.0, 1.0, 0.5, 1.0);
    QVERIFY(inkIn(apart, all) > inkIn(close, all) + 30);
}

void TestSampledPlottable::adaptsTheVerticalScaleToWhatIsInView()
{
    PowerSeries series = levelSeries(100'000);
    for (std::size_t i = 0; i < 1000; ++i)
        series.powerWatts[i] = 100.0F + 10.0F * static_cast<float>(i / 50 % 2);
    ShownFigure figure(series);
    QVERIFY(QTest::qWaitForWindowExposed(&figure.view));
    figure.view.setVerticalScale(VerticalScale::Adapt);
    const QImage picture = figure.pictureOf(0.0, 90.0);
    QVERIFY(inkIn(picture, figure.part(0.1, 0.9, 0.0, 0.3)) > 100);
}

QTEST_MAIN(TestSampledPlottable)
#include "tst_sampled_plottable.moc"
