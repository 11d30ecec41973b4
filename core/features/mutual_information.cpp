// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/mutual_information.h"

#include "core/base/statistics.h"
#include "core/features/margin_counts.h"
#include "core/features/neighbours.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

namespace wattline {

namespace {

constexpr double NoEstimate = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t RowsBetweenStops = 1024;

double pairwiseMean(const std::vector<double>& values)
{
    return pairwiseSum(values.data(), values.size()) / static_cast<double>(values.size());
}

/// Just below the k-th neighbour, so that the k-th itself is not counted: nextafter(distance, 0.0).
double radiusBelow(double distance)
{
    return distance > 0.0 ? std::bit_cast<double>(std::bit_cast<std::uint64_t>(distance) - 1) : 0.0;
}

/// To each row the digamma of the number of values of the column within its distance, it itself counted; 0 where the
/// column has no such row. Empty where a stop was requested.
std::vector<double> marginTerms(const OrderedColumn& column, const std::vector<double>& distances,
                                const std::vector<double>& digammas, const RunContext& context)
{
    std::vector<double> radii;
    radii.reserve(column.order.size());
    for (const std::size_t row : column.order)
        radii.push_back(radiusBelow(distances[row]));
    const std::vector<std::size_t> counts = countsWithin(column.ascending, radii, context);
    if (context.stopRequested())
        return {};
    std::vector<double> terms(distances.size());
    for (std::size_t i = 0; i < counts.size(); ++i)
        terms[column.order[i]] = digammas[counts[i]];
    return terms;
}

/// The values of one class in ascending order, and for each the distance of its k-th neighbour within the class.
struct ClassMembers {
    std::vector<double> values;
    std::size_t neighbours = 0;

    double kthDistance(std::size_t member) const
    {
        // For classes this small scikit-learn searches by brute force and takes |a - b| from the squares; the rounding
        // of that form shows in its values.
        return neighbours >= values.size() / 2 ? kthBySquares(member) : kthByOrder(member);
    }

    double kthBySquares(std::size_t member) const
    {
        const double a = values[member];
        std::vector<double> distances;
        for (std::size_t other = 0; other < values.size(); ++other) {
            const double b = values[other];
            if (other != member)
                distances.push_back(std::sqrt(std::max(0.0, (a * a + -2.0 * (a * b)) + b * b)));
        }
        const auto kth = distances.begin() + static_cast<std::ptrdiff_t>(neighbours - 1);
        std::nth_element(distances.begin(), kth, distances.end());
        return *kth;
    }

