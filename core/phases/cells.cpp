// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/cells.h"

#include "core/base/statistics.h"

#include <algorithm>
#include <cmath>

namespace wattline {

namespace {

constexpr std::size_t RowsBetweenLooks = 100'000;
constexpr std::size_t LeastCells = 32;
/// A median of so many values is near enough to that of all.
constexpr std::size_t EnoughForMedian = 512;

/// The median interval, from evenly chosen ones where there are many.
double medianStep(const std::vector<double>& seconds)
{
    constexpr std::size_t Enough = 100'000;
    const std::size_t stride = 1 + seconds.size() / Enough;
    std::vector<double> steps;
    for (std::size_t i = 1; i < seconds.size(); i += stride)
        steps.push_back(seconds[i] - seconds[i - 1]);
    return steps.empty() ? 0.0 : median(std::move(steps));
}

bool isEven(const std::vector<double>& seconds, double step, const RunContext& context)
{
    for (std::size_t i = 1; i < seconds.size(); ++i) {
        if (seconds[i] - seconds[i - 1] > 1.5 * step)
            return false;
        if (i % RowsBetweenLooks == 0 && context.stopRequested())
            return true;
    }
    return true;
}

std::vector<float> halved(std::span<const float> cells, const RunContext& context)
{
    std::vector<float> means(cells.size() / 2);
    for (std::size_t i = 0; i < means.size(); ++i) {
        if (i % RowsBetweenLooks == 0 && context.stopRequested())
            break;
        means[i] = 0.5F * (cells[2 * i] + cells[2 * i + 1]);
    }
    return means;
}

float medianOfSome(std::span<const float> values, std::vector<float>& room)
{
    const std::size_t stride = 1 + values.size() / EnoughForMedian;
    room.clear();
    for (std::size_t i = 0; i < values.size(); i += stride)
        room.push_back(values[i]);
    const auto middle = room.begin() + static_cast<std::ptrdiff_t>(room.size() / 2);
    std::nth_element(room.begin(), middle, room.end());
    return *middle;
}

} // namespace

Cells::Cells(const GoodSamples& samples, const RunContext& context) : m_base(samples.watts)
{
    const double step = medianStep(samples.seconds);
    if (step > 0.0 && !isEven(samples.seconds, step, context))
        spread(samples, step, context);
    while (at(m_halved.size()).size() >= 2 * LeastCells && !context.stopRequested())
        m_halved.push_back(halved(at(m_halved.size()), context));
}

void Cells::spread(const GoodSamples& samples, double step, const RunContext& context)
{
    // A hole is bridged up to a length that lets a recording grow by a part of itself only.
    const double longest = 100.0 + 0.02 * static_cast<double>(samples.watts.size());
    const double most = 2.0 * static_cast<double>(samples.watts.size());
    m_cellOf.resize(samples.watts.size());
    m_own.reserve(samples.watts.size());
    m_own.push_back(samples.watts.front());
    double place = 0.0;
    for (std::size_t i = 1; i < samples.watts.size(); ++i) {
        const bool mayGrow = static_cast<double>(m_own.size()) < most;
        place += std::min((samples.seconds[i] - samples.seconds[i - 1]) / step, mayGrow ? longest : 1.0);
        const std::size_t before = m_own.size() - 1;
        const auto cell = std::max(before + 1, static_cast<std::size_t>(std::lround(place)));
        const float rise = (samples.watts[i] - samples.watts[i - 1]) / static_cast<float>(cell - before);
        for (std::size_t c = before + 1; c < cell; ++c)
            m_own.push_back(samples.watts[i - 1] + rise * static_cast<float>(c - before));
        m_own.push_back(samples.watts[i]);
        m_cellOf[i] = cell;
        place = std::max(place, static_cast<double>(cell) - 2.0); // stamps given twice do not add up
        if (i % RowsBetweenLooks == 0 && context.stopRequested())
            break;
    }
    m_base = m_own;
}

std::span<const float> Cells::at(std::size_t level) const
{
    return level == 0 ? m_base : std::span<const float>(m_halved[level - 1]);
}

std::size_t Cells::cellOf(std::size_t sample) const
{
    return m_cellOf.empty() ? sample : m_cellOf[sample];
}

std::size_t Cells::sampleAt(std::size_t cell) const
{
    if (m_cellOf.empty())
        return std::min(cell, m_base.size());
    return static_cast<std::size_t>(std::lower_bound(m_cellOf.begin(), m_cellOf.end(), cell) - m_cellOf.begin());
}

std::vector<float> drawnIn(std::span<const float> values, std::size_t neighbourhood, const RunContext& context)
{
    std::vector<float> calm(values.begin(), values.end());
    std::vector<float> room;
    std::vector<float> distances;
    const float centre = values.empty() ? 0.0F : medianOfSome(values, room);
    const std::size_t length = std::max<std::size_t>(neighbourhood, LeastCells);
    for (std::size_t begin = 0; begin < values.size() && !context.stopRequested(); begin += length) {
        const auto part = values.subspan(begin, std::min(length, values.size() - begin));
        const float middle = medianOfSome(part, room);
        distances.clear();
        for (const float v : part)
            distances.push_back(std::abs(v - middle));
        const float spread = 1.4826F * medianOfSome(distances, room);
        const auto far = room.begin() + static_cast<std::ptrdiff_t>(0.98 * static_cast<double>(room.size() - 1));
        std::nth_element(room.begin(), far, room.end());
        const float reach = std::max(5.0F * spread, *far);
        for (std::size_t i = begin; i < begin + part.size(); ++i)
            calm[i] = std::clamp(values[i], middle - reach, middle + reach) - centre;
    }
    return calm;
}

} // namespace wattline
