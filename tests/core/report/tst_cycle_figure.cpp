// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/cycle_figure.h"
#include "tests/support/traces.h"

#include <QTest>

using namespace wattline;
using wattline::test::SquareWave;

class CycleFigureTest : public QObject {
    Q_OBJECT

private slots:
    void showsEachCycleFaintlyUnderTheMeanAndOverTheBand()
    {
        const PowerSeries series = SquareWave{}.series();
        const auto overlay = overlayCycles(series, *segment(series), {.points = 27});
        QVERIFY(overlay.hasValue());
        const std::vector<NamedOverlay> overlays = {{"Regime 1", *overlay}, {"Regime 2", *overlay}};
        const Figure figure = cycleFigure(overlays, "Cycles of GPU 0");
        QCOMPARE(figure.panels.size(), std::size_t{2});
        const FigurePanel& panel = figure.panels[1];
        QCOMPARE(panel.title, std::string("Regime 2"));
        QCOMPARE(panel.x.label(), std::string("Time from the begin of the cycle (s)"));
        QCOMPARE(panel.curves.size(), overlay->shown.size() + 2);
        QCOMPARE(panel.curves.front().style, CurveStyle::Band);
        QCOMPARE(panel.curves.front().yError, overlay->stdWatts);
        QVERIFY(panel.curves[1].faint && panel.curves[1].name.empty());
        QCOMPARE(panel.curves.back().name, std::string("Mean of 8 cycles"));
        QVERIFY(!panel.curves.back().faint);
    }
};

QTEST_GUILESS_MAIN(CycleFigureTest)
#include "tst_cycle_figure.moc"
