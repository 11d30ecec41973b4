// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/gpu_rows.h"

#include "core/base/statistics.h"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

namespace wattline {

namespace {

/// A stretch of samples [begin, end) within which the time does not step back.
struct Stretch {
    std::size_t begin = 0;
    std::size_t end = 0;
};

std::vector<Stretch> stretchesOf(const std::vector<std::int64_t>& micros)
{
    std::vector<Stretch> stretches;
    std::size_t begin = 0;
    for (std::size_t i = 1; i <= micros.size(); ++i) {
        if (i == micros.size() || micros[i] < micros[i - 1]) {
            stretches.push_back({begin, i});
            begin = i;
        }
    }
    return stretches;
}

std::int64_t medianStep(const std::vector<std::int64_t>& micros)
{
    std::vector<double> steps;
    for (std::size_t i = 1; i < micros.size(); ++i) {
        if (micros[i] > micros[i - 1])
            steps.push_back(static_cast<double>(micros[i] - micros[i - 1]));
    }
    return steps.empty() ? 0 : static_cast<std::int64_t>(median(std::move(steps)));
}

/// Whether the clock itself was set back: some step is longer than a few samples, and stretches overlap in time, which
/// one GPU cannot have recorded.
bool clockWasSetBack(const std::vector<std::int64_t>& micros, std::vector<Stretch> stretches, std::int64_t step)
{
    constexpr double ThirtyYearsMicros = 1e15; // more than any clock is set back; such stamps are garbage
    bool farBack = false;
    double moved = 0.0;
    for (std::size_t s = 1; s < stretches.size(); ++s) {
        const std::int64_t back = micros[stretches[s].begin - 1] - micros[stretches[s].begin];
        farBack = farBack || back > 3 * step;
        moved += static_cast<double>(back) + static_cast<double>(step);
    }
    if (!farBack || moved > ThirtyYearsMicros)
        return false;
    std::sort(stretches.begin(), stretches.end(),
              [&](const Stretch& a, const Stretch& b) { return micros[a.begin] < micros[b.begin]; });
    for (std::size_t s = 1; s < stretches.size(); ++s) {
        if (micros[stretches[s].begin] < micros[stretches[s - 1].end - 1])
            return true;
    }
    return false;
}

/// Moves each stretch so that it begins one sampling step after the one before; returns by how much in all.
std::int64_t lineUp(std::vector<std::int64_t>& micros, const std::vector<Stretch>& stretches, std::int64_t step)
{
    std::int64_t shift = 0;
    for (std::size_t s = 1; s < stretches.size(); ++s) {
        shift = micros[stretches[s].begin - 1] + step - micros[stretches[s].begin];
        for (std::size_t i = stretches[s].begin; i < stretches[s].end; ++i)
            micros[i] += shift;
    }
    return shift;
}

/// The places of the samples in order of time; equal times keep their order. Sorted in blocks that are then merged, for
/// between any two of these a stop can be seen.
std::vector<std::size_t> orderByTime(const std::vector<std::int64_t>& micros, const RunContext& context)
{
    constexpr std::size_t BlockSamples = 100'000;
    std::vector<std::size_t> order(micros.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto isEarlier = [&](std::size_t a, std::size_t b) { return micros[a] < micros[b]; };
    const auto at = [&](std::size_t place) {
        return order.begin() + static_cast<std::ptrdiff_t>(std::min(place, order.size()));
    };
    for (std::size_t begin = 0; begin < order.size() && !context.stopRequested(); begin += BlockSamples)
        std::stable_sort(at(begin), at(begin + BlockSamples), isEarlier);
    for (std::size_t width = BlockSamples; width < order.size(); width *= 2) {
        for (std::size_t begin = 0; begin < order.size() && !context.stopRequested(); begin += 2 * width)
            std::inplace_merge(at(begin), at(begin + width), at(begin + 2 * width), isEarlier);
    }
    return order;
}

void sortByTime(GpuRows& rows, const RunContext& context)
{
    const std::vector<std::size_t> order = orderByTime(rows.micros, context);
    GpuRows sorted;
    sorted.micros.reserve(order.size());
    sorted.watts.reserve(order.size());
    for (const std::size_t i : order) {
        sorted.micros.push_back(rows.micros[i]);
        sorted.watts.push_back(rows.watts[i]);
    }
    rows.micros = std::move(sorted.micros);
    rows.watts = std::move(sorted.watts);
}

void putInOrder(GpuRows& rows, IssueLog& log, const RunContext& context)
{
    const std::vector<Stretch> stretches = stretchesOf(rows.micros);
    const std::int64_t step = medianStep(rows.micros);
    std::string done = "its samples were put in order of time";
    if (clockWasSetBack(rows.micros, stretches, step)) {
        const std::int64_t shift = lineUp(rows.micros, stretches, step);
        done =
            fmt::format("its stretches overlap, so the clock was set back: each was moved behind the one before, the "
                        "last by {:.3f} s",
                        static_cast<double>(shift) * 1e-6);
    } else {
        sortByTime(rows, context);
    }
    log.add({IssueKind::TimeBackwards, rows.firstStepBackLine, stretches.size() - 1,
             fmt::format("The time of GPU {} steps back by {:.3f} s; {}.", rows.id,
                         static_cast<double>(rows.firstStepBackMicros) * 1e-6, done)});
}

} // namespace

void GpuRows::append(std::int64_t time, float power, std::size_t line, IssueLog& log)
{
    if (!micros.empty() && time <= micros.back()) {
        if (time == micros.back()) {
            log.count(IssueKind::DuplicateTime, line,
                      [&] { return fmt::format("A stamp repeats for GPU {}; all its samples were kept.", id); });
        } else if (firstStepBackLine == 0) {
            firstStepBackLine = line;
            firstStepBackMicros = micros.back() - time;
        }
    }
    micros.push_back(time);
    watts.push_back(power);
}

std::int64_t makeSeries(std::vector<GpuRows>& gpus, std::vector<GpuTrace>& traces, IssueLog& log,
                        const RunContext& context)
{
    std::int64_t first = std::numeric_limits<std::int64_t>::max();
    for (GpuRows& rows : gpus) {
        if (rows.firstStepBackLine > 0 && !context.stopRequested())
            putInOrder(rows, log, context);
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
