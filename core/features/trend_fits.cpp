// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/trend_fits.h"

#include "core/base/statistics.h"
#include "core/base/text.h"
#include "core/features/growth_fit.h"
#include "core/features/moving_trend.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wattline {

namespace {

using Values = std::vector<double>;

bool isConstant(const Values& values)
{
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    return *low == *high;
}

double totalSquares(const Values& y)
{
    return populationVariance(y) * static_cast<double>(y.size());
}

/// Ordinary least squares of v over u, which has two values at least.
TrendLine straightLine(const Values& u, const Values& v)
{
    const double meanU = mean(u);
    const double meanV = mean(v);
    double uu = 0.0;
    double uv = 0.0;
    for (std::size_t i = 0; i < u.size(); ++i) {
        uu += (u[i] - meanU) * (u[i] - meanU);
        uv += (u[i] - meanU) * (v[i] - meanV);
    }
    TrendLine line{uv / uu, 0.0, 0.0};
    line.b = meanV - line.a * meanU;
    double rest = 0.0;
    for (std::size_t i = 0; i < u.size(); ++i) {
        const double off = v[i] - meanV - line.a * (u[i] - meanU);
        rest += off * off;
    }
    line.r2 = 1.0 - rest / totalSquares(v); // NaN or minus infinity for a constant
    if (!std::isfinite(line.r2))
        line.r2 = std::numeric_limits<double>::quiet_NaN();
    return line;
}

Values logOf(const Values& values)
{
    Values logs;
    logs.reserve(values.size());
    for (const double value : values)
        logs.push_back(std::log(value));
    return logs;
}

/// Why a logarithm cannot be taken; empty where it can.
std::string notPositive(const std::string& name, const Values& values)
{
    const auto bad = static_cast<std::size_t>(
        std::count_if(values.begin(), values.end(), [](double value) { return !(value > 0.0); }));
    if (bad == 0)
        return {};
    return fmt::format("{} is 0 or negative in {} of {} rows, and this trend takes its logarithm; keep the positive "
                       "ones with --where, or take another trend.",
                       name, bad, values.size());
}

double r2Of(const TrendFit& fit, const TrendPoints& points)
{
    double rest = 0.0;
    for (std::size_t i = 0; i < points.x.size(); ++i) {
        const double off = points.y[i] - trendAt(fit, points.x[i]);
        rest += off * off;
    }
    const double r2 = 1.0 - rest / totalSquares(points.y);
    return std::isfinite(r2) ? r2 : std::numeric_limits<double>::quiet_NaN();
}

TrendFit straightTrend(TrendKind kind, const TrendPoints& points)
{
    TrendFit fit{.kind = kind};
    if (kind == TrendKind::Logarithmic)
        fit.absentBecause = notPositive(points.xName, points.x);
    if (fit.exists())
        fit.line = fit.spreadsheet = straightLine(kind == TrendKind::Linear ? points.x : logOf(points.x), points.y);
    return fit;
}

/// Exponential and power trends: straight lines of ln y for spreadsheets, curves through y itself for us.
TrendFit growingTrend(TrendKind kind, const TrendPoints& points, const RunContext& context)
{
    TrendFit fit{.kind = kind};
    fit.absentBecause = notPositive(points.yName, points.y);
    if (fit.exists() && kind == TrendKind::Power)
        fit.absentBecause = notPositive(points.xName, points.x);
    if (!fit.exists())
        return fit;
    const Values u = kind == TrendKind::Power ? logOf(points.x) : points.x;
    const TrendLine logarithmic = straightLine(u, logOf(points.y));
    fit.spreadsheet = {std::exp(logarithmic.b), logarithmic.a, logarithmic.r2};
    const std::optional<Growth> growth = fitGrowth(u, points.y, logarithmic.a, context);
    if (!growth)
        return fit;
    fit.line = {std::exp(growth->logA), growth->b, 0.0};
    if (!std::isnormal(fit.line.a))
        fit.absentBecause = fmt::format("its factor, e^{}, is beyond what a double holds; shift or scale {}.",
                                        formatShort(growth->logA), points.xName);
    else
        fit.line.r2 = r2Of(fit, points);
    return fit;
}

Result<void> checkPoints(const TrendPoints& points, const TrendSettings& settings)
{
    constexpr std::size_t FewestPoints = 3;
    if (points.x.size() < FewestPoints)
        return Error{ErrorKind::Data, fmt::format("{} rows are too few for a trend; at least {} are needed.",
                                                  points.x.size(), FewestPoints)};
    const auto [low, high] = std::minmax_element(points.x.begin(), points.x.end());
    if (*low == *high)
        return Error{ErrorKind::Data, fmt::format("{} is {} in every row: a trend needs two values at least.",
                                                  points.xName, formatShort(*low))};
    if (settings.places < 1 || settings.places % 2 == 0)
        return Error{ErrorKind::Data, fmt::format("a moving average over {} places has no middle; take an odd number "
                                                  "such as 3 or 5.",
                                                  settings.places)};
    return {};
}

std::optional<std::size_t> bestOf(const std::vector<TrendFit>& fits)
{
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < fits.size(); ++i) {
        if (fits[i].hasEquation() && std::isfinite(fits[i].line.r2) && (!best || fits[i].line.r2 > fits[*best].line.r2))
            best = i;
    }
    return best;
}

} // namespace

