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

} // namespace wattline
