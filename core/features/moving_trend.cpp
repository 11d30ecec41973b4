// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/moving_trend.h"

#include "core/base/statistics.h"
#include "core/features/ordered_column.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wattline {

namespace {

/// The rows in order of x, and where in that order each new value of x begins, the end last.
struct Places {
    std::vector<std::size_t> order;
    std::vector<std::size_t> begins;

    std::size_t count() const { return begins.size() - 1; }
};

/// Without rows where a stop was requested.
Places placesOf(const std::vector<double>& x, const RunContext& context)
{
    Places places{ordered(x, context).order, {}};
    for (std::size_t i = 0; i < places.order.size(); ++i) {
        if (i == 0 || x[places.order[i]] != x[places.order[i - 1]])
            places.begins.push_back(i);
    }
    places.begins.push_back(places.order.size());
    return places;
}

} // namespace

TrendFit movingTrend(const TrendPoints& points, int places, const RunContext& context)
{
    TrendFit fit{.kind = TrendKind::MovingAverage};
    const Places found = placesOf(points.x, context);
    if (context.stopRequested())
        return fit;
    const auto width = static_cast<std::size_t>(places);
    if (found.count() < width) {
        fit.absentBecause = fmt::format("{} has {} different values, fewer than the {} of the moving average.",
                                        points.xName, found.count(), places);
        return fit;
    }
    std::vector<double> sums(points.y.size() + 1, 0.0); // of y minus its mean, so that no digits are lost
    const double centre = mean(points.y);
    for (std::size_t i = 0; i < points.y.size(); ++i)
        sums[i + 1] = sums[i] + (points.y[found.order[i]] - centre);
    double rest = 0.0;
    for (std::size_t place = 0; place < found.count(); ++place) {
        const std::size_t reach = std::min({width / 2, place, found.count() - 1 - place}); // symmetric at the ends too
        const std::size_t begin = found.begins[place - reach];
        const std::size_t end = found.begins[place + reach + 1];
        fit.x.push_back(points.x[found.order[found.begins[place]]]);
        fit.y.push_back(centre + (sums[end] - sums[begin]) / static_cast<double>(end - begin));
        for (std::size_t i = found.begins[place]; i < found.begins[place + 1]; ++i) {
            const double off = points.y[found.order[i]] - fit.y.back();
            rest += off * off;
        }
    }
    const double r2 = 1.0 - rest / (populationVariance(points.y) * static_cast<double>(points.y.size()));
    if (std::isfinite(r2))
        fit.line.r2 = r2;
    return fit;
}

} // namespace wattline
