// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/fit_figures.h"

#include "core/base/text.h"
#include "core/data/heavy_tail.h"
#include "core/report/axis_choice.h"
#include "core/report/figures.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wattline {

namespace {

constexpr int OutsideColour = 4; // after the three parts; a diamond

/// The place of a row in a plot.
using PlaceOf = std::function<std::pair<double, double>(const FittedPart& part, std::size_t row)>;

std::size_t rowCount(const FittedPart& part)
{
    return part.outside.size();
}

bool isOutOfLine(const FormulaFit& fit, PartRow row)
{
    return std::find(fit.outOfLine.begin(), fit.outOfLine.end(), row) != fit.outOfLine.end();
}

std::string countText(const FittedPart& part)
{
    const std::size_t rows = rowCount(part);
    if (rows <= MostPoints)
        return formatCount(rows);
    return formatCount(MostPoints) + " of " + formatCount(rows);
}

/// "Training: n = 367, R² = 0.981, MRE = 2.6 %"
std::string withErrors(const FittedPart& part)
{
    std::string text = part.part.name + ": n = " + countText(part);
    if (part.errors)
        text += fmt::format(", R² = {:.3f}", part.errors->r2);
    if (part.errors && part.errors->mre)
        text += fmt::format(", MRE = {:.1f} %", 100.0 * *part.errors->mre);
    return text;
}

/// ", 44 of 46 in their 95 % intervals"
std::string coverageText(const FormulaFit& fit, const FittedPart& part)
{
    if (&part != fit.judge() || part.intervals.empty())
        return {};
    return fmt::format(", {} of {} in their {} % intervals", formatCount(part.rowsInIntervals()),
                       formatCount(rowCount(part)), formatShort(100.0 * fit.bounds->uncertainty->settings.confidence));
}

/// Half the interval at each point of a cloud, as an error bar; none on so many points that they would hide each other,
/// and NaN, for no bar, where it would leave a logarithmic axis.
std::vector<double> barsOf(const FormulaFit& fit, const FittedPart& part, bool isLogarithmic)
{
    if (&part != fit.judge() || part.intervals.empty() || rowCount(part) > MostBars)
        return {};
    std::vector<double> bars;
    for (const Interval& interval : part.intervals)
        bars.push_back(isLogarithmic && interval.low <= 0.0 ? std::nan("") : (interval.high - interval.low) / 2.0);
    return bars;
}

FigureCurve cloudOf(const FormulaFit& fit, std::size_t partPlace, const PlaceOf& placeOf, const RowName& nameOf)
{
    const FittedPart& part = fit.parts[partPlace];
    FigureCurve cloud{.style = CurveStyle::Points, .colour = static_cast<int>(partPlace)};
    const std::size_t every = (rowCount(part) + MostPoints - 1) / MostPoints;
    const std::vector<std::size_t>& datasetRows = part.part.rows->datasetRows;
    for (std::size_t row = 0; row < rowCount(part); ++row) {
        const bool named = isOutOfLine(fit, {partPlace, row});
        if (row % every != 0 && !named)
            continue;
        const auto [x, y] = placeOf(part, row);
        cloud.x.push_back(x);
        cloud.y.push_back(y);
        if (row < datasetRows.size())
            cloud.rows.push_back(datasetRows[row]);
        cloud.labels.push_back(named && row < datasetRows.size() ? nameOf(datasetRows[row]) : std::string());
    }
    return cloud;
}

/// Rings around the rows outside the training box, of the drawn size at most; empty where there are none.
FigureCurve ringsOutside(const FormulaFit& fit, const PlaceOf& placeOf)
{
    FigureCurve rings{.style = CurveStyle::Rings, .colour = OutsideColour};
    std::size_t count = 0;
    for (const FittedPart& part : fit.parts) {
        for (std::size_t row = 0; row < rowCount(part); ++row) {
            if (!part.outside[row] || ++count > MostPoints)
                continue;
            const auto [x, y] = placeOf(part, row);
            rings.x.push_back(x);
            rings.y.push_back(y);
        }
    }
    rings.name = "Outside the training box: " + formatCount(count);
    return rings;
}

std::vector<FigureCurve> clouds(const FormulaFit& fit, const PlaceOf& placeOf, const RowName& nameOf)
{
    std::vector<FigureCurve> curves;
    for (std::size_t part = 0; part < fit.parts.size(); ++part) {
        if (rowCount(fit.parts[part]) == 0)
            continue;
        curves.push_back(cloudOf(fit, part, placeOf, nameOf));
        curves.back().name = fit.parts[part].part.name;
    }
    FigureCurve outside = ringsOutside(fit, placeOf);
    if (!outside.x.empty())
        curves.push_back(std::move(outside));
    return curves;
}

std::vector<double> allValues(const FormulaFit& fit, const std::function<double(const FittedPart&, Eigen::Index)>& of)
{
    std::vector<double> values;
    for (const FittedPart& part : fit.parts) {
        for (Eigen::Index row = 0; row < part.predicted.size(); ++row)
            values.push_back(of(part, row));
    }
    return values;
}

double observedAt(const FittedPart& part, Eigen::Index row)
{
    return part.part.rows->target[row];
}

double predictedAt(const FittedPart& part, Eigen::Index row)
{
    return part.predicted[row];
}

const std::string& targetOf(const FormulaFit& fit)
{
    return fit.parts.front().part.rows->targetName;
}

} // namespace

