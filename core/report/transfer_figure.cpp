// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/transfer_figure.h"

#include "core/base/text.h"
#include "core/report/axis_choice.h"
#include "core/report/figures.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace wattline {

namespace {

constexpr int OutsideColour = 6;
constexpr double UsedWidth = 0.6; // of a category, over which the trained groups are spread

Spread errorOf(const TransferErrors& errors, bool relative)
{
    return relative ? Spread{100.0 * errors.mre->mean, 100.0 * errors.mre->std} : errors.rmse;
}

std::string cellText(const TransferErrors& errors, bool relative)
{
    std::string text = formatShort(errorOf(errors, relative).mean, 3);
    if (errors.outside > 0.0)
        text += errors.outside >= static_cast<double>(errors.rows) ? " **" : " *";
    return text;
}

/// Where the error of a pair stands on the axis of tested groups.
double placeOf(const Transfer& transfer, std::size_t train, std::size_t test)
{
    const auto groups = static_cast<double>(transfer.groups.size());
    return static_cast<double>(test) + UsedWidth * ((static_cast<double>(train) + 0.5) / groups - 0.5);
}

} // namespace

Figure transferFigure(const Transfer& transfer)
{
    const bool relative = transfer.hasRelativeErrors();
    FigurePanel panel;
    panel.x = {.quantity = "Tested on"};
    panel.y = relative ? FigureAxis{.quantity = "Mean relative error", .unit = "%"}
                       : FigureAxis{.quantity = "Root mean squared error", .unit = axisOfColumn(transfer.target).unit};
    FigureCurve outside{
        .name = "Tested rows outside the training box", .style = CurveStyle::Rings, .colour = OutsideColour};
    std::vector<double> all;
    for (std::size_t train = 0; train < transfer.rows.size(); ++train) {
        FigureCurve curve{.name = "Trained on " + transfer.groups[train].shownName(),
                          .style = CurveStyle::Points,
                          .colour = static_cast<int>(train)};
        for (std::size_t test = 0; test < transfer.rows[train].errors.size(); ++test) {
            const auto& errors = transfer.rows[train].errors[test];
            if (!errors)
                continue;
            const Spread error = errorOf(*errors, relative);
            curve.x.push_back(placeOf(transfer, train, test));
            curve.y.push_back(error.mean);
            curve.yError.push_back(error.std);
            all.push_back(error.mean);
            if (errors->outside > 0.0) {
                outside.x.push_back(curve.x.back());
                outside.y.push_back(error.mean);
            }
        }
        if (!curve.x.empty())
            panel.curves.push_back(std::move(curve));
    }
    if (!outside.x.empty())
        panel.curves.push_back(std::move(outside));
    for (const TransferGroup& group : transfer.groups)
        panel.categories.push_back(group.shownName());
    panel.x.minimum = -0.5;
    panel.x.maximum = static_cast<double>(transfer.groups.size()) - 0.5;
    panel.y.logarithmic = spansDecades(all);
    if (!panel.y.logarithmic)
        panel.y.minimum = 0.0;
    return {.title = "Transfer between groups: " + transfer.target, .panels = {std::move(panel)}};
}

Figure transferMatrixFigure(const Transfer& transfer)
{
    const bool relative = transfer.hasRelativeErrors();
    FigureMatrix cells;
    double least = std::numeric_limits<double>::infinity();
    double greatest = -least;
    for (std::size_t train = 0; train < transfer.groups.size(); ++train) {
        cells.names.push_back(transfer.groups[train].shownName());
        for (std::size_t test = 0; test < transfer.groups.size(); ++test) {
            const auto& row = transfer.rows[train].errors;
            const bool any = test < row.size() && row[test].has_value();
            cells.texts.push_back(any ? cellText(*row[test], relative) : std::string());
            cells.values.push_back(any ? std::log(errorOf(*row[test], relative).mean)
                                       : std::numeric_limits<double>::quiet_NaN());
            if (std::isfinite(cells.values.back())) {
                least = std::min(least, cells.values.back());
                greatest = std::max(greatest, cells.values.back());
            }
        }
    }
    for (double& value : cells.values) { // log of an exact 0 is the least of all
        if (!std::isnan(value))
            value = greatest > least ? std::max(-1.0, 2.0 * (value - least) / (greatest - least) - 1.0) : 0.0;
    }
    FigurePanel panel;
    const std::string unit = axisOfColumn(transfer.target).unit;
    panel.title =
        relative ? "Mean relative error (%)" : "Root mean squared error" + (unit.empty() ? "" : " (" + unit + ")");
    panel.x = {.quantity = "Tested on"};
    panel.y = {.quantity = "Trained on"};
    panel.categories = cells.names;
    panel.matrix = std::move(cells);
    return {.title = "Transfer matrix: " + transfer.target, .panels = {std::move(panel)}};
}

std::optional<std::pair<std::size_t, std::size_t>> pairAt(const Transfer& transfer, std::size_t curve,
                                                          std::size_t point)
{
    for (std::size_t train = 0; train < transfer.rows.size(); ++train) {
        std::vector<std::size_t> tested;
        for (std::size_t test = 0; test < transfer.rows[train].errors.size(); ++test) {
            if (transfer.rows[train].errors[test])
                tested.push_back(test);
        }
        if (tested.empty())
            continue;
        if (curve-- == 0)
            return point < tested.size() ? std::optional(std::pair(train, tested[point])) : std::nullopt;
    }
    return {};
}

} // namespace wattline
