// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

namespace wattline {

/// Which rows have which value of a column.
struct RowsByValue {
    std::vector<std::string> values;     ///< in the order in which they occur first
    std::vector<std::size_t> sizes;      ///< how many rows have it
    std::vector<std::size_t> valueOfRow; ///< its place in `values`
};

inline RowsByValue rowsByValue(const std::vector<std::string>& cells)
{
    RowsByValue result;
    std::unordered_map<std::string, std::size_t> places;
    for (const std::string& cell : cells) {
        const auto [place, isNew] = places.emplace(cell, result.values.size());
        if (isNew) {
            result.values.push_back(cell);
            result.sizes.push_back(0);
        }
        ++result.sizes[place->second];
        result.valueOfRow.push_back(place->second);
    }
    return result;
}

} // namespace wattline
