// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/statistics.h"
#include "core/base/text.h"
#include "core/data/heavy_tail.h"
#include "core/report/axis_choice.h"
#include "core/report/comparison_figures.h"
#include "core/report/figures.h"
#include "core/report/fit_figures.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <fmt/format.h>
#include <numeric>
#include <unordered_map>

namespace wattline {

namespace {

constexpr double BandShare = 0.1;
constexpr int BandColour = 6; // grey

/// A cloud under construction: what stands where for a prediction, and which are left out of a large one.
FigureCurve cloudOf(const MethodResult& method, std::size_t place,
                    const std::function<std::pair<double, double>(const TestPrediction&)>& placeOf)
{
    FigureCurve cloud{.style = CurveStyle::Points, .colour = static_cast<int>(place)};
    const std::size_t count = method.predictions.size();
    const std::size_t every = (count + MostPoints - 1) / MostPoints;
    for (std::size_t i = 0; i < count; i += every) {
        const auto [x, y] = placeOf(method.predictions[i]);
        cloud.x.push_back(x);
        cloud.y.push_back(y);
        cloud.rows.push_back(method.predictions[i].datasetRow);
    }
    cloud.name = method.title + ": n = " +
                 (every > 1 ? formatCount(cloud.x.size()) + " of " + formatCount(count) : formatCount(count));
    return cloud;
}

/// The shade within 10 % of the observed value.
FigureCurve bandOf(const MethodResult& method, const FigurePanel& panel)
{
    FigureCurve band{.style = CurveStyle::Band, .colour = BandColour};
    std::vector<double> places = {*panel.x.minimum, *panel.x.maximum};
    if (places.front() < 0.0 && places.back() > 0.0)
        places.insert(places.begin() + 1, 0.0); // where it has no width
    for (const double x : places) {
        band.x.push_back(x);
        band.y.push_back(x);
        band.yError.push_back(BandShare * std::abs(x));
    }
    const auto within = std::ranges::count_if(method.predictions, [](const TestPrediction& p) {
        return std::abs(p.predicted - p.observed) <= BandShare * std::abs(p.observed);
    });
    band.name = fmt::format("±10 %: {:.1f} % of the predictions",
                            100.0 * static_cast<double>(within) / static_cast<double>(method.predictions.size()));
    return band;
}

/// Medians of neighbours in x: stretches of the sorted points, each of at least a twentieth of them, that part no two
/// of equal x.
FigureCurve runningMedian(const FigureCurve& cloud)
{
    constexpr std::size_t Stretches = 20;
    constexpr std::size_t FewestPoints = 5;
    std::vector<std::size_t> order(cloud.x.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return cloud.x[i]; });
    const std::size_t fewest = std::max(FewestPoints, (order.size() + Stretches - 1) / Stretches);
    FigureCurve line{.name = "Running median", .colour = cloud.colour == 1 ? 0 : 1};
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = std::min(begin + fewest, order.size());
        if (order.size() - end < fewest / 2)
            end = order.size();
        while (end < order.size() && cloud.x[order[end]] == cloud.x[order[end - 1]])
            ++end;
        std::vector<double> x;
        std::vector<double> y;
        for (std::size_t i = begin; i < end; ++i) {
            x.push_back(cloud.x[order[i]]);
            y.push_back(cloud.y[order[i]]);
        }
        line.x.push_back(median(std::move(x)));
        line.y.push_back(median(std::move(y)));
        begin = end;
    }
    return line;
}

/// The column of each row, found by its number in the data set.
std::unordered_map<std::size_t, double> valuesByRow(const RegressionData& data, std::size_t feature)
{
    std::unordered_map<std::size_t, double> values;
    for (std::size_t row = 0; row < data.datasetRows.size(); ++row)
        values.emplace(data.datasetRows[row],
                       data.features(static_cast<Eigen::Index>(row), static_cast<Eigen::Index>(feature)));
    return values;
}

bool allPositive(const std::vector<double>& values)
{
    return std::ranges::all_of(values, [](double value) { return value > 0.0; });
}

} // namespace

Figure predictedObservedFigure(const Comparison& comparison, std::size_t method)
{
    assert(method < comparison.methods.size());
    const MethodResult& result = comparison.methods[method];
    if (result.predictions.empty())
        return {};
    FigurePanel panel;
    panel.x = axisAfter("Observed", axisOfColumn(comparison.target));
    panel.y = axisAfter("Predicted", axisOfColumn(comparison.target));
    FigureCurve cloud = cloudOf(result, method, [](const TestPrediction& p) {
        return std::pair{p.observed, p.predicted};
    });
    panel.x.logarithmic = panel.y.logarithmic = spansDecades(cloud.x) && allPositive(cloud.x) && allPositive(cloud.y);
    panel.curves.push_back(std::move(cloud));
    shareRange(panel);
    panel.curves.insert(panel.curves.begin(), bandOf(result, panel));
    panel.rules.push_back({FigureRule::Kind::Diagonal, 0.0, "Predicted = observed"});
    return {.title = result.title + ": " + comparison.target, .panels = {std::move(panel)}};
}

Figure methodResidualFigure(const Comparison& comparison, std::size_t method, const RegressionData& data,
                            std::optional<std::size_t> feature)
{
    assert(method < comparison.methods.size());
    const MethodResult& result = comparison.methods[method];
    if (result.predictions.empty())
        return {};
    const FigureAxis target = axisOfColumn(comparison.target);
    std::unordered_map<std::size_t, double> values;
    if (feature)
        values = valuesByRow(data, *feature);
    const auto placeOf = [&](const TestPrediction& p) {
        return std::pair{feature ? values.at(p.datasetRow) : p.predicted, p.observed - p.predicted};
    };
    FigurePanel panel;
    panel.x = feature ? axisOfColumn(data.featureNames.at(*feature)) : axisAfter("Predicted", target);
    panel.y = {.quantity = "Observed − predicted", .unit = target.unit};
    FigureCurve cloud = cloudOf(result, method, placeOf);
    const bool heavy = feature && isHeavyTailed(data.features.col(static_cast<Eigen::Index>(*feature)));
    panel.x.logarithmic = allPositive(cloud.x) && (heavy || spansDecades(cloud.x));
    FigureCurve middle = runningMedian(cloud);
    panel.curves = {std::move(cloud), std::move(middle)};
    panel.rules.push_back({FigureRule::Kind::Horizontal, 0.0, {}});
    const std::string against = feature ? data.featureNames[*feature] : "prediction";
    return {.title = "Residuals of " + result.title + ", " + comparison.target + ", against " + against,
            .panels = {std::move(panel)}};
}

} // namespace wattline
