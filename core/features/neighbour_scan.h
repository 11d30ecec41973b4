// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace wattline {

/// Points of the plane in the order of their first coordinate.
struct SortedPoints {
    std::vector<double> first;
    std::vector<double> second;
    std::vector<std::size_t> place; ///< of point i in this order
};

SortedPoints sortedByFirst(const std::vector<double>& first, const std::vector<double>& second);

/// Looks for the k nearest neighbours of one point by maximum norm: walks away from it in the order of the first
/// coordinate, nearer side first, until that coordinate alone is farther than the k-th neighbour found.
class NeighbourScan {
public:
    /// `nearest` is the scan's own room for k distances. Needs more than k points.
    NeighbourScan(const SortedPoints& points, std::size_t point, std::span<double> nearest);

    /// One step; false when the k nearest are known.
    bool advance();
    double kthDistance() const { return m_nearest.back(); }

private:
    const SortedPoints& m_points;
    std::size_t m_place;
    std::size_t m_left;  ///< how many points before the window
    std::size_t m_right; ///< the first point after it
    std::span<double> m_nearest;
};

/// How many of the sorted values lie within the radius of the centre, differences rounded as doubles are.
std::size_t countWithin(const std::vector<double>& sorted, double centre, double radius);

} // namespace wattline
