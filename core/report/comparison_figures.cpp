// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/comparison_figures.h"

#include "core/base/statistics.h"
#include "core/report/axis_choice.h"
#include "core/report/figures.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace wattline {

namespace {

constexpr double Gap = std::numeric_limits<double>::quiet_NaN();
constexpr double HalfBox = 0.22; // of the distance between two methods
constexpr std::size_t MostJoined = 100;

/// The error of one repeat as the axis shows it; nothing where it is absent.
std::optional<double> shownError(const Metrics& metrics, ComparedError error)
{
    switch (error) {
    case ComparedError::MeanRelative:
        return metrics.mre ? std::optional(100.0 * *metrics.mre) : std::nullopt;
    case ComparedError::RootMeanSquared:
        return metrics.rmse;
    case ComparedError::MeanAbsolute:
        return metrics.mae;
    case ComparedError::MeanSquared:
        break;
    }
    return metrics.mse;
}

FigureAxis axisOf(ComparedError error, const std::string& target)
{
    const std::string unit = axisOfColumn(target).unit;
    switch (error) {
    case ComparedError::MeanRelative:
        return {.quantity = "Mean relative error", .unit = "%"};
    case ComparedError::RootMeanSquared:
        return {.quantity = "Root mean squared error", .unit = unit};
    case ComparedError::MeanAbsolute:
        return {.quantity = "Mean absolute error", .unit = unit};
    case ComparedError::MeanSquared:
        break;
    }
    return {.quantity = "Mean squared error", .unit = unit.empty() ? "" : unit + "²"};
}

/// Where the point of a repeat stands beside the middle of its method: spread evenly, and the same for every method, so
/// that joining lines run alike.
double offsetOf(std::size_t repeat)
{
    constexpr double GoldenRatio = 0.6180339887498949;
    const double place = GoldenRatio * static_cast<double>(repeat + 1);
    return HalfBox * (1.6 * (place - std::floor(place)) - 0.8);
}

FigureCurve pointsOf(const MethodResult& method, std::size_t place, ComparedError error)
{
    FigureCurve points{.style = CurveStyle::Points, .colour = static_cast<int>(place)};
    for (const RepeatResult& repeat : method.repeats) {
        if (const std::optional<double> value = shownError(repeat.metrics, error)) {
            points.x.push_back(static_cast<double>(place) + offsetOf(repeat.repeat));
            points.y.push_back(*value);
        }
    }
    return points;
}

void addStroke(FigureCurve& path, const std::vector<std::pair<double, double>>& corners)
{
    for (const auto& [x, y] : corners) {
        path.x.push_back(x);
        path.y.push_back(y);
    }
    path.x.push_back(corners.back().first);
    path.y.push_back(Gap);
}

/// Box, median and whiskers as one path.
FigureCurve boxOf(const FigureCurve& points, std::size_t place)
{
    FigureCurve box{.style = CurveStyle::Path, .colour = points.colour};
    const double low = quantile(points.y, 0.25);
    const double high = quantile(points.y, 0.75);
    const double middle = quantile(points.y, 0.5);
    double least = low;
    double most = high;
    for (const double y : points.y) {
        if (y >= low - 1.5 * (high - low))
            least = std::min(least, y);
        if (y <= high + 1.5 * (high - low))
            most = std::max(most, y);
    }
    const auto x = static_cast<double>(place);
    const double left = x - HalfBox;
    const double right = x + HalfBox;
    addStroke(box, {{left, low}, {right, low}, {right, high}, {left, high}, {left, low}});
    addStroke(box, {{left, middle}, {right, middle}});
    for (const auto& [from, to] : {std::pair{low, least}, std::pair{high, most}}) {
        addStroke(box, {{x, from}, {x, to}});
        addStroke(box, {{x - HalfBox / 2.0, to}, {x + HalfBox / 2.0, to}});
    }
    return box;
}

FigureCurve joinedRepeats(const Comparison& comparison, ComparedError error)
{
    FigureCurve path{.style = CurveStyle::Path, .colour = static_cast<int>(comparison.methods.size()), .faint = true};
    std::map<std::size_t, std::vector<std::pair<double, double>>> corners;
    for (std::size_t place = 0; place < comparison.methods.size(); ++place) {
        for (const RepeatResult& repeat : comparison.methods[place].repeats) {
            const std::optional<double> value = shownError(repeat.metrics, error);
            if (value && repeat.repeat < MostJoined)
                corners[repeat.repeat].emplace_back(static_cast<double>(place) + offsetOf(repeat.repeat), *value);
        }
    }
    for (const auto& [repeat, line] : corners)
        addStroke(path, line);
    return path;
}

} // namespace

ComparedError rankedError(const Comparison& comparison)
{
    return isRankedByRelativeError(comparison) ? ComparedError::MeanRelative : ComparedError::MeanSquared;
}

Figure errorStripFigure(const Comparison& comparison, ComparedError error, JoinRepeats join)
{
    constexpr std::size_t FewestInBox = 3;
    FigurePanel panel;
    panel.x = {.quantity = "Method"};
    panel.y = axisOf(error, comparison.target);
    std::vector<double> all;
    if (join == JoinRepeats::Yes)
        panel.curves.push_back(joinedRepeats(comparison, error));
    for (std::size_t place = 0; place < comparison.methods.size(); ++place) {
        const MethodResult& method = comparison.methods[place];
        panel.categories.push_back(method.title);
        FigureCurve points = pointsOf(method, place, error);
        all.insert(all.end(), points.y.begin(), points.y.end());
        if (points.y.size() >= FewestInBox)
            panel.curves.push_back(boxOf(points, place));
        if (!points.y.empty())
            panel.curves.push_back(std::move(points));
    }
    panel.y.logarithmic = spansDecades(all);
    if (!panel.y.logarithmic)
        panel.y.minimum = 0.0;
    return {.title = "Errors of the methods: " + comparison.target, .panels = {std::move(panel)}};
}

} // namespace wattline
