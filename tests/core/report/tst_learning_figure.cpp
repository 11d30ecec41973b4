// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/learning_figure.h"

#include <QTest>
#include <cmath>

using namespace wattline;

namespace {

LearningPoint pointOf(std::size_t rows, double mre, double std)
{
    LearningPoint point{.share = static_cast<double>(rows) / 100.0, .trainRows = rows};
    point.mre = Spread{mre, std};
    point.rmse = {100.0 * mre, 100.0 * std};
    return point;
}

/// Two methods that learn; the second one has no figures on few rows.
LearningCurve madeUp()
{
    LearningCurve curve{.target = "peak_power_w", .repeats = 3, .allTrainRows = 100, .testRows = 12};
    curve.methods.push_back({"a", "First", {pointOf(10, 0.4, 0.5), pointOf(100, 0.1, 0.02)}});
    curve.methods.push_back({"b", "Second", {pointOf(10, 0.0, 0.0), pointOf(100, 0.2, 0.01)}});
    curve.methods[1].points[0].failure = "In repeat 1: No.";
    curve.methods[1].points[0].mre.reset();
    return curve;
}

} // namespace

class LearningFigureTest : public QObject {
    Q_OBJECT

private slots:
    void drawsABandALineAndPointsForEachMethod()
    {
        const Figure figure = learningFigure(madeUp());
        QCOMPARE(figure.panels.size(), std::size_t{1});
        const FigurePanel& panel = figure.panels[0];
        QCOMPARE(panel.x.label(), std::string("Training rows"));
        QCOMPARE(panel.y.label(), std::string("Mean relative error (%)"));
        QCOMPARE(panel.curves.size(), std::size_t{6});
        const FigureCurve& line = panel.curves[1];
        QCOMPARE(line.name, std::string("First"));
        QCOMPARE(line.x, (std::vector<double>{10.0, 100.0}));
        QCOMPARE(line.y, (std::vector<double>{40.0, 10.0}));
        QVERIFY(panel.curves[0].style == CurveStyle::Band);
        QVERIFY(panel.curves[2].style == CurveStyle::Points);
        QVERIFY(panel.curves[2].rows.empty()); // a point is no run
        QVERIFY(panel.curves[0].colour == line.colour && panel.curves[4].colour != line.colour);
    }

    void cutsTheBandOffAtZero()
    {
        const Figure figure = learningFigure(madeUp());
        const FigureCurve& band = figure.panels[0].curves[0];
        QCOMPARE(band.y[0] - band.yError[0], 0.0);
        QCOMPARE(band.y[0] + band.yError[0], 90.0);
        QCOMPARE(band.y[1] - band.yError[1], 8.0);
    }

    void breaksTheLineWhereAPointHasNoFigures()
    {
        const Figure figure = learningFigure(madeUp());
        QVERIFY(std::isnan(figure.panels[0].curves[4].y[0]));
        QVERIFY(std::isnan(figure.panels[0].curves[3].y[0]));
        QCOMPARE(figure.panels[0].curves[4].y[1], 20.0);
    }

    void showsTheRootMeanSquareWhereARelativeErrorIsMissing()
    {
        LearningCurve curve = madeUp();
        curve.methods[0].points[1].mre.reset();
        const Figure figure = learningFigure(curve);
        QCOMPARE(figure.panels[0].y.label(), std::string("Root mean squared error (W)"));
        QCOMPARE(figure.panels[0].curves[1].y[1], 10.0);
    }

    void theAxisOfAnUnfinishedCurveReachesToAllRows()
    {
        LearningCurve curve = madeUp();
        QVERIFY(!learningFigure(curve).panels[0].x.maximum);
        curve.sharesAsked = 3;
        QVERIFY(learningFigure(curve).panels[0].x.maximum.value_or(0.0) >= 100.0);
    }

    void hasNoPanelWithoutAnyFigures()
    {
        QVERIFY(learningFigure({}).panels.empty());
        LearningCurve curve = madeUp();
        curve.methods.erase(curve.methods.begin());
        curve.methods[0].points.pop_back();
        QVERIFY(learningFigure(curve).panels.empty());
    }

    void writesARowForEachPoint()
    {
        const TextTable table = learningTable(madeUp());
        QCOMPARE(table.rows.size(), std::size_t{4});
        QCOMPARE(table.header[4], std::string("RMSE (W)"));
        QVERIFY(table.notes.at(0).starts_with(
            "Mean ± sample standard deviation over 3 random splits, 12 test rows in each"));
        QCOMPARE(table.rows[1][0], std::string("First"));
        QCOMPARE(table.rows[1][2], std::string("100"));
        QCOMPARE(table.rows[1][3], std::string("10 ± 2"));
        QCOMPARE(table.rows[2][3], std::string("-"));
        QCOMPARE(table.rows[2].back(), std::string("In repeat 1: No."));
    }

    void saysHowRowsWereDrawnAndWhereTheCurveWasStopped()
    {
        QCOMPARE(learningNotes(madeUp()).size(), std::size_t{1});
        LearningCurve curve = madeUp();
        curve.repeats = 1;
        curve.split = {SplitRule::Kind::Grouped, "model"};
        curve.sharesAsked = 7;
        curve.stopped = true;
        const std::vector<std::string> notes = learningNotes(curve);
        QCOMPARE(notes.size(), std::size_t{3});
        QVERIFY(notes[0].starts_with("One split grouped by model, 12 test rows in the first;"));
        QCOMPARE(notes[2], std::string("Stopped early, after 2 of 7 shares."));
    }

    void oneRepeatHasNoSpread()
    {
        LearningCurve curve = madeUp();
        curve.repeats = 1;
        const TextTable table = learningTable(curve);
        QCOMPARE(table.rows[1][3], std::string("10"));
        QCOMPARE(table.rows[1][4], std::string("10"));
    }
};

QTEST_GUILESS_MAIN(LearningFigureTest)
#include "tst_learning_figure.moc"
