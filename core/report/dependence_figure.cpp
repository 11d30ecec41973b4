// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/dependence_figure.h"

#include "core/report/axis_choice.h"
#include "core/report/figures.h"
#include "core/report/fit_figures.h"

#include <algorithm>

namespace wattline {

namespace {

enum Colours { MeanColour = 0, ObservedColour = 6 };

FigureCurve observedPoints(const RegressionData& rows, std::size_t feature)
{
    FigureCurve points{.name = "Observed, training rows", .style = CurveStyle::Points, .colour = ObservedColour};
    const auto count = static_cast<std::size_t>(rows.rows());
    const std::size_t every = (count + MostPoints - 1) / MostPoints;
    for (std::size_t row = 0; row < count; row += every) {
        const auto place = static_cast<Eigen::Index>(row);
        points.x.push_back(rows.features(place, static_cast<Eigen::Index>(feature)));
        points.y.push_back(rows.target[place]);
        if (row < rows.datasetRows.size())
            points.rows.push_back(rows.datasetRows[row]);
    }
    return points;
}

/// As a band is drawn: its middle, and how far it reaches to either side.
FigureCurve bandOf(const PartialDependence& dependence)
{
    FigureCurve band{
        .name = "10 to 90 % of the rows", .x = dependence.places, .style = CurveStyle::Band, .colour = MeanColour};
    for (std::size_t i = 0; i < dependence.places.size(); ++i) {
        band.y.push_back((dependence.low[i] + dependence.high[i]) / 2.0);
        band.yError.push_back((dependence.high[i] - dependence.low[i]) / 2.0);
    }
    return band;
}

} // namespace

Figure dependenceFigure(const PartialDependence& dependence, const RegressionData& rows)
{
    const std::string& feature = rows.featureNames.at(dependence.feature);
    FigurePanel panel;
    panel.x = axisOfColumn(feature);
    panel.x.logarithmic = dependence.logarithmic;
    panel.y = axisOfColumn(rows.targetName);
    const std::vector<double> observed(rows.target.begin(), rows.target.end());
    const bool positive = std::ranges::all_of(dependence.low, [](double value) { return value > 0.0; });
    panel.y.logarithmic = positive && spansDecades(observed);
    panel.curves = {observedPoints(rows, dependence.feature),
                    bandOf(dependence),
                    {.name = "Mean prediction", .x = dependence.places, .y = dependence.mean, .colour = MeanColour}};
    return {.title = "Dependence of " + rows.targetName + " on " + feature, .panels = {std::move(panel)}};
}

} // namespace wattline
