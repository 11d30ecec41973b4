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

/// Sorts in a number of steps proportional to that of the values. Without an order where a stop was requested.
OrderedColumn ordered(std::vector<double> values, const RunContext& context);

/// For each of the ascending values how many of them, itself included, lie within its radius of it, differences rounded
/// as doubles are. `radii` has one element a value. Takes n log n steps; empty where a stop was requested.
std::vector<std::size_t> countsWithin(const std::vector<double>& ascending, const std::vector<double>& radii,
                                      const RunContext& context);

} // namespace wattline
