// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/figures.h"

#include "core/base/text.h"
#include "core/report/axis_choice.h"
#include "core/report/fit_figures.h"
#include "core/report/front_figure.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace wattline {

Figure scatterFigure(const RegressionData& data, std::size_t feature)
{
    assert(feature < data.featureNames.size());
    FigureCurve points{.style = CurveStyle::Points};
    const auto count = static_cast<std::size_t>(data.rows());
    const std::size_t every = std::max<std::size_t>(1, (count + MostPoints - 1) / MostPoints);
    for (std::size_t row = 0; row < count; row += every) {
        const auto place = static_cast<Eigen::Index>(row);
        points.x.push_back(data.features(place, static_cast<Eigen::Index>(feature)));
        points.y.push_back(data.target[place]);
        if (row < data.datasetRows.size())
            points.rows.push_back(data.datasetRows[row]);
    }
    if (every > 1)
        points.name = formatCount(points.x.size()) + " of " + formatCount(count) + " rows";
    FigurePanel panel;
    panel.x = axisOfColumn(data.featureNames[feature]);
    panel.x.logarithmic = spansDecades(points.x);
    panel.y = axisOfColumn(data.targetName);
    panel.curves.push_back(std::move(points));
    return {.title = data.targetName + " against " + data.featureNames[feature], .panels = {std::move(panel)}};
}

Figure fitnessFigure(const std::vector<GenerationStats>& history, const std::string& target, ErrorMeasure measure)
{
    FigureCurve best{.name = "Best", .colour = 0};
    FigureCurve mean{.name = "Mean", .colour = 1, .dashed = true};
    FigureCurve validation{.name = "Best, validation rows", .colour = 2};
    for (const GenerationStats& stats : history) {
        const auto generation = static_cast<double>(stats.generation);
        for (FigureCurve* curve : {&best, &mean, &validation})
            curve->x.push_back(generation);
        best.y.push_back(shownError(stats.bestFitness, measure));
        mean.y.push_back(shownError(stats.meanFitness, measure));
        validation.y.push_back(shownError(stats.validationFitness, measure));
    }
    FigurePanel panel;
    panel.x = {.quantity = "Generation"};
    panel.y = errorAxis(measure, target);
    // A few wild programs lift the mean by powers of ten and would press the best one flat onto the axis.
    std::vector<double> all = best.y;
    all.insert(all.end(), mean.y.begin(), mean.y.end());
    panel.y.logarithmic = spansDecades(all);
    const bool validated = std::ranges::any_of(validation.y, [](double value) { return std::isfinite(value); });
    panel.curves = {std::move(best), std::move(mean)};
    if (validated)
        panel.curves.push_back(std::move(validation));
    return {.title = "Fitness of " + target, .panels = {std::move(panel)}};
}

Figure predictedObservedFigure(const Comparison& comparison, std::size_t method)
{
    assert(method < comparison.methods.size());
    const MethodResult& result = comparison.methods[method];
    FigureCurve points;
    points.name = result.title;
    points.style = CurveStyle::Points;
    points.colour = static_cast<int>(method);
    FigurePanel panel;
    panel.title = result.title;
    panel.x = axisAfter("Observed", axisOfColumn(comparison.target));
    panel.y = axisAfter("Predicted", axisOfColumn(comparison.target));
    for (const TestPrediction& prediction : result.predictions) {
        points.x.push_back(prediction.observed);
        points.y.push_back(prediction.predicted);
        points.rows.push_back(prediction.datasetRow);
    }
    panel.curves.push_back(std::move(points));
    shareRange(panel);
    panel.rules.push_back({FigureRule::Kind::Diagonal, 0.0, "Predicted = observed"});
    return {.title = result.title + ": " + comparison.target, .panels = {std::move(panel)}};
}

Figure comparisonFigure(const Comparison& comparison)
{
    const auto failed = [](const MethodResult& method) { return !method.failure.empty(); };
    const bool relative =
        std::ranges::all_of(comparison.methods, [&](const MethodResult& m) { return failed(m) || m.mre.has_value(); });
    FigurePanel panel;
    panel.x = {.quantity = "Method"};
    if (relative) {
        panel.y = {.quantity = "Mean relative error", .unit = "%"};
    } else {
        const std::string unit = axisOfColumn(comparison.target).unit;
        panel.y = {.quantity = "Mean squared error", .unit = unit.empty() ? "" : unit + "²"};
    }
    panel.y.minimum = 0.0;
    for (std::size_t i = 0; i < comparison.methods.size(); ++i) {
        const MethodResult& method = comparison.methods[i];
        if (failed(method))
            continue;
        const Spread error = relative ? Spread{100.0 * method.mre->mean, 100.0 * method.mre->std} : method.mse;
        // A curve for each bar, so that a method keeps its colour; the category names it, not the legend.
        panel.curves.push_back({.x = {static_cast<double>(panel.categories.size())},
                                .y = {error.mean},
                                .style = CurveStyle::Bars,
                                .colour = static_cast<int>(i),
                                .yError = {error.std}});
        panel.categories.push_back(method.title);
    }
    return {.title = "Comparison: " + comparison.target, .panels = {std::move(panel)}};
}

} // namespace wattline
