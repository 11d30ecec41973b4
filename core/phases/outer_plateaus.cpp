// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/marking.h"

#include "core/base/statistics.h"
#include "core/phases/plateau_step.h"

#include <algorithm>
#include <cmath>

namespace wattline {

namespace {

constexpr double LongestOuterPlateau = 1.5; ///< in periods

constexpr int MostSteps = 3;
constexpr double UsualStepFactor = 3.0;
constexpr std::size_t EnoughPlateaus = 12;
constexpr double UnlikeShare =
    0.04; ///< of its power, by which the first plateau of a regime may differ, being its first

} // namespace

Interval Marking::withoutEdges(Interval plateau) const
{
    const std::size_t edge = std::min(edgeReach(), plateau.length() / 8);
    return {plateau.begin + edge, plateau.end - edge};
}

double Marking::usualStep() const
{
    std::vector<double> steps;
    const std::size_t stride = 1 + m_marks.size() / EnoughPlateaus;
    for (std::size_t k = 1; k < m_marks.size(); k += stride) {
        const Interval inner = withoutEdges({m_marks[k - 1].end, m_marks[k].begin});
        steps.push_back(strongestStep(m_samples, inner.begin, inner.end).watts);
    }
    return steps.empty() ? 0.0 : median(std::move(steps));
}

Interval Marking::besideStep(Interval plateau, bool markIsAfter) const
{
    const double usual = UsualStepFactor * usualStep();
    for (int steps = 0; steps < MostSteps; ++steps) {
        const Interval inner = withoutEdges(plateau);
        const PlateauStep step =
            strongestStep(m_samples, markIsAfter ? plateau.begin : inner.begin, markIsAfter ? inner.end : plateau.end);
        if (step.watts <= std::max(usual, step.chanceWatts(m_noise)))
            break;
        (markIsAfter ? plateau.begin : plateau.end) = step.at;
    }
    return plateau;
}

bool Marking::isOwnPlateau(double level, bool after) const
{
    if (m_marks.size() < 3)
        return true;
    const std::size_t stride = 1 + m_marks.size() / EnoughPlateaus;
    std::vector<double> changes;
    for (std::size_t k = 2; k < m_marks.size(); k += stride) {
        const double before = medianOf(m_samples, m_marks[k - 2].end, m_marks[k - 1].begin);
        changes.push_back(std::abs(medianOf(m_samples, m_marks[k - 1].end, m_marks[k].begin) - before));
    }
    const std::size_t next = after ? m_marks.size() - 1 : 1;
    const double known = medianOf(m_samples, m_marks[next - 1].end, m_marks[next].begin);
    const double most = std::max(
        {0.3 * std::abs(m_rise), 2.0 * m_noise, UsualStepFactor * median(std::move(changes)), UnlikeShare * known});
    return std::abs(level - known) <= most;
}

std::size_t Marking::plateauBegin(const Interval& mark) const
{
    const double level = medianOf(m_samples, mark.begin - std::min(mark.begin - m_begin, quarter()), mark.begin);
    if (!isOwnPlateau(level, false))
        return mark.begin;
    return besideStep({levelBegin(mark), mark.begin}, true).begin;
}

std::size_t Marking::plateauEnd(const Interval& last) const
{
    const double level = medianOf(m_samples, last.end, last.end + std::min(m_end - last.end, quarter()));
    if (!isOwnPlateau(level, true))
        return last.end;
    return besideStep({last.end, levelEnd(last)}, false).end;
}

std::size_t Marking::levelBegin(const Interval& mark) const
{
    const double level = medianOf(m_samples, mark.begin - std::min(mark.begin - m_begin, quarter()), mark.begin);
    const std::size_t block = blockSamples();
    const std::size_t least = mark.begin - std::min(mark.begin - m_begin, longestPlateau());
    std::size_t place = mark.begin;
    while (place >= least + block && keeps(level, place - block, place) && !holdsMark(level, place - block, mark.begin))
        place -= block;
    if (place < least + block && keeps(level, least, place))
        return least;
    const std::size_t first = place - std::min(place - least, block);
    return boundary(level, first, std::min(place + block, mark.begin), true);
}

std::size_t Marking::levelEnd(const Interval& last) const
{
    const double level = medianOf(m_samples, last.end, last.end + std::min(m_end - last.end, quarter()));
    const std::size_t block = blockSamples();
    const std::size_t most = last.end + std::min(m_end - last.end, longestPlateau());
    std::size_t place = last.end;
    while (place + block <= most && keeps(level, place, place + block) && !holdsMark(level, last.end, place + block))
        place += block;
    if (place + block > most && keeps(level, place, most))
        return most;
    return boundary(level, std::max(last.end, place - std::min(place, block)), std::min(place + block, most), false);
}

std::size_t Marking::quarter() const
{
    return std::max<std::size_t>(2, static_cast<std::size_t>(0.25 * m_period));
}

std::size_t Marking::blockSamples() const
{
    return std::max<std::size_t>(3, static_cast<std::size_t>(m_period / 16.0));
}

std::size_t Marking::longestPlateau() const
{
    return static_cast<std::size_t>(LongestOuterPlateau * m_period);
}

double Marking::tolerance(double level) const
{
    return std::max({0.75 * std::abs(m_rise), 4.0 * m_noise, 0.03 * std::abs(level)});
}

bool Marking::isNear(double level, double watts) const
{
    return std::abs(watts - level) <= tolerance(level);
}

bool Marking::keeps(double level, std::size_t begin, std::size_t end) const
{
    return begin >= end || isNear(level, medianOf(m_samples, begin, end));
}

bool Marking::holdsMark(double level, std::size_t begin, std::size_t end) const
{
    const auto length = std::max<std::size_t>(1, static_cast<std::size_t>(0.6 * static_cast<double>(m_length)));
    const double least = std::max(0.7 * std::abs(m_rise), 4.0 * m_noise / std::sqrt(static_cast<double>(length)));
    const std::size_t edge = edgeReach();
    for (std::size_t i = begin + edge; i + length + edge <= end; i += std::max<std::size_t>(1, length / 2)) {
        const double off = medianOf(m_samples, i, i + length) - level;
        if (std::abs(off) > least && off * m_rise > 0.0)
            return true;
    }
    return false;
}

std::size_t Marking::boundary(double level, std::size_t first, std::size_t last, bool nearAfter) const
{
    int misplaced = 0;
    int least = 0;
    std::size_t best = first;
    for (std::size_t i = first; i < last; ++i) {
        const bool isMisplacedBefore = isNear(level, m_samples.watts[i]) == nearAfter;
        misplaced += isMisplacedBefore ? 1 : -1;
        if (misplaced < least) {
            least = misplaced;
            best = i + 1;
        }
    }
    return best;
}

} // namespace wattline
