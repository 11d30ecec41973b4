// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/comparison_figures.h"
#include "core/report/fit_figures.h"

#include <QTest>
#include <algorithm>
#include <cmath>

using namespace wattline;

namespace {

/// A method with these mean relative errors (fractions) and a hundred times as large squared ones.
MethodResult methodWith(const std::string& title, const std::vector<double>& errors)
{
    MethodResult method;
    method.id = method.title = title;
    for (std::size_t i = 0; i < errors.size(); ++i) {
        Metrics metrics{.mse = 100.0 * errors[i], .rmse = 10.0, .mae = 5.0};
        metrics.mre = errors[i];
        method.repeats.push_back({.repeat = i, .metrics = metrics});
    }
    method.mre = spreadOf(errors);
    return method;
}

Comparison threeMethods()
{
    Comparison comparison;
    comparison.target = "peak_power_w";
    comparison.repeats = 5;
    comparison.methods = {methodWith("Linear", {0.05, 0.06, 0.04, 0.05, 0.2}), methodWith("TDP", {}),
                          methodWith("Ridge", {0.03, 0.02, 0.04, 0.05, 0.03})};
    comparison.methods[1].mre.reset();
    comparison.methods[1].failure = "No TDP.";
    comparison.methods[1].failedRepeats = 5;
    return comparison;
}

/// Ten rows whose prediction is off by their number, the feature counting down.
RegressionData tenRows(MethodResult& method)
{
    RegressionData data;
    data.featureNames = {"batch_size"};
    data.targetName = "peak_power_w";
    data.features.resize(10, 1);
    data.target = Eigen::VectorXd::Constant(10, 200.0);
    for (std::size_t row = 0; row < 10; ++row) {
        data.datasetRows.push_back(3 * row);
        data.features(static_cast<Eigen::Index>(row), 0) = 50.0 - static_cast<double>(row);
        method.predictions.push_back({0, 3 * row, 200.0, 200.0 + 4.0 * static_cast<double>(row)});
    }
    return data;
}

const FigureCurve& pointsOf(const FigurePanel& panel, int colour)
{
    for (const FigureCurve& curve : panel.curves) {
        if (curve.style == CurveStyle::Points && curve.colour == colour)
            return curve;
    }
    qFatal("no such points");
}

std::size_t countOf(const FigurePanel& panel, CurveStyle style)
{
    return static_cast<std::size_t>(std::ranges::count(panel.curves, style, &FigureCurve::style));
}

} // namespace

class ComparisonFiguresTest : public QObject {
    Q_OBJECT

private slots:
    void drawsEveryRepeatOfEveryMethodInPercent()
    {
        const FigurePanel panel = errorStripFigure(threeMethods(), ComparedError::MeanRelative).panels.at(0);
        QCOMPARE(panel.y.label(), std::string("Mean relative error (%)"));
        QCOMPARE(panel.categories, (std::vector<std::string>{"Linear", "TDP", "Ridge"}));
        QCOMPARE(pointsOf(panel, 0).y, (std::vector<double>{5, 6, 4, 5, 20}));
        const FigureCurve& ridge = pointsOf(panel, 2); // the colour of the third method, as in its other figures
        QCOMPARE(ridge.y.size(), std::size_t{5});
        QVERIFY(std::ranges::all_of(ridge.x, [](double x) { return x > 1.7 && x < 2.3; }));
        QCOMPARE(countOf(panel, CurveStyle::Points), std::size_t{2});
    }

    // Quartiles 4, 5, 6 %: whiskers reach to 4 and 6, and 20 % stands alone.
    void aBoxHoldsTheMiddleHalf()
    {
        Comparison comparison = threeMethods();
        comparison.methods = {methodWith("Linear", {0.05, 0.06, 0.04, 0.05, 0.2, 0.04, 0.06})};
        const FigurePanel panel = errorStripFigure(comparison, ComparedError::MeanRelative).panels.at(0);
        QVERIFY(panel.curves.at(0).style == CurveStyle::Path);
        std::vector<double> heights = panel.curves[0].y;
        std::erase_if(heights, [](double y) { return std::isnan(y); });
        QCOMPARE(*std::ranges::min_element(heights), 4.0);
        QCOMPARE(*std::ranges::max_element(heights), 6.0);
        QVERIFY(std::ranges::count(heights, 5.0) >= 2);
    }

    void joinsWhatOneRepeatGave()
    {
        const FigurePanel panel =
            errorStripFigure(threeMethods(), ComparedError::MeanRelative, JoinRepeats::Yes).panels.at(0);
        const FigureCurve& lines = panel.curves.at(0);
        QVERIFY(lines.style == CurveStyle::Path && lines.faint);
        QCOMPARE(lines.y.size(), std::size_t{5 * 3}); // two ends and a gap for each repeat
        QCOMPARE(lines.y[0], 5.0);
        QCOMPARE(lines.y[1], 3.0);
        QVERIFY(std::isnan(lines.y[2]));
    }

