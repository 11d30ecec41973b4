// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/replicate_figure.h"
#include "tests/support/traces.h"

#include <QTest>
#include <cmath>

using namespace wattline;
using namespace wattline::test;

namespace {

ReplicateAverage averageOf(std::string_view first, std::string_view second)
{
    AlignSettings settings;
    settings.alignAt = AlignAt::Begin;
    return *averageReplicates({{"a", seriesOf(first)}, {"b", seriesOf(second)}}, settings);
}

} // namespace

class TestReplicateFigure : public QObject {
    Q_OBJECT

private slots:
    void drawsTheMeanBetweenItsDeviations()
    {
        const Figure figure = replicateFigure(averageOf("0 100 | 1 200 | 2 100", "0 120 | 1 240 | 2 120"), "title");
        QCOMPARE(figure.panels.size(), std::size_t{1});
        const auto& curves = figure.panels[0].curves;
        QCOMPARE(curves.size(), std::size_t{3});
        QCOMPARE(curves[2].y, (std::vector<double>{110.0, 220.0, 110.0}));
        for (std::size_t i = 0; i < 3; ++i) {
            QVERIFY(curves[0].y[i] < curves[2].y[i] && curves[2].y[i] < curves[1].y[i]);
            QVERIFY(std::abs(curves[0].y[i] + curves[1].y[i] - 2.0 * curves[2].y[i]) < 1e-3);
        }
    }

    void manyPointsAreAveragedTogether()
    {
        const ReplicateAverage average =
            averageOf("0 100 | 1 200 | 2 300 | 3 400 | 4 500", "0 100 | 1 200 | 2 300 | 3 400 | 4 500");
        const std::vector<ReplicatePoint> points = replicatePoints(average, 3);
        QCOMPARE(points.size(), std::size_t{3});
        QCOMPARE(points[0].seconds, 0.5);
        QCOMPARE(points[0].meanWatts, 150.0);
        QCOMPARE(points[2].meanWatts, 500.0);
        QCOMPARE(points[2].count, std::size_t{2});
    }

    void aGapStaysAGap()
    {
        ReplicateAverage average;
        const float gap = std::nanf("");
        average.mean = {{0.0, 1.0, 2.0, 3.0}, {100.0F, gap, gap, gap}};
        average.stdWatts = {gap, gap, gap, gap};
        average.count = {1, 0, 0, 0};
        const std::vector<ReplicatePoint> points = replicatePoints(average, 2);
        QCOMPARE(points[0].meanWatts, 100.0);
        QCOMPARE(points[0].count, std::size_t{0});
        QVERIFY(std::isnan(points[1].meanWatts));
    }

    void nothingGivesNoPoints() { QVERIFY(replicatePoints({}, 10).empty()); }
};

QTEST_APPLESS_MAIN(TestReplicateFigure)
#include "tst_replicate_figure.moc"
