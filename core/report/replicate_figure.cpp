// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/replicate_figure.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace wattline {

namespace {

constexpr std::size_t MostPoints = 20'000;
constexpr double NotANumber = std::numeric_limits<double>::quiet_NaN();

/// The mean of what is a number; NaN where nothing is.
double meanOf(const std::vector<float>& values, std::size_t begin, std::size_t end)
{
    double sum = 0.0;
    std::size_t count = 0;
    for (std::size_t i = begin; i < end; ++i) {
        if (std::isnan(values[i]))
            continue;
        sum += values[i];
        ++count;
    }
    return count > 0 ? sum / static_cast<double>(count) : NotANumber;
}

} // namespace

std::vector<ReplicatePoint> replicatePoints(const ReplicateAverage& average, std::size_t most)
{
    const std::size_t size = average.mean.size();
    const std::size_t together = most > 0 ? (size + most - 1) / most : size;
    std::vector<ReplicatePoint> points;
    for (std::size_t begin = 0; begin < size; begin += together) {
        const std::size_t end = std::min(size, begin + together);
        ReplicatePoint point;
        point.seconds = 0.5 * (average.mean.timeSeconds[begin] + average.mean.timeSeconds[end - 1]);
        point.meanWatts = meanOf(average.mean.powerWatts, begin, end);
        point.stdWatts = meanOf(average.stdWatts, begin, end);
        point.count = *std::min_element(average.count.begin() + static_cast<std::ptrdiff_t>(begin),
                                        average.count.begin() + static_cast<std::ptrdiff_t>(end));
        points.push_back(point);
    }
    return points;
}

Figure replicateFigure(const ReplicateAverage& average, const std::string& title)
{
    FigureCurve mean{.name = "Mean of " + std::to_string(average.replicates.size()) + " recordings"};
    FigureCurve low{.name = "Mean ± standard deviation", .dashed = true};
    FigureCurve high{.name = "", .dashed = true};
    for (const ReplicatePoint& point : replicatePoints(average, MostPoints)) {
        for (FigureCurve* curve : {&mean, &low, &high})
            curve->x.push_back(point.seconds);
        mean.y.push_back(point.meanWatts);
        low.y.push_back(point.meanWatts - point.stdWatts);
        high.y.push_back(point.meanWatts + point.stdWatts);
    }
    FigurePanel panel;
    panel.x = {.quantity = "Time", .unit = "s"};
    panel.y = {.quantity = "Power", .unit = "W", .minimum = 0.0};
    low.colour = high.colour = 1;
    panel.curves = {std::move(low), std::move(high), std::move(mean)}; // the mean on top
    return {.title = title, .panels = {std::move(panel)}};
}

} // namespace wattline
