// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/tables.h"
#include "core/tasks/networks/count_network.h"

namespace wattline {

/// A count at a glance: "25.56 M", "8.21 G"; empty below 10,000, where its digits can be read as they are.
std::string roundedCount(std::uint64_t count);

/// Of a network: "224 px, 1000 classes", "128 tokens".
std::string sizesText(const NetworkSizes& sizes);

/// Parameters, multiply-adds and FLOPs by both rules, each with its name.
struct NetworkTotal {
    std::string name;
    std::uint64_t count = 0;
};
std::vector<NetworkTotal> totalsOf(const NetworkCount& network);

/// One row a layer, in the order in which they run.
TextTable networkTable(const NetworkCount& network);

} // namespace wattline
