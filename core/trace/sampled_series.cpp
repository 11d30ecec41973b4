// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/sampled_series.h"

#include "core/base/statistics.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace wattline {

namespace {

constexpr float NotANumber = std::numeric_limits<float>::quiet_NaN();

/// Three median steps, steps of zero left out.
double gapOf(const std::vector<double>& times)
{
    constexpr std::size_t Enough = 200'000;
    const std::size_t stride = std::max<std::size_t>(1, times.size() / Enough);
    std::vector<double> steps;
    steps.reserve(times.size() / stride + 1);
    for (std::size_t i = 1; i < times.size(); i += stride) {
        if (const double step = times[i] - times[i - 1]; step > 0.0)
            steps.push_back(step);
    }
    // Three steps exactly are no gap, whatever the rounding of the times.
    return steps.empty() ? 0.0 : 3.0 * (1.0 + 1e-6) * median(std::move(steps));
}

/// The first of times[from...] that is not below `time`, looked for outwards from a guess: near it, a search costs a
/// step or two and touches memory in one place.
std::size_t firstNotBelow(const std::vector<double>& times, double time, std::size_t from, std::size_t guess)
{
    std::size_t low = from; // everything before it is below
    std::size_t high = times.size();
    const std::size_t start = std::clamp(guess, low, high);
    if (start < high && times[start] < time) {
        low = start + 1;
        for (std::size_t step = 1; low + step < times.size(); step *= 2) {
            if (times[low + step] >= time) {
                high = low + step;
                break;
            }
            low += step + 1;
        }
    } else {
        high = start;
        for (std::size_t step = 1; low + step < high; step *= 2) {
            if (times[high - step] < time) {
                low = high - step + 1;
                break;
            }
            high -= step;
        }
    }
    return static_cast<std::size_t>(std::lower_bound(times.begin() + static_cast<std::ptrdiff_t>(low),
                                                     times.begin() + static_cast<std::ptrdiff_t>(high), time) -
                                    times.begin());
}

} // namespace

std::shared_ptr<const SampledSeries> SampledSeries::make(Times times, Values values, const RunContext& context)
{
    assert(times->size() == values->size());
    std::optional<Pyramid> pyramid = Pyramid::build(*values, context);
    if (!pyramid)
        return nullptr;
    std::shared_ptr<SampledSeries> series(new SampledSeries);
    series->m_gapSeconds = gapOf(*times);
    series->m_extent = pyramid->extentOf(*values, 0, values->size());
    series->m_times = std::move(times);
    series->m_values = std::move(values);
    series->m_pyramid = std::move(*pyramid);
    return series;
}

bool SampledSeries::isBroken(std::size_t before, std::size_t after) const
{
    return after != before + 1 || times()[after] - times()[before] > m_gapSeconds;
}

SampleColumn SampledSeries::columnOf(std::size_t begin, std::size_t end, std::optional<std::size_t>& lastNumber) const
{
    SampleColumn column{begin, end, NotANumber, NotANumber, NotANumber, NotANumber};
    const std::size_t first = m_pyramid.nextNumber(values(), begin, end);
    if (first >= end)
        return column;
    const ValueExtent extent = m_pyramid.extentOf(values(), first, end);
    const std::size_t last = *m_pyramid.previousNumber(values(), end, first);
    column.first = values()[first];
    column.last = values()[last];
    column.low = extent.low;
    column.high = extent.high;
    column.broken = !lastNumber || isBroken(*lastNumber, first);
    lastNumber = last;
    return column;
}

void SampledSeries::columns(double begin, double end, std::size_t count, std::vector<SampleColumn>& columns) const
{
    columns.resize(count);
    if (count == 0)
        return;
    std::size_t at = samplesIn(begin, end).first;
    std::size_t width =
        static_cast<std::size_t>(static_cast<double>(samplesIn(begin, end).second - at) / static_cast<double>(count));
    std::optional<std::size_t> lastNumber = m_pyramid.previousNumber(values(), at);
    for (std::size_t i = 0; i < count; ++i) {
        const double share = static_cast<double>(i + 1) / static_cast<double>(count);
        const std::size_t next = i + 1 < count ? firstNotBelow(times(), begin + (end - begin) * share, at, at + width)
                                               : samplesIn(begin, end).second;
        columns[i] = columnOf(at, std::max(at, next), lastNumber);
        width = columns[i].end - at;
        at = columns[i].end;
    }
}

std::pair<std::size_t, std::size_t> SampledSeries::samplesIn(double begin, double end) const
{
    const auto first = std::lower_bound(times().begin(), times().end(), begin);
    const auto last = std::upper_bound(first, times().end(), end);
    return {static_cast<std::size_t>(first - times().begin()), static_cast<std::size_t>(last - times().begin())};
}

std::pair<std::size_t, std::size_t> SampledSeries::samplesAround(double begin, double end) const
{
    auto [first, last] = samplesIn(begin, end);
    first = m_pyramid.previousNumber(values(), first).value_or(first);
    const std::size_t after = m_pyramid.nextNumber(values(), last, size());
    return {first, after < size() ? after + 1 : last};
}

ValueExtent SampledSeries::extent(double begin, double end) const
{
    const auto [first, last] = samplesIn(begin, end);
    return m_pyramid.extentOf(values(), first, last);
}

double SampledSeries::valueAt(double seconds) const
{
    const auto [at, after] = samplesIn(seconds, seconds);
    for (std::size_t i = at; i < after; ++i) {
        if (!std::isnan(values()[i]))
            return values()[i];
    }
    if (at == 0 || after >= size() || std::isnan(values()[at - 1]) || std::isnan(values()[after]) || at != after ||
        isBroken(at - 1, after))
        return NotANumber;
    const double weight = (seconds - times()[at - 1]) / (times()[after] - times()[at - 1]);
    return (1.0 - weight) * values()[at - 1] + weight * values()[after];
}

std::optional<std::size_t> SampledSeries::nearestNumber(double seconds) const
{
    const std::size_t at = samplesIn(seconds, seconds).first;
    const std::optional<std::size_t> before = m_pyramid.previousNumber(values(), at);
    const std::size_t after = m_pyramid.nextNumber(values(), at, size());
    if (after >= size())
        return before;
    return before && seconds - times()[*before] < times()[after] - seconds ? *before : after;
}

std::size_t SampledSeries::nextNumber(std::size_t from) const
{
    return m_pyramid.nextNumber(values(), from, size());
}

std::optional<std::size_t> SampledSeries::previousNumber(std::size_t from) const
{
    return m_pyramid.previousNumber(values(), from);
}

std::optional<std::size_t> SampledSeries::stepped(std::size_t from, int step) const
{
    std::size_t at = from;
    for (; step > 0 && at < size(); --step)
        at = m_pyramid.nextNumber(values(), at + 1, size());
    for (; step < 0; ++step) {
        const std::optional<std::size_t> before = m_pyramid.previousNumber(values(), at);
        if (!before)
            return std::nullopt;
        at = *before;
    }
    return at < size() ? std::optional(at) : std::nullopt;
}

} // namespace wattline
