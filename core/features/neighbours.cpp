// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/neighbours.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace wattline {

namespace {

struct Point {
    std::array<double, 2> at;
    std::size_t row = 0;
};

/// A rectangle with its points; a leaf has no right child, the left child of another follows it.
struct Node {
    std::array<double, 2> low;
    std::array<double, 2> high;
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t right = 0;
};

/// A k-d tree of the plane that halves the wider side of each rectangle.
class PlaneTree {
public:
    explicit PlaneTree(std::vector<Point> points) : m_points(std::move(points)) { build(0, m_points.size()); }

    const std::vector<Point>& points() const { return m_points; }

    /// Fills `nearest` with the smallest distances from the point to those of the tree, ascending.
    void findNearest(const Point& point, std::vector<double>& nearest) const
    {
        std::fill(nearest.begin(), nearest.end(), std::numeric_limits<double>::infinity());
        visit(0, point, nearest);
    }

private:
    void build(std::size_t begin, std::size_t end)
    {
        constexpr std::size_t LeafPoints = 8;
        const std::size_t self = m_nodes.size();
        Node node{m_points[begin].at, m_points[begin].at, begin, end, 0};
        for (std::size_t i = begin; i < end; ++i) {
            for (std::size_t axis : {0, 1}) {
                node.low[axis] = std::min(node.low[axis], m_points[i].at[axis]);
                node.high[axis] = std::max(node.high[axis], m_points[i].at[axis]);
            }
        }
        m_nodes.push_back(node);
        if (end - begin <= LeafPoints)
            return;
        const std::size_t axis = node.high[0] - node.low[0] >= node.high[1] - node.low[1] ? 0 : 1;
        const std::size_t middle = begin + (end - begin) / 2;
        const auto place = [this](std::size_t i) { return m_points.begin() + static_cast<std::ptrdiff_t>(i); };
        std::nth_element(place(begin), place(middle), place(end),
                         [axis](const Point& a, const Point& b) { return a.at[axis] < b.at[axis]; });
        build(begin, middle);
        m_nodes[self].right = m_nodes.size();
        build(middle, end);
    }

    /// The distance to a rectangle never exceeds, rounding included, that to a point in it: leaving a rectangle out is
    /// exact.
    static double distance(const Node& node, const Point& point)
    {
        const double x = std::max(node.low[0] - point.at[0], point.at[0] - node.high[0]);
        const double y = std::max(node.low[1] - point.at[1], point.at[1] - node.high[1]);
        return std::max(x, y);
    }

    void visit(std::size_t index, const Point& point, std::vector<double>& nearest) const
    {
        const Node& node = m_nodes[index];
        if (node.right == 0) {
            for (std::size_t i = node.begin; i < node.end; ++i)
                insert(std::max(std::abs(m_points[i].at[0] - point.at[0]), std::abs(m_points[i].at[1] - point.at[1])),
                       nearest);
            return;
        }
        std::array<std::size_t, 2> children = {index + 1, node.right};
        std::array<double, 2> distances = {distance(m_nodes[children[0]], point),
                                           distance(m_nodes[children[1]], point)};
        if (distances[1] < distances[0]) {
            std::swap(children[0], children[1]);
            std::swap(distances[0], distances[1]);
        }
        for (std::size_t i : {0, 1}) {
            if (distances[i] < nearest.back())
                visit(children[i], point, nearest);
        }
    }

    static void insert(double distance, std::vector<double>& nearest)
    {
        if (distance >= nearest.back())
            return;
        std::size_t at = nearest.size() - 1;
        for (; at > 0 && nearest[at - 1] > distance; --at)
            nearest[at] = nearest[at - 1];
        nearest[at] = distance;
    }

    std::vector<Point> m_points;
    std::vector<Node> m_nodes;
};

/// How many values from the beginning fulfil a condition that holds up to some place and not beyond: a search without
/// branches, because nearly all the time of counting goes into mispredicted ones.
template <class Condition>
std::size_t lengthWhere(const std::vector<double>& values, const Condition& holds)
{
    const double* begin = values.data();
    std::size_t length = values.size();
    while (length > 1) {
        const std::size_t half = length / 2;
        begin += holds(begin[half - 1]) ? half : 0;
        length -= half;
    }
    const auto found = static_cast<std::size_t>(begin - values.data());
    return found + (length == 1 && holds(*begin) ? 1 : 0);
}

} // namespace

std::vector<double> kthNeighbourDistances(const std::vector<double>& x, const std::vector<double>& y, std::size_t k,
                                          const RunContext& context)
{
    constexpr std::size_t PointsBetweenStops = 1024;
    std::vector<Point> points(x.size());
    for (std::size_t row = 0; row < x.size(); ++row)
        points[row] = {{x[row], y[row]}, row};
    const PlaneTree tree(std::move(points));
    std::vector<double> distances(x.size());
    std::vector<double> nearest(k + 1); // the point itself, at distance 0, and its k neighbours
    std::size_t visited = 0;
    for (const Point& point : tree.points()) { // in the order of the tree, so that neighbours are in the cache
        if (visited++ % PointsBetweenStops == 0 && context.stopRequested())
            return {};
        tree.findNearest(point, nearest);
        distances[point.row] = nearest.back();
    }
    return distances;
}

std::size_t countWithin(const std::vector<double>& sorted, double centre, double radius)
{
    // A rounded difference never decreases along the sorted values, so both borders can be searched for.
    return lengthWhere(sorted, [=](double value) { return value - centre <= radius; }) -
           lengthWhere(sorted, [=](double value) { return centre - value > radius; });
}

} // namespace wattline
