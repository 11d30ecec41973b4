// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/nsga2.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace wattline {

namespace {

/// Two errors closer than this, as a fraction, are one.
constexpr double SameError = 1e-3;
/// Errors below this part of the greatest are but rounding.
constexpr double Rounding = 1e-13;

/// The errors on a scale on which those that count as equal are equal.
std::vector<double> stepsOf(std::span<const Objectives> objectives)
{
    double least = std::numeric_limits<double>::min();
    for (const Objectives& o : objectives)
        least = std::max(least, Rounding * o.error);
    std::vector<double> steps;
    for (const Objectives& o : objectives)
        steps.push_back(std::floor(std::log(std::max(o.error, least)) / SameError));
    return steps;
}

/// Positions ordered by length, then by error.
std::vector<std::size_t> byLength(std::span<const Objectives> objectives, const std::vector<double>& steps)
{
    std::vector<std::size_t> order(objectives.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        if (objectives[a].length != objectives[b].length)
            return objectives[a].length < objectives[b].length;
        return steps[a] != steps[b] ? steps[a] < steps[b] : a < b;
    });
    return order;
}

/// The crowding of one rank, its members ordered by length: the sides of the box that the neighbours leave.
void crowd(const std::vector<std::size_t>& members, std::span<const Objectives> objectives,
           const std::vector<double>& steps, std::vector<Standing>& standings)
{
    const auto lengthOf = [&](std::size_t i) { return static_cast<double>(objectives[members[i]].length); };
    const double lengths = std::max(lengthOf(members.size() - 1) - lengthOf(0), 1.0);
    const double errors = std::max(steps[members.front()] - steps[members.back()], 1.0);
    standings[members.front()].crowding = standings[members.back()].crowding = std::numeric_limits<double>::infinity();
    for (std::size_t i = 1; i + 1 < members.size(); ++i)
        standings[members[i]].crowding =
            (lengthOf(i + 1) - lengthOf(i - 1)) / lengths + (steps[members[i - 1]] - steps[members[i + 1]]) / errors;
}

} // namespace

std::vector<Standing> standingsOf(std::span<const Objectives> objectives)
{
    const std::vector<double> steps = stepsOf(objectives);
    std::vector<Standing> standings(objectives.size());
    std::vector<std::vector<std::size_t>> ranks;
    // Ordered so, whoever dominates a formula comes before it, and of each rank only the last can.
    for (const std::size_t i : byLength(objectives, steps)) {
        const auto isFree = [&](const std::vector<std::size_t>& rank) { return steps[rank.back()] > steps[i]; };
        auto rank = std::partition_point(ranks.begin(), ranks.end(), [&](const auto& r) { return !isFree(r); });
        if (rank == ranks.end())
            rank = ranks.insert(ranks.end(), std::vector<std::size_t>());
        standings[i].rank = static_cast<std::size_t>(rank - ranks.begin());
        rank->push_back(i);
    }
    for (const std::vector<std::size_t>& rank : ranks)
        crowd(rank, objectives, steps, standings);
    return standings;
}

std::vector<std::size_t> bestStanding(const std::vector<Standing>& standings, std::size_t count)
{
    std::vector<std::size_t> order(standings.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        if (standings[a].beats(standings[b]) || standings[b].beats(standings[a]))
            return standings[a].beats(standings[b]);
        return a < b;
    });
    order.resize(std::min(count, order.size()));
    return order;
}

} // namespace wattline
