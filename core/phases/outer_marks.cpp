// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/marking.h"

#include "core/base/statistics.h"
#include "core/phases/levels.h"

#include <algorithm>
#include <cmath>

namespace wattline {

namespace {

constexpr int MostAddedMarks = 3;
constexpr double LongestOuterPlateau = 1.5; ///< in periods

constexpr std::size_t LeastSide = 3; ///< samples beside a step
constexpr int MostSteps = 3;
constexpr double UsualStepFactor = 3.0;
constexpr std::size_t EnoughPlateaus = 12;
constexpr double UnlikeShare = 0.04; ///< of its power, by which the first plateau of a regime may differ, being its first

/// The step that parts a plateau best: into two levels that leave the least squares.
struct PlateauStep {
    std::size_t at = 0;
    double watts = 0.0; ///< between the medians of the two sides
};

PlateauStep stepOf(const GoodSamples& samples, const Interval& plateau)
{
    PlateauStep step{plateau.begin, 0.0};
    if (plateau.length() < 2 * LeastSide)
        return step;
    const auto count = static_cast<double>(plateau.length());
    const double middle = medianOf(samples, plateau.begin, plateau.end);
    double total = 0.0;
    for (std::size_t i = plateau.begin; i < plateau.end; ++i)
        total += samples.watts[i] - middle;
    double sum = 0.0;
    double most = -1.0;
    for (std::size_t i = plateau.begin; i + LeastSide < plateau.end; ++i) {
        sum += samples.watts[i] - middle;
        const auto left = static_cast<double>(i + 1 - plateau.begin);
        const double difference = sum / left - (total - sum) / (count - left);
        const double explained = difference * difference * left * (count - left);
        if (i + 1 >= plateau.begin + LeastSide && explained > most) {
            most = explained;
            step.at = i + 1;
        }
    }
    step.watts = std::abs(medianOf(samples, plateau.begin, step.at) - medianOf(samples, step.at, plateau.end));
    return step;
}

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
        steps.push_back(stepOf(m_samples, inner).watts);
    }
    return steps.empty() ? 0.0 : median(std::move(steps));
}

Interval Marking::besideStep(Interval plateau, bool markIsAfter) const
{
    const double usual = UsualStepFactor * usualStep();
    for (int steps = 0; steps < MostSteps; ++steps) {
        const Interval inner = withoutEdges(plateau);
        const PlateauStep step =
            stepOf(m_samples, markIsAfter ? Interval{plateau.begin, inner.end} : Interval{inner.begin, plateau.end});
        const std::size_t side = std::min(step.at - plateau.begin, plateau.end - step.at);
        if (side == 0 || step.watts <= std::max(usual, m_noise + 3.0 * m_noise / std::sqrt(static_cast<double>(side))))
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
    const double most = std::max({0.3 * std::abs(m_rise), 2.0 * m_noise, UsualStepFactor * median(std::move(changes)), UnlikeShare * known});
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

bool Marking::standsOut(const Interval& mark, double plateau) const
{
    const double share = (medianOf(m_samples, mark.begin, mark.end) - plateau) / m_rise;
    const double least =
        std::max(0.5, 2.5 * m_noise / std::sqrt(static_cast<double>(mark.length())) / std::abs(m_rise));
    return share >= least && share <= 2.5;
}

void Marking::addOuterMarks()
{
    if (m_marks.size() < 2)
        return;
    for (int added = 0; added < MostAddedMarks && addMark(m_length, true); ++added) {
    }
    for (int added = 0; added < MostAddedMarks && addMark(m_length, false); ++added) {
    }
}

bool Marking::addMark(std::size_t length, bool after)
{
    const auto period = static_cast<std::size_t>(std::lround(m_period));
    const std::size_t reach = std::clamp<std::size_t>(edgeReach(), 2, std::max<std::size_t>(2, period / 8));
    const Interval outer = after ? m_marks.back() : m_marks.front();
    if (after ? outer.begin + period - reach + length > m_end : outer.begin < m_begin + period - reach)
        return false;
    const std::size_t gap = period > length ? period - length : 1;
    const double plateau =
        after ? medianOf(m_samples, outer.end, std::min(m_end, outer.end + gap - std::min(gap - 1, reach)))
              : medianOf(m_samples, outer.begin - std::min(outer.begin - m_begin, gap - std::min(gap - 1, reach)),
                         outer.begin);
    // The plateau must be that of the cycles known so far.
    const Interval& next = after ? m_marks[m_marks.size() - 2] : m_marks[1];
    const double known =
        after ? medianOf(m_samples, next.end, outer.begin) : medianOf(m_samples, outer.end, next.begin);
    if (std::abs(plateau - known) > std::max(0.3 * std::abs(m_rise), 2.0 * m_noise))
        return false;
    Interval best;
    double most = -1.0;
    for (std::size_t off = 0; off <= 2 * reach; ++off) {
        const std::size_t raw = after ? outer.begin + period + off : outer.begin + off;
        const std::size_t back = after ? reach : period + reach;
        if (raw < m_begin + back || raw - back + length > m_end || (after && raw - back <= outer.end))
            continue;
        const Interval place{raw - back, raw - back + length};
        if (!after && place.end >= outer.begin)
            continue;
        const double share = (medianOf(m_samples, place.begin, place.end) - plateau) / m_rise;
        if (share > most && standsOut(place, plateau)) {
            most = share;
            best = place;
        }
    }
    if (most < 0.0 || staysBeyond(best, plateau, after) ||
        holdsMark(plateau, after ? outer.end : best.end, after ? best.begin : outer.begin))
        return false;
    m_marks.insert(after ? m_marks.end() : m_marks.begin(), best);
    refine(after ? m_marks.size() - 1 : 0);
    return true;
}

bool Marking::staysBeyond(const Interval& mark, double plateau, bool after) const
{
    const std::size_t more = std::max<std::size_t>(2 * mark.length(), 3);
    const Interval beyond = after ? Interval{std::min(m_end, mark.end + 1), std::min(m_end, mark.end + 1 + more)}
                                  : Interval{mark.begin - std::min(mark.begin - m_begin, more + 1),
                                             mark.begin - std::min<std::size_t>(mark.begin - m_begin, 1)};
    if (beyond.length() < 2)
        return false;
    const double share = (medianOf(m_samples, beyond.begin, beyond.end) - plateau) / m_rise;
    return share > 0.7 && share < 1.5;
}

} // namespace wattline
