// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column_list.h"

#include "core/base/text.h"

#include <fmt/format.h>

namespace wattline {

std::string listForMessage(const std::vector<std::string>& names)
{
    constexpr std::size_t Shown = 12;
    std::string list;
    for (std::size_t i = 0; i < names.size() && i < Shown; ++i) {
        const std::string quoted = quotedForMessage(names[i]); // control bytes and endless names made harmless
        list += (i == 0 ? "" : ", ") + quoted.substr(1, quoted.size() - 2);
    }
    if (names.size() > Shown)
        list += fmt::format(" and {} more", names.size() - Shown);
    return list;
}

Error noSuchColumn(const Dataset& dataset, std::string_view column)
{
    std::vector<std::string> names;
    for (const DatasetColumn& present : dataset.columns)
        names.push_back(present.name);
    return {ErrorKind::Data, fmt::format("{}: has no column {}; its columns are {}.", dataset.name,
                                         quotedForMessage(column), listForMessage(names))};
}

} // namespace wattline
