// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/marking.h"

#include "core/base/statistics.h"

#include <algorithm>
#include <cmath>

namespace wattline {

namespace {

constexpr int MostAddedMarks = 3;

} // namespace

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
