// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/marked_cells.h"

#include "core/base/text.h"

namespace wattline {

namespace {

/// The names in a row's cell of such a column; none where the data set has no such column.
std::vector<std::string> namesIn(const Dataset& dataset, std::string_view columnOfNames, std::size_t row)
{
    const DatasetColumn* column = dataset.find(columnOfNames);
    if (column == nullptr || row >= column->text.size())
        return {};
    std::vector<std::string> names;
    for (const std::string_view name : splitText(column->text[row], ';')) {
        if (const std::string_view plain = trimmed(name); !plain.empty())
            names.emplace_back(plain);
    }
    return names;
}

} // namespace

std::vector<std::string> measuredColumns(const Dataset& dataset, std::size_t row)
{
    return row < dataset.provenance.size() ? dataset.provenance[row].measuredColumns
                                           : namesIn(dataset, MeasuredColumn, row);
}

std::vector<std::string> filledColumns(const Dataset& dataset, std::size_t row)
{
    return row < dataset.provenance.size() ? dataset.provenance[row].filledColumns
                                           : namesIn(dataset, FilledColumn, row);
}

bool tellsMeasured(const Dataset& dataset)
{
    return !dataset.provenance.empty() ||
           (dataset.find(MeasuredColumn) != nullptr && dataset.find("source") != nullptr);
}

} // namespace wattline