    void speaksOfSquaresWhereRelativeErrorsAreAbsent()
    {
        Comparison comparison = threeMethods();
        QVERIFY(rankedError(comparison) == ComparedError::MeanRelative);
        comparison.methods[0].mre.reset();
        QVERIFY(rankedError(comparison) == ComparedError::MeanSquared);
        const FigurePanel panel = errorStripFigure(comparison, ComparedError::MeanSquared).panels.at(0);
        QCOMPARE(panel.y.label(), std::string("Mean squared error (W²)"));
        QCOMPARE(pointsOf(panel, 2).y.at(1), 2.0);
        QCOMPARE(errorStripFigure(comparison, ComparedError::MeanAbsolute).panels.at(0).y.label(),
                 std::string("Mean absolute error (W)"));
    }

    void plotsPredictedAgainstObservedOnEqualAxesWithABand()
    {
        Comparison comparison = threeMethods();
        comparison.methods[2].predictions = {{0, 7, 200.0, 210.0}, {1, 3, 300.0, 250.0}};
        const FigurePanel panel = predictedObservedFigure(comparison, 2).panels.at(0);
        const FigureCurve& points = pointsOf(panel, 2);
        QCOMPARE(points.x, (std::vector<double>{200, 300}));
        QCOMPARE(points.y, (std::vector<double>{210, 250}));
        QCOMPARE(points.rows, (std::vector<std::size_t>{7, 3}));
        QCOMPARE(panel.x.label(), std::string("Observed peak power (W)"));
        QCOMPARE(panel.y.label(), std::string("Predicted peak power (W)"));
        QVERIFY(panel.x.minimum == panel.y.minimum && panel.x.maximum == panel.y.maximum);
        QVERIFY(panel.rules.at(0).kind == FigureRule::Kind::Diagonal);
        const FigureCurve& band = panel.curves.at(0);
        QVERIFY(band.style == CurveStyle::Band);
        QCOMPARE(band.name, std::string("±10 %: 50.0 % of the predictions"));
        for (std::size_t i = 0; i < band.x.size(); ++i)
            QVERIFY(std::abs(band.yError[i] - 0.1 * std::abs(band.x[i])) < 1e-12);
    }

    void showsNothingOfAMethodWithoutPredictions()
    {
        QVERIFY(predictedObservedFigure(threeMethods(), 1).panels.empty());
        QVERIFY(methodResidualFigure(threeMethods(), 1, {}, {}).panels.empty());
    }

    void residualsStandAgainstTheFeatureOfTheirRow()
    {
        Comparison comparison = threeMethods();
        const RegressionData data = tenRows(comparison.methods[0]);
        const FigurePanel panel = methodResidualFigure(comparison, 0, data, 0).panels.at(0);
        QCOMPARE(panel.x.label(), std::string("Batch size (samples)"));
        QCOMPARE(panel.y.label(), std::string("Observed − predicted (W)"));
        const FigureCurve& points = pointsOf(panel, 0);
        QCOMPARE(points.x.at(2), 48.0);
        QCOMPARE(points.y.at(2), -8.0);
        QCOMPARE(points.rows.at(2), std::size_t{6});
        QVERIFY(panel.rules.at(0).kind == FigureRule::Kind::Horizontal && panel.rules[0].at == 0.0);
        // Two stretches of five neighbours, sorted by the feature: the rows 9 to 5, then 4 to 0.
        const FigureCurve& median = panel.curves.at(1);
        QCOMPARE(median.name, std::string("Running median"));
        QCOMPARE(median.x, (std::vector<double>{43, 48}));
        QCOMPARE(median.y, (std::vector<double>{-28, -8}));
    }

    void residualsStandAgainstThePredictionOtherwise()
    {
        Comparison comparison = threeMethods();
        const RegressionData data = tenRows(comparison.methods[0]);
        const FigurePanel panel = methodResidualFigure(comparison, 0, data, {}).panels.at(0);
        QCOMPARE(panel.x.label(), std::string("Predicted peak power (W)"));
        QCOMPARE(pointsOf(panel, 0).x.at(3), 212.0);
    }

    void theMedianPartsNoTwoPointsOfEqualX()
    {
        Comparison comparison = threeMethods();
        RegressionData data = tenRows(comparison.methods[0]);
        data.features.setConstant(32.0);
        const FigurePanel panel = methodResidualFigure(comparison, 0, data, 0).panels.at(0);
        QCOMPARE(panel.curves.at(1).x, (std::vector<double>{32}));
    }

    void drawsNoMorePointsThanCanBeSeen()
    {
        Comparison comparison = threeMethods();
        for (std::size_t i = 0; i < 12'000; ++i)
            comparison.methods[0].predictions.push_back({0, i, 100.0 + static_cast<double>(i), 100.0});
        const FigurePanel panel = predictedObservedFigure(comparison, 0).panels.at(0);
        QVERIFY(pointsOf(panel, 0).x.size() <= MostPoints);
        QCOMPARE(pointsOf(panel, 0).name, std::string("Linear: n = 4,000 of 12,000"));
    }
};

QTEST_GUILESS_MAIN(ComparisonFiguresTest)
#include "tst_comparison_figures.moc"
