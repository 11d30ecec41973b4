// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"
#include "core/features/ordered_column.h"

#include <cstddef>
#include <vector>

namespace wattline {

/// For each point of the plane the distance, by maximum norm, of its k-th nearest neighbour, the point itself left out.
/// Needs more than k points. Takes about n log n steps, n sqrt(n) where nearly all points lie on a few level lines;
/// empty where a stop was requested.
std::vector<double> kthNeighbourDistances(const OrderedColumn& x, const OrderedColumn& y, std::size_t k,
                                          const RunContext& context);

} // namespace wattline
