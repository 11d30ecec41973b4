// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/parse.h"
#include "core/report/dependence_figure.h"
#include "core/report/fit_figures.h"
#include "core/report/front_figure.h"
#include "tests/support/regression_rows.h"

#include <QTest>
#include <algorithm>
#include <cmath>

using namespace wattline;

namespace {

constexpr double NaN = std::numeric_limits<double>::quiet_NaN();

FormulaCandidate candidateOf(std::size_t nodes, double trainError, double validationError = NaN)
{
    FormulaCandidate candidate;
    candidate.formula.nodes.resize(nodes);
    candidate.trainError = trainError;
    candidate.validationError = validationError;
    return candidate;
}

Front kneeAtSeven()
{
    return {candidateOf(1, 0.8, 0.9), candidateOf(3, 0.5, 0.6), candidateOf(7, 0.05, 0.06),
            candidateOf(15, 0.045, 0.07)};
}

const FigureCurve* curveNamed(const Figure& figure, const std::string& beginning)
{
    const auto& curves = figure.panels.front().curves;
    const auto found = std::find_if(curves.begin(), curves.end(),
                                    [&](const FigureCurve& curve) { return curve.name.starts_with(beginning); });
    return found == curves.end() ? nullptr : &*found;
}

/// Rows of batch_size with peak power 100 W + batch size, all but one exactly.
std::shared_ptr<const RegressionData> powerRows(std::vector<double> batches, double lastOff = 0.0)
{
    RegressionData rows;
    rows.featureNames = {"batch_size"};
    rows.targetName = "peak_power_w";
    rows.features = Eigen::Map<Eigen::VectorXd>(batches.data(), static_cast<Eigen::Index>(batches.size()));
    rows.target = rows.features.col(0).array() + 100.0;
    for (std::size_t i = 0; i < batches.size(); ++i)
        rows.datasetRows.push_back(10 + i);
    if (!batches.empty())
        rows.target.tail(1).array() += lastOff;
    return std::make_shared<const RegressionData>(std::move(rows));
}

FormulaFit powerFit(double lastOff = 0.0)
{
    return *fitOf(
        *parseExpression("batch_size + 100", {"batch_size"}),
        {{"Training", powerRows({16, 32, 64})}, {"Validation", powerRows({})}, {"Test", powerRows({20, 99}, lastOff)}});
}

std::string runName(std::size_t row)
{
    return "run" + std::to_string(row);
}

} // namespace

class SearchFiguresTest : public QObject {
    Q_OBJECT

private slots:
    void theFrontTellsTrainingFromValidationAndMarksTheKnee()
    {
        const Figure figure =
            frontFigure(kneeAtSeven(), {.measure = ErrorMeasure::MeanRelative, .target = "peak_power_w"});
        const FigurePanel& panel = figure.panels.at(0);
        QCOMPARE(panel.x.label(), std::string("Complexity (nodes)"));
        QCOMPARE(panel.y.label(), std::string("Mean relative error (%)"));
        QCOMPARE(panel.curves[0].name, std::string("Training"));
        QCOMPARE(panel.curves[0].y, (std::vector<double>{80.0, 50.0, 5.0, 4.5}));
        QCOMPARE(panel.curves[1].name, std::string("Validation"));
        QVERIFY(panel.curves[0].colour != panel.curves[1].colour);
        QCOMPARE(curveNamed(figure, "Knee")->x, std::vector<double>{7.0});
        QVERIFY(curveNamed(figure, "Chosen") == nullptr);
    }

    void theFrontMarksTheChosenFormulaAlsoBesideIt()
    {
        const Figure figure = frontFigure(kneeAtSeven(), {.target = "peak_power_w", .chosen = PlacedFormula{5, 0.3}});
        QCOMPARE(curveNamed(figure, "Chosen")->x, std::vector<double>{5.0});
        QCOMPARE(curveNamed(figure, "Chosen")->y, std::vector<double>{0.3});
        QCOMPARE(figure.panels.at(0).y.label(), std::string("Mean absolute error (W)"));
    }

    void aChosenFormulaWithoutErrorIsNotOnALogarithmicAxis()
    {
        FrontPicture picture{.target = "y", .logarithmic = true, .chosen = PlacedFormula{5, 0.0}};
        const Figure figure = frontFigure(kneeAtSeven(), picture);
        QVERIFY(curveNamed(figure, "Chosen") == nullptr);
        QVERIFY(*figure.panels.at(0).y.minimum > 0.0);
        picture.logarithmic = false;
        const Figure linear = frontFigure(kneeAtSeven(), picture);
        QCOMPARE(curveNamed(linear, "Chosen")->y, std::vector<double>{0.0});
    }

