// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"

#include <cstddef>
#include <vector>

namespace wattline {

/// A column of finite values with its order, which searches among them need: sorted once, used by all.
struct OrderedColumn {
    std::vector<double> values;     ///< by row
    std::vector<double> ascending;  ///< the same in order
    std::vector<std::size_t> order; ///< their rows
};

OrderedColumn ordered(std::vector<double> values);

/// For each point of the plane the distance, by maximum norm, of its k-th nearest neighbour, the point itself left out.
/// Needs more than k points. Takes about n log n steps, n sqrt(n) where nearly all points lie on an upright or level
/// line; empty where a stop was requested.
std::vector<double> kthNeighbourDistances(const OrderedColumn& x, const OrderedColumn& y, std::size_t k,
                                          const RunContext& context);

/// How many of the sorted values lie within the radius of the centre, differences rounded as doubles are.
std::size_t countWithin(const std::vector<double>& sorted, double centre, double radius);

} // namespace wattline
