// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/time_order.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace wattline {

namespace {

constexpr std::size_t MostStarts = 100; ///< a log is not started over more often than that
constexpr std::int64_t DayMicros = 86'400'000'000;

/// The row before is of a GPU that came earlier, whose days are counted already.
std::int64_t firstDayOf(const GpuRows& rows, const std::vector<GpuRows>& gpus)
{
    if (!rows.before || rows.micros.empty())
        return 0;
    const std::int64_t before = gpus[rows.before->gpu].micros[rows.before->sample];
    return std::llround(static_cast<double>(before - rows.micros.front()) / static_cast<double>(DayMicros));
}

std::int64_t backAt(const std::vector<std::int64_t>& micros, const Stretch& stretch)
{
    return micros[stretch.begin - 1] - micros[stretch.begin];
}

/// Whether some of the stretches overlap in time, each cut where it pauses: a block that was written late may belong
/// into the pause of another.
bool overlap(const std::vector<std::int64_t>& micros, const std::vector<Stretch>& stretches, std::int64_t pause)
{
    struct Block {
        std::int64_t first = 0;
        std::int64_t last = 0;
    };
    std::vector<Block> blocks;
    for (const Stretch& stretch : stretches) {
        for (std::size_t i = stretch.begin; i < stretch.end; ++i) {
            if (i == stretch.begin || micros[i] - blocks.back().last > pause)
                blocks.push_back({micros[i], micros[i]});
            blocks.back().first = std::min(blocks.back().first, micros[i]);
            blocks.back().last = std::max(blocks.back().last, micros[i]);
        }
    }
    std::sort(blocks.begin(), blocks.end(), [](const Block& a, const Block& b) { return a.first < b.first; });
    return std::adjacent_find(blocks.begin(), blocks.end(),
                              [](const Block& a, const Block& b) { return b.first < a.last; }) != blocks.end();
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

template <class T>
void putInOrder(std::vector<T>& values, const std::vector<std::size_t>& order)
{
    std::vector<T> sorted;
    sorted.reserve(order.size());
    for (const std::size_t i : order)
        sorted.push_back(values[i]);
    values = std::move(sorted);
}

template <class T>
std::vector<T> part(const std::vector<T>& values, std::size_t begin, std::size_t end)
{
    return {values.begin() + static_cast<std::ptrdiff_t>(begin), values.begin() + static_cast<std::ptrdiff_t>(end)};
}

std::vector<std::size_t> runsOfOneStamp(const std::vector<std::int64_t>& micros)
{
    std::vector<std::size_t> runs;
    for (std::size_t i = 0; i < micros.size(); ++i) {
        if (i == 0 || micros[i] != micros[i - 1])
            runs.push_back(0);
        ++runs.back();
    }
    return runs;
}

template <class T>
T medianOf(std::vector<T> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

} // namespace

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

std::int64_t medianStepMicros(const std::vector<std::int64_t>& micros)
{
    constexpr std::size_t StepsLookedAt = 100'000; // plenty for a median
    std::vector<std::int64_t> steps;
    for (std::size_t i = 1; i < micros.size(); i += micros.size() / StepsLookedAt + 1) {
        if (micros[i] > micros[i - 1])
            steps.push_back(micros[i] - micros[i - 1]);
    }
    return steps.empty() ? 0 : medianOf(std::move(steps));
}

std::vector<std::size_t> freshStarts(const std::vector<std::int64_t>& micros)
{
    const std::vector<Stretch> stretches = stretchesOf(micros);
    const std::int64_t jitter = 3 * medianStepMicros(micros);
    // Rows a few samples out of order are sorted within their stretch; only steps farther back divide.
    std::vector<Stretch> divided;
    for (const Stretch& stretch : stretches) {
        if (!divided.empty() && backAt(micros, stretch) <= jitter)
            divided.back().end = stretch.end;
        else
            divided.push_back(stretch);
    }
    std::vector<std::size_t> starts;
    if (divided.size() < 2 || divided.size() > MostStarts || !overlap(micros, divided, 10 * jitter))
        return starts;
    for (std::size_t s = 1; s < divided.size(); ++s)
        starts.push_back(divided[s].begin);
    return starts;
}

void sortByTime(GpuRows& rows, const RunContext& context)
{
    const std::vector<std::size_t> order = orderByTime(rows.micros, context);
    putInOrder(rows.micros, order);
    putInOrder(rows.watts, order);
    for (std::vector<float>& side : rows.sides)
        putInOrder(side, order);
}

GpuRows slice(GpuRows& rows, std::size_t begin, std::size_t end)
{
    if (begin == 0 && end == rows.micros.size())
        return std::move(rows);
    GpuRows sliced;
    sliced.id = rows.id;
    sliced.name = rows.name;
    sliced.powerLimitWatts = rows.powerLimitWatts;
    sliced.highestLimitWatts = rows.highestLimitWatts;
    sliced.micros = part(rows.micros, begin, end);
    sliced.watts = part(rows.watts, begin, end);
    for (const std::vector<float>& side : rows.sides)
        sliced.sides.push_back(part(side, begin, end));
    for (const TimeJump& jump : rows.jumps) {
        if (jump.sample > begin && jump.sample < end)
            sliced.jumps.push_back({jump.sample - begin, jump.line});
    }
    for (std::size_t i = 1; i < sliced.micros.size(); ++i)
        sliced.stepsBack += sliced.micros[i] < sliced.micros[i - 1] ? 1 : 0;
    return sliced;
}

void removeSample(GpuRows& rows, std::size_t sample)
{
    const auto at = static_cast<std::ptrdiff_t>(sample);
    const std::size_t before = rows.stepsBack;
    const auto isBack = [&](std::size_t i) {
        return i > 0 && i < rows.micros.size() && rows.micros[i] < rows.micros[i - 1] ? 1U : 0U;
    };
    const std::size_t around = isBack(sample) + isBack(sample + 1);
    rows.micros.erase(rows.micros.begin() + at);
    rows.watts.erase(rows.watts.begin() + at);
    for (std::vector<float>& side : rows.sides)
        side.erase(side.begin() + at);
    rows.stepsBack = before - around + isBack(sample);
    std::erase_if(rows.jumps, [&](const TimeJump& jump) { return jump.sample == sample || jump.sample == sample + 1; });
    for (TimeJump& jump : rows.jumps)
        jump.sample -= jump.sample > sample ? 1 : 0;
}

void spreadOverTicks(std::vector<std::int64_t>& micros)
{
    if (std::adjacent_find(micros.begin(), micros.end()) == micros.end())
        return;
    const std::vector<std::size_t> runs = runsOfOneStamp(micros);
    const auto tick = static_cast<double>(medianStepMicros(micros));
    const auto usual = static_cast<double>(medianOf(runs));
    std::size_t begin = 0;
    for (const std::size_t length : runs) {
        const std::size_t end = begin + length;
        const auto count = static_cast<double>(length);
        double width = tick * std::max(1.0, count / usual);
        if (end < micros.size())
            width = std::min(width, static_cast<double>(micros[end] - micros[begin]));
        for (std::size_t i = begin + 1; i < end; ++i)
            micros[i] = micros[begin] + static_cast<std::int64_t>(width * static_cast<double>(i - begin) / count);
        begin = end;
    }
}

void addDays(std::vector<GpuRows>& gpus)
{
    for (GpuRows& rows : gpus) {
        std::int64_t days = firstDayOf(rows, gpus);
        rows.stepsBack = 0;
        for (std::size_t i = 0; i < rows.micros.size(); ++i) {
            rows.micros[i] += days * DayMicros;
            if (i > 0 && rows.micros[i] < rows.micros[i - 1] - DayMicros / 2) {
                ++days;
                rows.micros[i] += DayMicros;
            }
            rows.stepsBack += i > 0 && rows.micros[i] < rows.micros[i - 1] ? 1 : 0;
        }
    }
}

} // namespace wattline
