// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"

#include <cstddef>
#include <vector>

namespace wattline {

/// For each of the ascending values how many of them, itself included, lie within its radius of it, differences rounded
/// as doubles are. `radii` has one element a value. Takes n log n steps; empty where a stop was requested.
std::vector<std::size_t> countsWithin(const std::vector<double>& ascending, const std::vector<double>& radii,
                                      const RunContext& context);

} // namespace wattline
