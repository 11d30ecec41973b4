// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/gpu_rows.h"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

namespace wattline {

namespace {

void sortByTime(GpuRows& rows)
{
    std::vector<std::size_t> order(rows.micros.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return rows.micros[a] < rows.micros[b]; });
    GpuRows sorted;
    sorted.micros.reserve(order.size());
    sorted.watts.reserve(order.size());
    for (const std::size_t i : order) {
        sorted.micros.push_back(rows.micros[i]);
        sorted.watts.push_back(rows.watts[i]);
    }
    rows.micros = std::move(sorted.micros);
    rows.watts = std::move(sorted.watts);
    rows.ordered = true;
}

} // namespace

void GpuRows::append(std::int64_t time, float power, std::size_t line, IssueLog& log)
{
    if (!micros.empty() && time <= micros.back()) {
        if (time == micros.back()) {
            log.count(IssueKind::DuplicateTime, line,
                      [&] { return fmt::format("A stamp repeats for GPU {}; all its samples were kept.", id); });
        } else {
            ordered = false;
            log.count(IssueKind::TimeBackwards, line, [&] {
                return fmt::format("The time steps back by {:.3f} s for GPU {}; the samples were put in order of time.",
                                   static_cast<double>(micros.back() - time) * 1e-6, id);
            });
        }
    }
    micros.push_back(time);
    watts.push_back(power);
}

std::int64_t makeSeries(std::vector<GpuRows>& gpus, std::vector<GpuTrace>& traces)
{
    std::int64_t first = std::numeric_limits<std::int64_t>::max();
    for (GpuRows& rows : gpus) {
        if (!rows.ordered)
            sortByTime(rows);
        first = std::min(first, rows.micros.front());
    }
    for (GpuRows& rows : gpus) {
        GpuTrace trace;
        trace.id = std::move(rows.id);
        trace.name = std::move(rows.name);
        trace.powerLimitWatts = rows.powerLimitWatts;
        trace.power.timeSeconds.reserve(rows.micros.size());
        for (const std::int64_t time : rows.micros)
            trace.power.timeSeconds.push_back(static_cast<double>(time - first) / 1e6);
        trace.power.powerWatts = std::move(rows.watts);
        rows.micros = {};
        traces.push_back(std::move(trace));
    }
    return first;
}

} // namespace wattline
