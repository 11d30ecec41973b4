// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/qt_warnings.h"
#include "ui/plots/fitness_chart.h"

#include <QChart>
#include <QLegend>
#include <QLegendMarker>
#include <QLineSeries>
#include <QLogValueAxis>
#include <QSignalSpy>
#include <QTest>
#include <QValueAxis>
#include <cmath>

using namespace wattline;
using namespace wattline::ui;

namespace {

std::vector<GenerationStats> history(std::size_t generations)
{
    std::vector<GenerationStats> all;
    for (std::size_t i = 0; i < generations; ++i) {
        const double best = 100.0 / static_cast<double>(i + 1);
        all.push_back(
            {.generation = i, .bestFitness = best, .meanFitness = 50.0 * best, .validationFitness = 1.1 * best});
    }
    return all;
}

QLineSeries* series(const FitnessChart& chart, int place)
{
    return qobject_cast<QLineSeries*>(chart.chart()->series().at(place));
}

} // namespace

class FitnessChartTest : public QObject {
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void keepsFirstAndLastPointOfALongHistory()
    {
        const auto points = thinned(history(12345), &GenerationStats::bestFitness, 1000);
        QCOMPARE(points.size(), 1000);
        QCOMPARE(points.front(), QPointF(0.0, 100.0));
        QCOMPARE(points.back().x(), 12344.0);
        QVERIFY(std::is_sorted(points.begin(), points.end(), [](auto a, auto b) { return a.x() < b.x(); }));
    }

    void keepsEveryPointOfAShortOne()
    {
        QCOMPARE(thinned(history(3), &GenerationStats::meanFitness, 1000),
                 QList<QPointF>({{0.0, 5000.0}, {1.0, 2500.0}, {2.0, 5000.0 / 3.0}}));
    }

    void leavesOutWhatIsNotFinite()
    {
        auto generations = history(3);
        generations[1].validationFitness = std::nan("");
        generations[2].validationFitness = HUGE_VAL;
        QCOMPARE(thinned(generations, &GenerationStats::validationFitness, 1000).size(), 1);
    }

    void showsThreeCurvesWithALegendAndAnAxisWithAUnit()
    {
        FitnessChart chart;
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        chart.setHistory(history(10), QStringLiteral("Mean absolute error (W)"));
        QTRY_COMPARE(series(chart, 0)->count(), 10);
        QCOMPARE(series(chart, 2)->at(0).y(), 1.1 * 100.0);
        QCOMPARE(chart.chart()->legend()->markers().size(), 3);
        QCOMPARE(chart.chart()->axes(Qt::Vertical).front()->titleText(), QStringLiteral("Mean absolute error (W)"));
    }

    void redrawsOnceForManyGenerationsAtATime()
    {
        FitnessChart chart;
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        QSignalSpy redrawn(series(chart, 0), &QXYSeries::pointsReplaced);
        for (std::size_t i = 1; i <= 200; ++i)
            chart.setHistory(history(i), {});
        QTRY_COMPARE(series(chart, 0)->count(), 200);
        QCOMPARE(redrawn.size(), 1);
    }

    void drawsNothingWhileHiddenAndCatchesUpWhenShown()
    {
        FitnessChart chart;
        chart.setHistory(history(5), {});
        QCOMPARE(series(chart, 0)->count(), 0);
        chart.show();
        QTRY_COMPARE(series(chart, 0)->count(), 5);
    }

    void aLogarithmicAxisLeavesOutWhatIsNotPositive()
    {
        FitnessChart chart;
        chart.show();
        auto generations = history(4);
        generations[3].bestFitness = 0.0;
        chart.setHistory(generations, {});
        chart.setScale(AxisScale::Logarithmic);
        QVERIFY(qobject_cast<QLogValueAxis*>(chart.chart()->axes(Qt::Vertical).front()));
        QTRY_COMPARE(series(chart, 0)->count(), 3);
        chart.setScale(AxisScale::Linear);
        QVERIFY(qobject_cast<QValueAxis*>(chart.chart()->axes(Qt::Vertical).front()));
        QCOMPARE(series(chart, 0)->count(), 4);
    }

    void theAxisReachesToTheEndOfTheRun()
    {
        FitnessChart chart;
        chart.show();
        chart.setHistory(history(3), {}, 50);
        QTRY_COMPARE(series(chart, 0)->count(), 3);
        QCOMPARE(qobject_cast<QValueAxis*>(chart.chart()->axes(Qt::Horizontal).front())->max(), 49.0);
    }

    void followsADarkPalette()
    {
        FitnessChart chart;
        chart.show();
        const QColor before = chart.chart()->backgroundBrush().color();
        QPalette dark = chart.palette();
        dark.setColor(QPalette::Window, QColor(30, 30, 30));
        chart.setPalette(dark);
        QVERIFY(chart.chart()->backgroundBrush().color().lightness() < before.lightness());
    }
};

QTEST_MAIN(FitnessChartTest)
#include "tst_fitness_chart.moc"
