// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/filled_cells.h"

#include "core/base/text.h"

namespace wattline {

std::vector<std::string> filledColumns(const Dataset& dataset, std::size_t row)
{
    if (row < dataset.provenance.size())
        return dataset.provenance[row].filledColumns;
    const DatasetColumn* column = dataset.find(FilledColumn);
    if (column == nullptr || row >= column->text.size())
        return {};
    std::vector<std::string> names;
    for (const std::string_view name : splitText(column->text[row], ';')) {
        if (const std::string_view plain = trimmed(name); !plain.empty())
            names.emplace_back(plain);
    }
    return names;
}

} // namespace wattline
