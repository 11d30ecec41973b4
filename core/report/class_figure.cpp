// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/class_figure.h"

#include <algorithm>
#include <cmath>

namespace wattline {

namespace {

constexpr double SecondsWithoutCycles = 60.0;

/// Peak and valley of one cycle, one after the other.
FigureCurve cycleCurve(double peakSeconds, double peakWatts, double cycleSeconds, double valleyWatts)
{
    return {.x = {0.0, peakSeconds, peakSeconds, cycleSeconds}, .y = {peakWatts, peakWatts, valleyWatts, valleyWatts}};
}

FigureCurve curveOf(const RunSummary& run, double seconds)
{
    if (!run.wave)
        return {.x = {0.0, seconds}, .y = {run.levelWatts, run.levelWatts}};
    return cycleCurve(run.wave->peakDurationSeconds.mean, run.wave->peakPowerWatts.mean, run.wave->cycleSeconds(),
                      run.wave->valleyPowerWatts.mean);
}

FigureCurve curveOf(const ClassTrend& trend, double seconds)
{
    if (trend.waves == 0)
        return {.x = {0.0, seconds}, .y = {trend.levelWatts.mean, trend.levelWatts.mean}};
    return cycleCurve(trend.peakDurationSeconds.mean, trend.peakPowerWatts.mean, trend.cycleSeconds.mean,
                      trend.valleyPowerWatts.mean);
}

/// How far lines of runs without cycles reach: as far as the longest cycle that is shown.
double longestCycle(std::span<const RunSummary> runs, std::span<const RunClass> classes,
                    const std::vector<std::size_t>& shown)
{
    double longest = 0.0;
    for (const std::size_t c : shown) {
        for (const std::size_t r : classes[c].runs)
            longest = std::max(longest, runs[r].wave ? runs[r].wave->cycleSeconds() : 0.0);
    }
    return longest > 0.0 ? longest : SecondsWithoutCycles;
}

std::string legendOf(const RunClass& ofClass)
{
    return ofClass.name +
           (ofClass.runs.size() == 1 ? " (1 run)" : " (" + std::to_string(ofClass.runs.size()) + " runs)");
}

} // namespace

Figure classFigure(std::span<const RunSummary> runs, std::span<const RunClass> classes,
                   const std::vector<std::size_t>& shown)
{
    const double seconds = longestCycle(runs, classes, shown);
    FigurePanel panel;
    panel.x = {.quantity = "Time from the begin of the peak", .unit = "s"};
    panel.y = {.quantity = "Power per GPU", .unit = "W"};
    std::vector<FigureCurve> means;
    for (const std::size_t c : shown) {
        for (const std::size_t r : classes[c].runs) {
            panel.curves.push_back(curveOf(runs[r], seconds));
            panel.curves.back().colour = static_cast<int>(c);
            panel.curves.back().faint = true;
        }
        means.push_back(curveOf(trendOf(runs, classes[c]), seconds));
        means.back().name = legendOf(classes[c]);
        means.back().colour = static_cast<int>(c);
    }
    panel.curves.insert(panel.curves.end(), means.begin(), means.end());
    return {.title = "Waves of the classes", .panels = {panel}};
}

} // namespace wattline
