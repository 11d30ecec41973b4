// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"

#include <cstddef>
#include <vector>

namespace wattline {

/// For each point of the plane the distance, by maximum norm, of its k-th nearest neighbour, the point itself left out.
/// Needs more than k points, all finite. Takes about n log n steps; empty where a stop was requested.
std::vector<double> kthNeighbourDistances(const std::vector<double>& x, const std::vector<double>& y, std::size_t k,
                                          const RunContext& context);

/// How many of the sorted values lie within the radius of the centre, differences rounded as doubles are.
std::size_t countWithin(const std::vector<double>& sorted, double centre, double radius);

} // namespace wattline
