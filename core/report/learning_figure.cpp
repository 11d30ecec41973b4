// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/learning_figure.h"

#include "core/base/text.h"
#include "core/report/figures.h"
#include "core/report/number_cells.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace wattline {

namespace {

constexpr double PercentPerOne = 100.0;

bool hasRelativeErrors(const LearningCurve& curve)
{
    return std::ranges::all_of(curve.methods, [](const LearningLine& line) {
        return std::ranges::all_of(
            line.points, [](const LearningPoint& point) { return !point.failure.empty() || point.mre.has_value(); });
    });
}

Spread shownError(const LearningPoint& point, bool relative)
{
    if (!point.failure.empty()) {
        constexpr double None = std::numeric_limits<double>::quiet_NaN();
        return {None, None};
    }
    return relative ? Spread{PercentPerOne * point.mre->mean, PercentPerOne * point.mre->std} : point.rmse;
}

/// Adds band, line and points of a method; false where it has no figures.
bool addCurves(FigurePanel& panel, const LearningLine& line, bool relative, int colour)
{
    FigureCurve points{.style = CurveStyle::Points, .colour = colour};
    FigureCurve band{.style = CurveStyle::Band, .colour = colour};
    for (const LearningPoint& point : line.points) {
        const Spread error = shownError(point, relative);
        const double low = std::max(error.mean - error.std, 0.0); // NaN stays: it is the first argument
        const double high = error.mean + error.std;
        points.x.push_back(static_cast<double>(point.trainRows));
        points.y.push_back(error.mean);
        band.y.push_back((low + high) / 2.0);
        band.yError.push_back((high - low) / 2.0);
    }
    if (std::ranges::all_of(points.y, [](double value) { return std::isnan(value); }))
        return false;
    band.x = points.x;
    FigureCurve mean = points;
    mean.name = line.title;
    mean.style = CurveStyle::Line;
    panel.curves.push_back(std::move(band));
    panel.curves.push_back(std::move(mean));
    panel.curves.push_back(std::move(points));
    return true;
}

/// "10 random splits", "One split grouped by model"
std::string splitsOf(const LearningCurve& curve)
{
    const std::string count = curve.repeats == 1 ? "One" : std::to_string(curve.repeats);
    const std::string noun = curve.repeats == 1 ? "split" : "splits";
    const std::string rule = ruleText(curve.split);
    return curve.split.kind == SplitRule::Kind::Random ? fmt::format("{} {} {}", count, rule, noun)
                                                       : fmt::format("{} {} {}", count, noun, rule);
}

} // namespace

Figure learningFigure(const LearningCurve& curve)
{
    const bool relative = hasRelativeErrors(curve);
    FigurePanel panel;
    panel.x = {.quantity = "Training rows", .minimum = 0.0};
    panel.y = relative ? FigureAxis{.quantity = "Mean relative error", .unit = "%"}
                       : FigureAxis{.quantity = "Root mean squared error", .unit = axisOfColumn(curve.target).unit};
    panel.y.minimum = 0.0;
    if (curve.finishedShares() < curve.sharesAsked) // the points to come, or that were not waited for, have their place
        panel.x.maximum = 1.05 * static_cast<double>(curve.allTrainRows);
    bool any = false;
    for (std::size_t method = 0; method < curve.methods.size(); ++method)
        any = addCurves(panel, curve.methods[method], relative, static_cast<int>(method)) || any;
    Figure figure{.title = "Learning curve: " + curve.target};
    if (any)
        figure.panels.push_back(std::move(panel));
    return figure;
}

std::vector<std::string> learningNotes(const LearningCurve& curve)
{
    const bool isGrouped = curve.split.kind == SplitRule::Kind::Grouped;
    std::vector<std::string> notes = {fmt::format(
        "{}{}, {} test rows in {}; where a method has a grid, it is searched at each share in the first split, and the "
        "winner is fitted in all.",
        curve.repeats == 1 ? "" : "Mean ± sample standard deviation over ", splitsOf(curve), curve.testRows,
        isGrouped ? "the first" : "each")};
    if (isGrouped)
        notes.emplace_back(
            "The rows of a share are drawn from all training groups; the test rows are of other groups.");
    if (curve.stopped)
        notes.push_back(
            fmt::format("Stopped early, after {} of {} shares.", curve.finishedShares(), curve.sharesAsked));
    return notes;
}

TextTable learningTable(const LearningCurve& curve)
{
    const std::string unit = axisOfColumn(curve.target).unit;
    TextTable table;
    table.header = {"method", "share (%)", "training rows", "MRE (%)", withUnit("RMSE", unit), withUnit("MAE", unit),
                    "R2",     "settings"};
    table.notes = learningNotes(curve);
    for (const LearningLine& line : curve.methods) {
        for (const LearningPoint& point : line.points) {
            const std::string share = formatShort(PercentPerOne * point.share);
            const std::string rows = std::to_string(point.trainRows);
            if (!point.failure.empty())
                table.rows.push_back(
                    {line.title, share, rows, AbsentCell, AbsentCell, AbsentCell, AbsentCell, point.failure});
            else
                table.rows.push_back({line.title, share, rows,
                                      point.mre ? spreadCell(*point.mre, curve.repeats, PercentPerOne) : AbsentCell,
                                      spreadCell(point.rmse, curve.repeats), spreadCell(point.mae, curve.repeats),
                                      spreadCell(point.r2, curve.repeats), point.settings});
        }
    }
    return table;
}

} // namespace wattline