    void withoutValidationRowsTheFrontHasTrainingErrorsAlone()
    {
        const Figure figure = frontFigure({candidateOf(1, 2.0), candidateOf(3, 1.0)}, {.target = "y"});
        QVERIFY(curveNamed(figure, "Validation") == nullptr);
        QVERIFY(frontFigure({}, {.target = "y"}).panels.empty());
    }

    void aLogarithmicAxisLeavesOutWhatItCannotShow()
    {
        const Front front = {candidateOf(1, 20.0, HUGE_VAL), candidateOf(3, 0.3, 0.4), candidateOf(5, 0.0, 0.1)};
        const Figure figure = frontFigure(front, {.target = "y", .logarithmic = true});
        const FigurePanel& panel = figure.panels.at(0);
        QVERIFY(std::isnan(panel.curves[0].y[2]));
        QVERIFY(std::isnan(panel.curves[1].y[0]));
        QCOMPARE(panel.y.minimum, std::optional(0.05));
        QCOMPARE(panel.y.maximum, std::optional(50.0));
    }

    void axesOfTheFrontOnlyGrowWhileTheSearchGoesOn()
    {
        const Figure early = frontFigure({candidateOf(1, 90.0), candidateOf(25, 40.0)}, {.target = "y"});
        Figure late = frontFigure({candidateOf(1, 30.0), candidateOf(9, 3.0)}, {.target = "y"});
        QCOMPARE(late.panels[0].x.maximum, std::optional(10.0));
        QCOMPARE(late.panels[0].y.maximum, std::optional(50.0));
        holdAxes(late, early);
        QCOMPARE(late.panels[0].x.maximum, std::optional(30.0));
        QCOMPARE(late.panels[0].y.maximum, std::optional(100.0));
        Figure logarithmic = frontFigure({candidateOf(1, 30.0)}, {.target = "y", .logarithmic = true});
        const auto before = logarithmic.panels[0].y.maximum;
        holdAxes(logarithmic, early);
        QCOMPARE(logarithmic.panels[0].y.maximum, before);
    }

    void theFitSaysHowManyRowsAndHowWell()
    {
        const Figure figure = fitFigure(powerFit(), runName);
        const FigurePanel& panel = figure.panels.at(0);
        QCOMPARE(panel.x.label(), std::string("Observed peak power (W)"));
        QCOMPARE(panel.y.label(), std::string("Predicted peak power (W)"));
        QCOMPARE(panel.curves[0].name, std::string("Training: n = 3, R² = 1.000, MRE = 0.0 %"));
        QCOMPARE(panel.curves[1].name.substr(0, 11), std::string("Test: n = 2"));
        QCOMPARE(panel.curves[1].rows, (std::vector<std::size_t>{10, 11}));
        QCOMPARE(panel.curves[1].colour, 2); // a part keeps its colour though one before it has no rows
        QCOMPARE(panel.rules.at(0).kind, FigureRule::Kind::Diagonal);
        QCOMPARE(panel.x.minimum, panel.y.minimum);
        QCOMPARE(panel.x.maximum, panel.y.maximum);
    }

    void theFitRingsWhatLiesOutsideTheTrainingBoxAndNamesWhatIsOutOfLine()
    {
        const Figure figure = fitFigure(powerFit(30.0), runName);
        const FigureCurve* outside = curveNamed(figure, "Outside the training box: 1");
        QVERIFY(outside != nullptr);
        QCOMPARE(outside->x, std::vector<double>{229.0});
        QCOMPARE(figure.panels[0].curves[1].labels, (std::vector<std::string>{"", "run11"}));
        QVERIFY(curveNamed(fitFigure(powerFit(), runName), "Outside")->labels.empty());
    }

