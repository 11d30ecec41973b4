// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/neighbour_scan.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace wattline {

SortedPoints sortedByFirst(const std::vector<double>& first, const std::vector<double>& second)
{
    std::vector<std::size_t> order(first.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&first](std::size_t a, std::size_t b) { return first[a] < first[b]; });
    SortedPoints points;
    points.place.resize(order.size());
    for (std::size_t at = 0; at < order.size(); ++at) {
        points.first.push_back(first[order[at]]);
        points.second.push_back(second[order[at]]);
        points.place[order[at]] = at;
    }
    return points;
}

NeighbourScan::NeighbourScan(const SortedPoints& points, std::size_t point, std::span<double> nearest)
    : m_points(points), m_place(points.place[point]), m_left(m_place), m_right(m_place + 1), m_nearest(nearest)
{
    std::fill(m_nearest.begin(), m_nearest.end(), std::numeric_limits<double>::infinity());
}

bool NeighbourScan::advance()
{
    constexpr double Nowhere = std::numeric_limits<double>::infinity();
    const std::vector<double>& first = m_points.first;
    const double leftGap = m_left > 0 ? first[m_place] - first[m_left - 1] : Nowhere;
    const double rightGap = m_right < first.size() ? first[m_right] - first[m_place] : Nowhere;
    const double gap = std::min(leftGap, rightGap);
    if (gap >= m_nearest.back())
        return false;
    const std::size_t next = leftGap <= rightGap ? --m_left : m_right++;
    const double distance = std::max(gap, std::abs(m_points.second[m_place] - m_points.second[next]));
    std::size_t at = m_nearest.size();
    for (; at > 0 && m_nearest[at - 1] > distance; --at) {
        if (at < m_nearest.size())
            m_nearest[at] = m_nearest[at - 1];
    }
    if (at < m_nearest.size())
        m_nearest[at] = distance;
    return true;
}

std::size_t countWithin(const std::vector<double>& sorted, double centre, double radius)
{
    // A rounded difference never decreases along the sorted values, so both borders can be searched for.
    const auto begin =
        std::partition_point(sorted.begin(), sorted.end(), [=](double value) { return centre - value > radius; });
    const auto end = std::partition_point(begin, sorted.end(), [=](double value) { return value - centre <= radius; });
    return static_cast<std::size_t>(end - begin);
}

} // namespace wattline
