// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/effect_report.h"

#include "core/base/text.h"
#include "core/report/figures.h"
#include "core/report/fit_figures.h"
#include "core/report/tables.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wattline {

namespace {

enum Colours { MeanColour = 0, MatchedColour = 1, RowColour = 6 };

std::string cell(double value, int digits = 4)
{
    return std::isfinite(value) ? formatShort(value, digits) : "-";
}

std::string percentCell(double fraction)
{
    return std::isfinite(fraction) ? formatShort(100.0 * fraction, 3) : "-";
}

/// The rows, spread to either side of their level by the golden ratio, so that equal values stay apart.
FigureCurve rowPoints(const EffectTable& table)
{
    constexpr double GoldenPart = 0.6180339887498949;
    constexpr double Width = 0.3;
    FigureCurve points{.name = "Rows", .style = CurveStyle::Points, .colour = RowColour, .faint = true};
    const std::size_t every = (table.rows.size() + MostPoints - 1) / MostPoints;
    for (std::size_t i = 0; i < table.rows.size(); i += every) {
        const double part = std::fmod(GoldenPart * static_cast<double>(i), 1.0) - 0.5;
        points.x.push_back(static_cast<double>(table.rows[i].level) + Width * part);
        points.y.push_back(table.rows[i].target);
        points.rows.push_back(table.rows[i].datasetRow);
    }
    return points;
}

TextTable levelTable(const EffectTable& table)
{
    TextTable text{{table.choice.factor, "n"}, {}};
    for (const std::string& outcome : table.outcomes) {
        text.header.push_back(outcome);
        text.header.emplace_back("std");
    }
    text.header.insert(text.header.end(), {"matched n", "matched " + table.choice.target});
    for (std::size_t i = 0; i < table.levels.size(); ++i) {
        const EffectLevel& level = table.levels[i];
        std::vector<std::string> row = {level.name, std::to_string(level.rows)};
        for (const Spread& outcome : level.outcomes)
            row.insert(row.end(), {cell(outcome.mean), std::isfinite(outcome.mean) ? cell(outcome.std, 3) : "-"});
        row.insert(row.end(), {std::to_string(table.matched.rowsOfLevel[i]), cell(table.matched.levelMeans[i])});
        text.rows.push_back(std::move(row));
    }
    return text;
}

std::vector<std::string> sizeRow(const std::string& name, const EffectSize& size)
{
    return {name,
            std::to_string(size.levels),
            std::to_string(size.rows),
            percentCell(size.spreadFraction),
            cell(size.omegaSquared, 3),
            cell(size.etaSquared, 3),
            cell(size.p, 2)};
}

TextTable sizeTable(const EffectTable& table)
{
    TextTable text{{"effect of", "levels", "n", "spread (%)", "omega2", "eta2", "p"}, {}};
    text.rows.push_back(sizeRow(table.choice.factor, table.size));
    for (const auto& [name, size] : table.others)
        text.rows.push_back(sizeRow(name, size));
    return text;
}

std::string matchedSummary(const EffectTable& table)
{
    const MatchedEffect& matched = table.matched;
    if (matched.columns.empty())
        return "The data set has no further columns in which rows could agree.";
    if (matched.rows == 0)
        return fmt::format("No two rows with different {} agree in {}: how far the effect is that of other columns "
                           "cannot be told.",
                           table.choice.factor, fmt::join(matched.columns, ", "));
    const std::string configurations =
        matched.configurations == 1 ? "1 configuration" : fmt::format("{} configurations", matched.configurations);
    std::string text =
        fmt::format("Among the {} rows of {} that agree in {}, the means differ by {} %", matched.rows, configurations,
                    fmt::join(matched.columns, ", "), percentCell(matched.spreadFraction));
    if (std::isfinite(matched.omegaSquared))
        text += fmt::format(" (partial omega squared {}, p {})", cell(matched.omegaSquared, 3), cell(matched.p, 2));
    return text + ".";
}

} // namespace

Figure effectFigure(const EffectTable& table)
{
    FigurePanel panel;
    panel.x = axisOfColumn(table.choice.factor);
    panel.y = axisOfColumn(table.choice.target);
    FigureCurve means{.name = "Mean ± standard deviation", .style = CurveStyle::Points, .colour = MeanColour};
    FigureCurve matched{.name = "Mean of matched rows", .style = CurveStyle::Rings, .colour = MatchedColour};
    constexpr double Aside = 0.25;
    for (std::size_t i = 0; i < table.levels.size(); ++i) {
        const Spread& target = table.levels[i].outcomes.front();
        panel.categories.push_back(table.levels[i].name);
        if (!std::isfinite(target.mean))
            continue;
        means.x.push_back(static_cast<double>(i) - Aside);
        means.y.push_back(target.mean);
        means.yError.push_back(target.std);
        if (std::isfinite(table.matched.levelMeans[i])) {
            matched.x.push_back(static_cast<double>(i) + Aside);
            matched.y.push_back(table.matched.levelMeans[i]);
        }
    }
    panel.curves = {rowPoints(table), std::move(means)};
    if (!matched.x.empty())
        panel.curves.push_back(std::move(matched));
    return {.title = "Effect of " + table.choice.factor + " on " + table.choice.target, .panels = {std::move(panel)}};
}

std::string effectSummary(const EffectTable& table)
{
    std::string text = fmt::format("Over all {} rows the means of the {} levels differ by {} %", table.size.rows,
                                   table.size.levels, percentCell(table.size.spreadFraction));
    if (std::isfinite(table.size.omegaSquared))
        text += fmt::format(" and go along with {} % of the variance (omega squared)",
                            percentCell(table.size.omegaSquared));
    return text + ", whatever else differs between them. " + matchedSummary(table);
}

std::string effectText(const EffectTable& table)
{
    return toPlainText(levelTable(table)) + "\n" + toPlainText(sizeTable(table)) + "\n" + effectSummary(table) + "\n";
}

} // namespace wattline
