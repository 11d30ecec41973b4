// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/figure_ranges.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace wattline::ui {

namespace {

/// The range of some values, widened by a margin; never empty.
QCPRange widened(double low, double high, double margin)
{
    if (!(low <= high))
        return {0.0, 1.0};
    if (low == high)
        return {low - std::max(0.5, 0.05 * std::abs(low)), high + std::max(0.5, 0.05 * std::abs(high))};
    return {low - margin * (high - low), high + margin * (high - low)};
}

struct Extent {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    void take(double value)
    {
        if (!std::isfinite(value))
            return;
        low = std::min(low, value);
        high = std::max(high, value);
    }
};

QCPRange wholeOf(const FigureMatrix& matrix)
{
    return {-0.5, static_cast<double>(matrix.names.size()) - 0.5};
}

} // namespace

bool isCloud(const FigurePanel& panel)
{
    return std::any_of(panel.curves.begin(), panel.curves.end(),
                       [](const FigureCurve& c) { return c.style == CurveStyle::Points; });
}

QCPRange wholeRangeX(const FigurePanel& panel)
{
    if (panel.matrix)
        return wholeOf(*panel.matrix);
    if (!panel.categories.empty())
        return {-0.6, static_cast<double>(panel.categories.size()) - 0.4};
    Extent extent;
    for (const FigureCurve& curve : panel.curves) {
        for (const double x : curve.x)
            extent.take(x);
        if (curve.samples && curve.samples->size() > 0) {
            extent.take(curve.samples->times().front());
            extent.take(curve.samples->times().back());
        }
    }
    QCPRange range = widened(extent.low, extent.high, isCloud(panel) ? 0.04 : 0.0);
    if (panel.x.logarithmic)
        range = {extent.low / 1.1, extent.high * 1.1};
    return {panel.x.minimum.value_or(range.lower), panel.x.maximum.value_or(range.upper)};
}

QCPRange wholeRangeY(const FigurePanel& panel)
{
    if (panel.matrix)
        return wholeOf(*panel.matrix);
    Extent extent;
    bool bars = false;
    for (const FigureCurve& curve : panel.curves) {
        bars = bars || curve.style == CurveStyle::Bars;
        for (std::size_t i = 0; i < curve.y.size(); ++i) {
            const double error = i < curve.yError.size() && std::isfinite(curve.yError[i]) ? curve.yError[i] : 0.0;
            extent.take(curve.y[i] - error);
            extent.take(curve.y[i] + error);
        }
        if (curve.samples && !curve.samples->extent().empty()) {
            extent.take(curve.samples->extent().low);
            extent.take(curve.samples->extent().high);
        }
    }
    for (const FigureRule& rule : panel.rules) {
        if (rule.kind == FigureRule::Kind::Horizontal)
            extent.take(rule.at);
    }
    if (bars)
        extent.take(0.0);
    QCPRange range = widened(extent.low, extent.high, 0.05);
    if (bars && extent.low >= 0.0)
        range.lower = 0.0;
    if (panel.y.logarithmic && extent.low > 0.0)
        range = {extent.low / 1.2, extent.high * 1.2};
    return {panel.y.minimum.value_or(range.lower), panel.y.maximum.value_or(range.upper)};
}

} // namespace wattline::ui