    double kthByOrder(std::size_t member) const
    {
        std::size_t left = member;
        std::size_t right = member;
        double distance = 0.0;
        for (std::size_t found = 0; found < neighbours; ++found) {
            const bool takesLeft = right + 1 == values.size() || (left > 0 && values[member] - values[left - 1] <=
                                                                                  values[right + 1] - values[member]);
            distance = takesLeft ? values[member] - values[--left] : values[++right] - values[member];
        }
        return distance;
    }
};

/// What Ross's estimator averages, one element a row; rows of classes that occur once keep a class size of 0.
struct ClassNeighbourhoods {
    std::vector<double> distance;
    std::vector<std::size_t> neighbours;
    std::vector<std::size_t> classSize;
};

/// The places of the rows in the order of y, class by class and ascending within each.
OrderedColumn placesByClass(const std::vector<double>& classes, const OrderedColumn& y, const RunContext& context)
{
    std::vector<double> inOrder;
    inOrder.reserve(classes.size());
    for (const std::size_t row : y.order)
        inOrder.push_back(classes[row] + 0.0); // no class of -0 beside that of 0
    return ordered(std::move(inOrder), context);
}

ClassNeighbourhoods classNeighbourhoods(const std::vector<double>& classes, const OrderedColumn& y,
                                        std::size_t neighbours, const RunContext& context)
{
    const std::size_t count = classes.size();
    ClassNeighbourhoods found{std::vector<double>(count), std::vector<std::size_t>(count),
                              std::vector<std::size_t>(count)};
    const OrderedColumn places = placesByClass(classes, y, context);
    ClassMembers members;
    for (std::size_t begin = 0, end = 0; begin < places.order.size(); begin = end) {
        members.values.clear();
        for (; end < places.order.size() && places.ascending[end] == places.ascending[begin]; ++end)
            members.values.push_back(y.ascending[places.order[end]]);
        const std::size_t size = end - begin;
        members.neighbours = std::min(neighbours, size - 1);
        for (std::size_t m = 0; m < size && size > 1; ++m) {
            if ((begin + m) % RowsBetweenStops == 0 && context.stopRequested())
                return found;
            const std::size_t row = y.order[places.order[begin + m]];
            found.distance[row] = members.kthDistance(m);
            found.neighbours[row] = members.neighbours;
            found.classSize[row] = size;
        }
    }
    return found;
}

/// The rows that take part, without their values by row.
OrderedColumn inLargerClasses(const OrderedColumn& y, const std::vector<std::size_t>& classSize)
{
    OrderedColumn part;
    for (std::size_t i = 0; i < y.order.size(); ++i) {
        if (classSize[y.order[i]] == 0)
            continue;
        part.ascending.push_back(y.ascending[i]);
        part.order.push_back(y.order[i]);
    }
    return part;
}

} // namespace

double pairwiseSum(const double* values, std::size_t count)
{
    constexpr std::size_t Lanes = 8;
    constexpr std::size_t Block = 128;
    if (count > Block) {
        std::size_t half = count / 2;
        half -= half % Lanes;
        return pairwiseSum(values, half) + pairwiseSum(values + half, count - half);
    }
    double sum = -0.0;
    std::size_t i = 0;
    if (count >= Lanes) {
        double r[Lanes];
        std::copy_n(values, Lanes, r);
        for (i = Lanes; i + Lanes <= count; i += Lanes) {
            for (std::size_t lane = 0; lane < Lanes; ++lane)
                r[lane] += values[i + lane];
        }
        sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
    }
    for (; i < count; ++i)
        sum += values[i];
    return sum;
}

std::vector<double> digammaTable(std::size_t count)
{
    std::vector<double> table(count + 1, 0.0);
    for (std::size_t i = 1; i <= count; ++i)
        table[i] = digamma(static_cast<double>(i));
    return table;
}

double continuousInformation(const OrderedColumn& x, const OrderedColumn& y, int neighbours,
                             const std::vector<double>& digammas, const RunContext& context)
{
    const std::size_t n = x.values.size();
    const auto k = static_cast<std::size_t>(neighbours);
    const std::vector<double> distances = kthNeighbourDistances(x, y, k, context);
    if (distances.empty())
        return NoEstimate;
    const std::vector<double> xTerms = marginTerms(x, distances, digammas, context);
    const std::vector<double> yTerms = marginTerms(y, distances, digammas, context);
    if (xTerms.empty() || yTerms.empty())
        return NoEstimate;
    return std::max(0.0, digammas[n] + digammas[k] - pairwiseMean(xTerms) - pairwiseMean(yTerms));
}

double discreteInformation(const std::vector<double>& classes, const OrderedColumn& y, int neighbours,
                           const std::vector<double>& digammas, const RunContext& context)
{
    const ClassNeighbourhoods found = classNeighbourhoods(classes, y, static_cast<std::size_t>(neighbours), context);
    const OrderedColumn part = inLargerClasses(y, found.classSize);
    const std::vector<double> terms = marginTerms(part, found.distance, digammas, context);
    if (context.stopRequested())
        return NoEstimate;
    std::vector<double> neighbourTerms;
    std::vector<double> classTerms;
    std::vector<double> countTerms;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        if (found.classSize[i] == 0)
            continue;
        neighbourTerms.push_back(digammas[found.neighbours[i]]);
        classTerms.push_back(digammas[found.classSize[i]]);
        countTerms.push_back(terms[i]);
    }
    if (countTerms.empty())
        return NoEstimate;
    return std::max(0.0, digammas[countTerms.size()] + pairwiseMean(neighbourTerms) - pairwiseMean(classTerms) -
                             pairwiseMean(countTerms));
}

} // namespace wattline