    void theTestRowsBearTheirIntervalsAndHowManyLieInside()
    {
        std::vector<double> batches(30);
        for (std::size_t i = 0; i < batches.size(); ++i)
            batches[i] = 10.0 * static_cast<double>(i + 1);
        const auto train = powerRows(batches);
        const auto test = powerRows({20, 99}, 30.0);
        const Expression formula = *parseExpression("batch_size + 100", {"batch_size"});
        FormulaFit fit = *fitOf(formula, {{"Training", train}, {"Validation", powerRows({})}, {"Test", test}});
        RegressionData noisy = *train;
        for (Eigen::Index row = 0; row < noisy.rows(); ++row)
            noisy.target[row] += row % 2 == 0 ? 5.0 : -5.0;
        fit = withIntervals(fit, predictionBounds(formula, {}, {noisy}, {0.9, ErrorMeasure::RootMeanSquare}));
        const FigurePanel panel = fitFigure(fit, runName).panels.at(0);
        const FigureCurve& drawn = panel.curves.at(1);
        QVERIFY2(drawn.name.ends_with("1 of 2 in their 90 % intervals"), drawn.name.c_str()); // the other is 30 W off
        QCOMPARE(drawn.yError.size(), std::size_t{2});
        QVERIFY(drawn.yError[0] > 5.0 && drawn.yError[0] < 7.0);
        QVERIFY(panel.curves.at(0).yError.empty());
    }

    void valuesOverDecadesAreFittedOnLogarithmicAxes()
    {
        const auto rows = powerRows({1, 10'000, 90'000});
        const Expression formula = *parseExpression("batch_size + 100", {"batch_size"});
        const FigurePanel panel = fitFigure(*fitOf(formula, {{"Training", rows}}), runName).panels.at(0);
        QVERIFY(panel.x.logarithmic && panel.y.logarithmic);
        QVERIFY(*panel.x.minimum > 0.0);
        const Expression negative = *parseExpression("batch_size - 5000", {"batch_size"});
        QVERIFY(!fitFigure(*fitOf(negative, {{"Training", rows}}), runName).panels.at(0).x.logarithmic);
    }

    void residualsStandAgainstThePredictionOrAFeature()
    {
        const FormulaFit fit = powerFit(30.0);
        const FigurePanel against = residualFigure(fit, std::nullopt, runName).panels.at(0);
        QCOMPARE(against.x.label(), std::string("Predicted peak power (W)"));
        QCOMPARE(against.y.label(), std::string("Observed − predicted (W)"));
        QCOMPARE(against.curves[1].x, (std::vector<double>{120.0, 199.0}));
        QCOMPARE(against.curves[1].y, (std::vector<double>{0.0, 30.0}));
        const FigurePanel onFeature = residualFigure(fit, 0, runName).panels.at(0);
        QCOMPARE(onFeature.x.label(), std::string("Batch size (samples)"));
        QCOMPARE(onFeature.curves[1].x, (std::vector<double>{20.0, 99.0}));
    }

    void ofAnEnormousCloudSomePointsAreDrawnAndItSaysSo()
    {
        std::vector<double> batches(20'000);
        for (std::size_t i = 0; i < batches.size(); ++i)
            batches[i] = static_cast<double>(i);
        const Expression formula = *parseExpression("batch_size + 100", {"batch_size"});
        const Figure figure = fitFigure(*fitOf(formula, {{"Training", powerRows(batches, 999.0)}}), runName);
        const FigureCurve& cloud = figure.panels[0].curves.at(0);
        QCOMPARE(cloud.x.size(), MostPoints + 1);
        QCOMPARE(cloud.labels.back(), std::string("run20009")); // out of line: never left out
        QVERIFY(cloud.name.starts_with("Training: n = 5,000 of 20,000"));
    }

    void theDependenceHasTheRowsBehindAndTheBandAroundTheMean()
    {
        RegressionData rows = *powerRows({16, 32, 64});
        const PartialDependence dependence{
            .feature = 0, .places = {16, 64}, .mean = {1, 2}, .low = {0, 1}, .high = {4, 3}};
        const FigurePanel panel = dependenceFigure(dependence, rows).panels.at(0);
        QCOMPARE(panel.x.label(), std::string("Batch size (samples)"));
        QCOMPARE(panel.y.label(), std::string("Peak power (W)"));
        QCOMPARE(panel.curves[0].style, CurveStyle::Points);
        QCOMPARE(panel.curves[0].rows, rows.datasetRows);
        QCOMPARE(panel.curves[1].style, CurveStyle::Band);
        QCOMPARE(panel.curves[1].y, (std::vector<double>{2, 2}));
        QCOMPARE(panel.curves[1].yError, (std::vector<double>{2, 1}));
        QCOMPARE(panel.curves[2].y, dependence.mean);
    }
};

QTEST_APPLESS_MAIN(SearchFiguresTest)
#include "tst_search_figures.moc"
