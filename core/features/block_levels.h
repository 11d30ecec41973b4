// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace wattline {

constexpr std::size_t BlockValues = 8;

/// Ascending values for searches that compare a whole block at once: the values in blocks of eight, above them the last
/// value of each block in blocks of their own, and so on until one block holds them all. A search looks at one block of
/// each level, from the top. Behind its values each level is filled up with at least one infinity.
struct BlockLevels {
    std::vector<double> values;
    std::vector<std::size_t> begins; ///< of the levels in the values, the top first

    explicit BlockLevels(const std::vector<double>& ascending);
};

} // namespace wattline