Figure fitFigure(const FormulaFit& fit, const RowName& nameOf)
{
    FigurePanel panel;
    panel.x = axisAfter("Observed", axisOfColumn(targetOf(fit)));
    panel.y = axisAfter("Predicted", axisOfColumn(targetOf(fit)));
    panel.curves = clouds(
        fit,
        [](const FittedPart& part, std::size_t row) {
            const auto place = static_cast<Eigen::Index>(row);
            return std::pair{observedAt(part, place), predictedAt(part, place)};
        },
        nameOf);
    const std::vector<double> predicted = allValues(fit, predictedAt);
    const bool positive = std::ranges::all_of(predicted, [](double value) { return value > 0.0; });
    panel.x.logarithmic = panel.y.logarithmic = positive && spansDecades(allValues(fit, observedAt));
    for (FigureCurve& curve : panel.curves) {
        for (const FittedPart& part : fit.parts) {
            if (curve.name != part.part.name)
                continue;
            curve.name = withErrors(part) + coverageText(fit, part);
            curve.yError = barsOf(fit, part, panel.y.logarithmic);
        }
    }
    shareRange(panel);
    panel.rules.push_back({FigureRule::Kind::Diagonal, 0.0, "Predicted = observed"});
    return {.title = "Predicted against observed: " + targetOf(fit), .panels = {std::move(panel)}};
}

Figure residualFigure(const FormulaFit& fit, std::optional<std::size_t> feature, const RowName& nameOf)
{
    const RegressionData& training = *fit.parts.front().part.rows;
    const auto column = static_cast<Eigen::Index>(feature.value_or(0));
    const auto xAt = [&](const FittedPart& part, Eigen::Index row) {
        return feature ? part.part.rows->features(row, column) : predictedAt(part, row);
    };
    FigurePanel panel;
    panel.x = feature ? axisOfColumn(training.featureNames.at(*feature))
                      : axisAfter("Predicted", axisOfColumn(targetOf(fit)));
    const std::vector<double> places = allValues(fit, xAt);
    const bool positive = std::ranges::all_of(places, [](double value) { return value > 0.0; });
    panel.x.logarithmic = positive && (feature ? isHeavyTailed(training.features.col(column)) : spansDecades(places));
    panel.y = {.quantity = "Observed − predicted", .unit = axisOfColumn(targetOf(fit)).unit};
    panel.curves = clouds(
        fit,
        [&](const FittedPart& part, std::size_t row) {
            return std::pair{xAt(part, static_cast<Eigen::Index>(row)), part.residual(row)};
        },
        nameOf);
    panel.rules.push_back({FigureRule::Kind::Horizontal, 0.0, {}});
    const std::string against = feature ? training.featureNames[*feature] : "prediction";
    return {.title = "Residuals of " + targetOf(fit) + " against " + against, .panels = {std::move(panel)}};
}

} // namespace wattline
