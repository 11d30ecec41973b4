// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/marking.h"

#include "core/base/statistics.h"
#include "core/phases/levels.h"

#include <algorithm>
#include <cmath>

namespace wattline {

namespace {

/// So many samples are enough for a level.
constexpr std::size_t EnoughForLevel = 200;

} // namespace

double medianOf(const GoodSamples& samples, std::size_t begin, std::size_t end)
{
    const std::size_t stride = 1 + (end - begin) / EnoughForLevel;
    std::vector<double> values;
    for (std::size_t i = begin; i < end; i += stride)
        values.push_back(samples.watts[i]);
    return median(std::move(values));
}

Marking::Marking(const GoodSamples& samples, const Cells& cells, std::size_t begin, std::size_t end,
                 const Repetition& repetition)
    : m_samples(samples),
      m_cells(cells),
      m_begin(begin),
      m_end(end),
      m_repetition(repetition),
      m_mark(markOf(repetition.form)),
      m_cellSamples(std::size_t{1} << repetition.level)
{
    m_period = std::max(2.0, repetition.periodCells * static_cast<double>(m_cellSamples));
    const std::size_t some = std::min<std::size_t>(m_end - m_begin, 20'000);
    m_noise = std::max(1e-6, noiseOf(std::span(samples.watts).subspan((m_begin + m_end - some) / 2, some)));
}

std::vector<Interval> Marking::marks(const RunContext& context)
{
    expect();
    measureRise(context);
    for (std::size_t k = 0; k < m_marks.size() && !context.stopRequested(); ++k)
        refine(k);
    m_length = markLength();
    addOuterMarks();
    return m_marks;
}

double Marking::rise() const
{
    return m_rise;
}

std::size_t Marking::sampleOf(std::size_t cell, std::size_t offset) const
{
    const std::size_t places = cell + offset;
    const std::size_t inCells = places > m_repetition.lead ? places - m_repetition.lead : 0;
    return std::clamp(m_cells.sampleAt(inCells * m_cellSamples), m_begin, m_end);
}

void Marking::expect()
{
    for (const std::size_t cell : m_repetition.begin) {
        const Interval mark{sampleOf(cell, m_mark.begin), sampleOf(cell, m_mark.end)};
        if (mark.end > mark.begin && (m_marks.empty() || mark.begin > m_marks.back().end))
            m_marks.push_back(mark);
    }
}

double Marking::plateauAround(const Interval& mark) const
{
    const std::size_t reach = std::max<std::size_t>(2, static_cast<std::size_t>(0.3 * m_period));
    const std::size_t off = edgeReach();
    const std::size_t before = mark.begin - std::min(mark.begin - m_begin, off);
    const std::size_t after = mark.end + std::min(m_end - mark.end, off);
    const std::size_t begin = before - std::min(before - m_begin, reach);
    const std::size_t end = after + std::min(m_end - after, reach);
    std::vector<double> levels;
    if (before > begin)
        levels.push_back(medianOf(m_samples, begin, before));
    if (end > after)
        levels.push_back(medianOf(m_samples, after, end));
    return levels.empty() ? medianOf(m_samples, mark.begin, mark.end) : mean(levels);
}

void Marking::measureRise(const RunContext& context)
{
    std::vector<double> rises;
    for (const Interval& mark : m_marks) {
        if (context.stopRequested())
            break;
        rises.push_back(medianOf(m_samples, mark.begin, mark.end) - plateauAround(mark));
    }
    m_rise = rises.empty() ? m_mark.rise : median(std::move(rises));
    if (m_rise * m_mark.rise <= 0.0)
        m_rise = m_mark.rise;
}

std::size_t Marking::edgeReach() const
{
    const double jitter = 2.0 * m_repetition.jitterCells * static_cast<double>(m_cellSamples);
    return static_cast<std::size_t>(std::ceil(
        std::min(std::max(2.0, jitter + static_cast<double>(m_cellSamples)), std::max(1.0, 0.25 * m_period))));
}

std::size_t Marking::edge(double from, double to, std::size_t expected, std::size_t first, std::size_t last) const
{
    const double spread = std::max(1.0, 0.5 * static_cast<double>(edgeReach()));
    const auto price = [&](std::size_t place) {
        const double off = (static_cast<double>(place) - static_cast<double>(expected)) / spread;
        return m_noise * off * off;
    };
    double cost = 0.0;
    double least = price(first);
    std::size_t best = first;
    for (std::size_t b = first; b < last; ++b) {
        cost += std::abs(m_samples.watts[b] - from) - std::abs(m_samples.watts[b] - to);
        if (cost + price(b + 1) < least) {
            least = cost + price(b + 1);
            best = b + 1;
        }
    }
    return best;
}

void Marking::refine(std::size_t k)
{
    Interval& mark = m_marks[k];
    const double plateau = plateauAround(mark);
    const double top = plateau + m_rise;
    const std::size_t reach = edgeReach();
    const std::size_t lowest = k > 0 ? m_marks[k - 1].end + 1 : m_begin;
    const std::size_t highest = k + 1 < m_marks.size() ? m_marks[k + 1].begin - 1 : m_end;
    const std::size_t middle = (mark.begin + mark.end) / 2;
    const std::size_t first = std::max(lowest, mark.begin - std::min(mark.begin, reach));
    const std::size_t begin = edge(plateau, top, mark.begin, std::min(first, middle), std::max(middle, first));
    const std::size_t last = std::min(highest, mark.end + reach);
    const std::size_t end =
        edge(top, plateau, mark.end, std::max(begin + 1, std::min(middle, last)), std::max(begin + 1, last));
    mark = {begin, std::clamp(end, begin + 1, m_end)};
}

std::size_t Marking::markLength() const
{
    std::vector<double> lengths;
    for (const Interval& mark : m_marks)
        lengths.push_back(static_cast<double>(mark.length()));
    return std::max<std::size_t>(1, static_cast<std::size_t>(median(std::move(lengths))));
}

} // namespace wattline
