// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/group_columns.h"

#include <algorithm>
#include <unordered_set>

namespace wattline {

namespace {

bool groupsRows(const DatasetColumn& column)
{
    constexpr std::size_t MostValues = 200;
    std::unordered_set<std::string_view> values;
    for (const std::string& cell : column.text) {
        values.insert(cell);
        if (values.size() > MostValues)
            return false;
    }
    return values.size() >= 2 && values.size() < column.text.size();
}

} // namespace

std::vector<std::string> groupColumns(const Dataset& dataset)
{
    std::vector<std::string> names;
    for (const DatasetColumn& column : dataset.columns) {
        if (groupsRows(column))
            names.push_back(column.name);
    }
    return names;
}

} // namespace wattline
