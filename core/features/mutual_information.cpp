// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/mutual_information.h"

#include "core/base/statistics.h"
#include "core/features/neighbours.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace wattline {

namespace {

constexpr double NoEstimate = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t RowsBetweenStops = 1024;

double pairwiseMean(const std::vector<double>& values)
{
    return pairwiseSum(values.data(), values.size()) / static_cast<double>(values.size());
}

/// Just below the k-th neighbour, so that the k-th itself is not counted.
double radiusBelow(double distance)
{
    return std::nextafter(distance, 0.0);
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

/// The rows of each class, with ascending y.
std::map<double, std::vector<std::size_t>> rowsOfClasses(const std::vector<double>& classes, const OrderedColumn& y)
{
    std::map<double, std::vector<std::size_t>> rows;
    auto last = rows.end();
    for (const std::size_t row : y.order) {
        if (last == rows.end() || last->first != classes[row])
            last = rows.try_emplace(classes[row]).first;
        last->second.push_back(row);
    }
    return rows;
}

/// What Ross's estimator averages, one element a row; rows of classes that occur once keep a class size of 0.
struct ClassNeighbourhoods {
    std::vector<double> radius;
    std::vector<std::size_t> neighbours;
    std::vector<std::size_t> classSize;
    std::vector<double> sortedValues; ///< of the rows that take part
};

ClassNeighbourhoods classNeighbourhoods(const std::vector<double>& classes, const OrderedColumn& y,
                                        std::size_t neighbours, const RunContext& context)
{
    const std::size_t count = y.values.size();
    ClassNeighbourhoods found{
        std::vector<double>(count), std::vector<std::size_t>(count), std::vector<std::size_t>(count), {}};
    std::size_t visited = 0;
    for (const auto& [label, order] : rowsOfClasses(classes, y)) {
        if (order.size() < 2)
            continue;
        ClassMembers members{{}, std::min(neighbours, order.size() - 1)};
        for (std::size_t row : order)
            members.values.push_back(y.values[row]);
        for (std::size_t m = 0; m < order.size(); ++m) {
            if (++visited % RowsBetweenStops == 0 && context.stopRequested())
                return found;
            found.radius[order[m]] = radiusBelow(members.kthDistance(m));
            found.neighbours[order[m]] = members.neighbours;
            found.classSize[order[m]] = order.size();
        }
    }
    for (const std::size_t row : y.order) {
        if (found.classSize[row] > 0)
            found.sortedValues.push_back(y.values[row]);
    }
    return found;
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
    std::vector<double> xTerms(n);
    std::vector<double> yTerms(n);
    for (std::size_t i = 0; i < n; ++i) {
        if (i % RowsBetweenStops == 0 && context.stopRequested())
            return NoEstimate;
        const double radius = radiusBelow(distances[i]);
        xTerms[i] = digammas[countWithin(x.ascending, x.values[i], radius)];
        yTerms[i] = digammas[countWithin(y.ascending, y.values[i], radius)];
    }
    return std::max(0.0, digammas[n] + digammas[k] - pairwiseMean(xTerms) - pairwiseMean(yTerms));
}

double discreteInformation(const std::vector<double>& classes, const OrderedColumn& y, int neighbours,
                           const std::vector<double>& digammas, const RunContext& context)
{
    const ClassNeighbourhoods found = classNeighbourhoods(classes, y, static_cast<std::size_t>(neighbours), context);
    std::vector<double> neighbourTerms;
    std::vector<double> classTerms;
    std::vector<double> countTerms;
    for (std::size_t i = 0; i < y.values.size(); ++i) {
        if (i % RowsBetweenStops == 0 && context.stopRequested())
            return NoEstimate;
        if (found.classSize[i] == 0)
            continue;
        neighbourTerms.push_back(digammas[found.neighbours[i]]);
        classTerms.push_back(digammas[found.classSize[i]]);
        countTerms.push_back(digammas[countWithin(found.sortedValues, y.values[i], found.radius[i])]);
    }
    if (countTerms.empty())
        return NoEstimate;
    return std::max(0.0, digammas[countTerms.size()] + pairwiseMean(neighbourTerms) - pairwiseMean(classTerms) -
                             pairwiseMean(countTerms));
}

} // namespace wattline
