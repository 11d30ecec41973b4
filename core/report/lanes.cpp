// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/lanes.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace wattline {

namespace {

/// The lane of some GPUs for a column, with those alone that have it.
std::optional<Lane> laneOf(const Trace& trace, const LaneChoice& choice, const std::vector<std::size_t>& gpus,
                           std::optional<std::size_t> column)
{
    Lane lane{{}, column, false};
    for (const std::size_t gpu : gpus) {
        if (!column || findColumn(trace.gpus[gpu], choice.columns[*column]) != nullptr)
            lane.gpus.push_back(gpu);
    }
    if (lane.gpus.empty())
        return std::nullopt;
    return lane;
}

} // namespace

std::vector<std::size_t> shownGpus(const LaneChoice& choice, std::size_t gpuCount)
{
    std::vector<std::size_t> shown;
    for (std::size_t gpu = 0; gpu < gpuCount; ++gpu) {
        if (choice.soloed.empty() ? !choice.hidden.contains(gpu) : choice.soloed.contains(gpu))
            shown.push_back(gpu);
    }
    std::stable_partition(shown.begin(), shown.end(), [&](std::size_t gpu) { return choice.pinned.contains(gpu); });
    return shown;
}

std::vector<Lane> lanesOf(const Trace& trace, const LaneChoice& choice)
{
    std::vector<std::vector<std::size_t>> groups;
    const std::vector<std::size_t> gpus = shownGpus(choice, trace.gpus.size());
    if (choice.arrangement == LaneArrangement::Overlay)
        groups.push_back(gpus);
    else
        std::transform(gpus.begin(), gpus.end(), std::back_inserter(groups),
                       [](std::size_t gpu) { return std::vector<std::size_t>{gpu}; });
    std::vector<Lane> lanes;
    const auto add = [&](const std::vector<std::size_t>& group, std::optional<std::size_t> column) {
        if (std::optional<Lane> lane = laneOf(trace, choice, group, column)) {
            lane->pinned = choice.arrangement == LaneArrangement::Stack && choice.pinned.contains(lane->gpus.front());
            lanes.push_back(std::move(*lane));
        }
    };
    for (const std::vector<std::size_t>& group : groups) {
        add(group, std::nullopt);
        for (std::size_t column = 0; column < choice.columns.size(); ++column)
            add(group, column);
    }
    return lanes;
}

std::vector<std::string> columnsOf(const Trace& trace)
{
    std::vector<std::string> names;
    for (const GpuTrace& gpu : trace.gpus) {
        for (const SideSeries& side : gpu.sides) {
            if (std::find(names.begin(), names.end(), side.name) == names.end())
                names.push_back(side.name);
        }
    }
    return names;
}

const SideSeries* findColumn(const GpuTrace& gpu, const std::string& name)
{
    const auto found =
        std::find_if(gpu.sides.begin(), gpu.sides.end(), [&](const SideSeries& side) { return side.name == name; });
    return found != gpu.sides.end() ? &*found : nullptr;
}

std::string titleOfColumn(const std::string& name)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 14> Titles{
        {{"utilization.gpu", "Utilisation"},
         {"utilization.memory", "Memory utilisation"},
         {"temperature.gpu", "Temperature"},
         {"temperature.memory", "Memory temperature"},
         {"clocks.current.sm", "SM clock"},
         {"clocks.sm", "SM clock"},
         {"clocks.current.graphics", "Graphics clock"},
         {"clocks.gr", "Graphics clock"},
         {"clocks.current.memory", "Memory clock"},
         {"clocks.mem", "Memory clock"},
         {"memory.used", "Memory used"},
         {"memory.free", "Memory free"},
         {"memory.total", "Memory"},
         {"fan.speed", "Fan speed"}}};
    const auto found =
        std::find_if(Titles.begin(), Titles.end(), [&](const auto& title) { return title.first == name; });
    return found != Titles.end() ? std::string(found->second) : name;
}

} // namespace wattline
