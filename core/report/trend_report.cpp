// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/trend_report.h"

#include "core/base/text.h"
#include "core/report/figures.h"
#include "core/report/tables.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wattline {

namespace {

/// Places at which a curve is drawn, even on its axis.
std::vector<double> placesAlong(const TrendFits& trends, bool logarithmic)
{
    constexpr int Places = 200;
    std::vector<double> places;
    for (int i = 0; i <= Places; ++i) {
        const double part = static_cast<double>(i) / Places;
        places.push_back(logarithmic ? trends.lowX * std::pow(trends.highX / trends.lowX, part)
                                     : trends.lowX + part * (trends.highX - trends.lowX));
    }
    return places;
}

std::string cell(double value)
{
    return std::isfinite(value) ? formatShort(value) : "-";
}

std::string remarkOf(const TrendFits& trends, std::size_t place)
{
    if (!trends.fits[place].exists())
        return "absent: " + trends.fits[place].absentBecause;
    return trends.best == place ? "best" : "";
}

} // namespace

TrendPoints trendPoints(const RegressionData& data, std::size_t feature)
{
    const auto column = data.features.col(static_cast<Eigen::Index>(feature));
    return {data.featureNames.at(feature),
            data.targetName,
            {column.begin(), column.end()},
            {data.target.begin(), data.target.end()}};
}

std::string titleOf(TrendKind kind)
{
    std::string title(nameOf(kind));
    title.front() = static_cast<char>(title.front() - 'a' + 'A');
    std::replace(title.begin(), title.end(), '_', ' ');
    return title;
}

void addTrends(Figure& scatter, const TrendFits& trends, const std::set<TrendKind>& kinds)
{
    FigurePanel& panel = scatter.panels.front();
    const std::vector<double> places = placesAlong(trends, panel.x.logarithmic);
    for (std::size_t i = 0; i < trends.fits.size(); ++i) {
        const TrendFit& fit = trends.fits[i];
        if (!fit.exists() || !kinds.contains(fit.kind))
            continue;
        FigureCurve curve{.name = fmt::format("{}, R² {}", titleOf(fit.kind), cell(fit.line.r2)),
                          .x = fit.hasEquation() ? places : fit.x,
                          .y = fit.y,
                          .colour = static_cast<int>(i) + 1,
                          .dashed = trends.best != i};
        if (fit.hasEquation()) {
            for (const double x : places)
                curve.y.push_back(trendAt(fit, x));
        }
        panel.curves.push_back(std::move(curve));
    }
}

std::string trendText(const TrendFits& trends)
{
    TextTable table{{"trend", "equation", "R2", "R2 (spreadsheet)", "remark"}, {}};
    for (std::size_t i = 0; i < trends.fits.size(); ++i) {
        const TrendFit& fit = trends.fits[i];
        table.rows.push_back({titleOf(fit.kind), fit.hasEquation() ? trendEquation(fit, "x", "y") : "-",
                              cell(fit.line.r2), cell(fit.spreadsheet.r2), remarkOf(trends, i)});
    }
    return fmt::format("{} rows; x: {}, y: {}\n{}", trends.rows, axisOfColumn(trends.x).label(),
                       axisOfColumn(trends.y).label(), toPlainText(table));
}

} // namespace wattline