Result<TrendFits> fitTrends(const TrendPoints& points, const TrendSettings& settings, const RunContext& context)
{
    if (const Result<void> possible = checkPoints(points, settings); !possible)
        return possible.error();
    const auto [low, high] = std::minmax_element(points.x.begin(), points.x.end());
    TrendFits found{points.xName, points.yName, points.x.size(), *low, *high, {}, {}};
    found.fits = {straightTrend(TrendKind::Linear, points), straightTrend(TrendKind::Logarithmic, points),
                  growingTrend(TrendKind::Exponential, points, context),
                  growingTrend(TrendKind::Power, points, context), movingTrend(points, settings.places, context)};
    if (context.stopRequested())
        return canceledError();
    if (isConstant(points.y)) {
        for (TrendFit& fit : found.fits) // else a quotient of roundings
            fit.line.r2 = fit.spreadsheet.r2 = std::numeric_limits<double>::quiet_NaN();
    }
    found.best = bestOf(found.fits);
    return found;
}

double trendAt(const TrendFit& fit, double x)
{
    const auto [a, b, r2] = fit.line;
    switch (fit.kind) {
    case TrendKind::Linear:
        return a * x + b;
    case TrendKind::Logarithmic:
        return a * std::log(x) + b;
    case TrendKind::Exponential:
        return a * std::exp(b * x);
    case TrendKind::Power:
        return a * std::pow(x, b);
    case TrendKind::MovingAverage:
        break;
    }
    return std::numeric_limits<double>::quiet_NaN();
}

std::string_view nameOf(TrendKind kind)
{
    constexpr std::string_view Names[] = {"linear", "logarithmic", "exponential", "power", "moving_average"};
    return Names[static_cast<std::size_t>(kind)];
}

std::string trendEquation(const TrendFit& fit, const std::string& x, const std::string& y, int significantDigits)
{
    if (!fit.hasEquation())
        return {};
    const std::string a = formatShort(fit.line.a, significantDigits);
    const std::string b = formatShort(fit.line.b, significantDigits);
    const std::string plusB =
        fmt::format("{} {}", fit.line.b < 0.0 ? '-' : '+', formatShort(std::abs(fit.line.b), significantDigits));
    switch (fit.kind) {
    case TrendKind::Linear:
        return fmt::format("{} = {} {} {}", y, a, x, plusB);
    case TrendKind::Logarithmic:
        return fmt::format("{} = {} ln({}) {}", y, a, x, plusB);
    case TrendKind::Exponential:
        return fmt::format("{} = {} exp({} {})", y, a, b, x);
    default:
        return fmt::format("{} = {} {}^{}", y, a, x, fit.line.b < 0.0 ? "(" + b + ")" : b);
    }
}

} // namespace wattline
