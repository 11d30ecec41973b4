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

} // namespace wattline
