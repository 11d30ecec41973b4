// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/classes_output.h"

#include "app/cli/phases_output.h"

#include <fmt/format.h>

namespace wattline::cli {

namespace {

Json runJson(const RunSummary& run)
{
    return {{"name", run.name},
            {"model", run.model},
            {"shape", nameOf(run.shape)},
            {"polarity", nameOf(run.polarity)},
            {"proposed", proposedClassOf(run)},
            {"level_w", finiteOrNull(run.levelWatts)},
            {"wave", waveJson(run.wave)}};
}

void addSpread(Json& json, const std::string& name, const Spread& spread)
{
    json[name] = finiteOrNull(spread.mean);
    json[name + "_std"] = finiteOrNull(spread.std);
}

std::string spreadText(const Spread& spread, const char* unit)
{
    if (!(spread.std > 0.0))
        return fmt::format("{:.4g} {}", spread.mean, unit);
    const std::string std = spread.std < 100.0 ? fmt::format("{:.2g}", spread.std) : fmt::format("{:.0f}", spread.std);
    return fmt::format("{:.4g} ± {} {}", spread.mean, std, unit);
}

} // namespace

Json classesJson(std::span<const RunSummary> runs)
{
    Json classes = Json::array();
    for (const RunClass& each : classesOf(runs)) {
        const ClassTrend trend = trendOf(runs, each);
        Json members = Json::array();
        for (const std::size_t run : each.runs)
            members.push_back(runJson(runs[run]));
        Json json = {{"name", each.name}, {"chosen", each.chosen}, {"waves", trend.waves}};
        addSpread(json, "level_w", trend.levelWatts);
        addSpread(json, "cycle_s", trend.cycleSeconds);
        addSpread(json, "valley_power_w", trend.valleyPowerWatts);
        addSpread(json, "valley_duration_s", trend.valleyDurationSeconds);
        addSpread(json, "peak_power_w", trend.peakPowerWatts);
        addSpread(json, "peak_duration_s", trend.peakDurationSeconds);
        json["runs"] = std::move(members);
        classes.push_back(std::move(json));
    }
    return classes;
}

std::string classesText(std::span<const RunSummary> runs)
{
    std::string text;
    for (const RunClass& each : classesOf(runs)) {
        const ClassTrend trend = trendOf(runs, each);
        text += fmt::format("{}{}: {} {}, level {}\n", each.name, each.chosen ? " (chosen)" : "", trend.runs,
                            trend.runs == 1 ? "run" : "runs", spreadText(trend.levelWatts, "W"));
        if (trend.waves > 0)
            text += fmt::format("  cycle {}, peak {} for {}, valley {} for {}\n", spreadText(trend.cycleSeconds, "s"),
                                spreadText(trend.peakPowerWatts, "W"), spreadText(trend.peakDurationSeconds, "s"),
                                spreadText(trend.valleyPowerWatts, "W"), spreadText(trend.valleyDurationSeconds, "s"));
        for (const std::size_t run : each.runs)
            text += "  " + runs[run].name + "\n";
    }
    return text;
}

} // namespace wattline::cli
