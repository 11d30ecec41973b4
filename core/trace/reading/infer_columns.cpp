// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/trace/reading/csv_layout.h"
#include "core/trace/reading/parse_power.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

namespace wattline {

namespace {

std::size_t commonFieldCount(const std::vector<SampleRow>& rows)
{
    std::map<std::size_t, std::size_t> counts;
    for (const SampleRow& row : rows)
        ++counts[row.cells.size()];
    return std::max_element(counts.begin(), counts.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
}

/// What the sampled cells of one column look like.
struct ColumnLook {
    double watts = 0.0;       ///< share of cells "12.34 W"
    double twoDecimals = 0.0; ///< share of cells "12.34", as nvidia-smi writes powers and nothing else
    bool varies = false;
};

bool hasTwoDecimals(std::string_view cell)
{
    const std::size_t point = cell.find('.');
    return point != std::string_view::npos && point > 0 && cell.size() == point + 3 && parseNumber(cell).has_value();
}

ColumnLook lookAt(const std::vector<SampleRow>& rows, std::size_t column)
{
    ColumnLook look;
    std::size_t cells = 0;
    std::string_view first;
    for (const SampleRow& row : rows) {
        if (column >= row.cells.size())
            continue;
        const std::string_view cell = row.cells[column];
        const bool power = !std::isnan(parsePower(cell, 1.0));
        look.watts += power && (cell.ends_with('W') || cell.ends_with('w')) ? 1.0 : 0.0;
        look.twoDecimals += power && hasTwoDecimals(cell) ? 1.0 : 0.0;
        if (power && first.empty())
            first = cell;
        look.varies = look.varies || (power && cell != first);
        ++cells;
    }
    look.watts /= static_cast<double>(std::max<std::size_t>(cells, 1));
    look.twoDecimals /= static_cast<double>(std::max<std::size_t>(cells, 1));
    return look;
}

/// The first column that varies among those that look like power, else the first of them: a limit never varies.
std::optional<std::size_t> likeliest(const std::vector<ColumnLook>& looks, double ColumnLook::*share, double least)
{
    std::optional<std::size_t> found;
    for (std::size_t column = 0; column < looks.size(); ++column) {
        if (looks[column].*share < least)
            continue;
        if (looks[column].varies)
            return column;
        if (!found)
            found = column;
    }
    return found;
}

/// A column that counts 0, 1, ... n-1 over and over names the GPU; likewise UUIDs and PCI addresses.
bool looksLikeGpuId(const std::vector<SampleRow>& rows, std::size_t column)
{
    std::size_t fits = 0;
    std::size_t seen = 0;
    double last = -1.0;
    bool beyondZero = false;
    for (const SampleRow& row : rows) {
        if (column >= row.cells.size())
            continue;
        const std::string_view cell = row.cells[column];
        ++seen;
        if (cell.starts_with("GPU-") || (cell.find(':') == 8 && cell.find('.') == 14)) {
            ++fits;
            beyondZero = true;
            continue;
        }
        const std::optional<double> value = cell.size() <= 2 ? parseNumber(cell) : std::nullopt;
        fits += value && (*value == last + 1.0 || *value == 0.0) ? 1 : 0;
        beyondZero = beyondZero || (value && *value > 0.0);
        last = value.value_or(last);
    }
    return beyondZero && seen >= 4 && static_cast<double>(fits) >= 0.98 * static_cast<double>(seen);
}

} // namespace

Result<void> inferColumns(CsvLayout& layout, const std::vector<SampleRow>& rows, const std::string& name,
                          const ReadOptions& options, IssueLog& log)
{
    layout.fieldCount = commonFieldCount(rows);
    if (!options.powerColumn.empty()) {
        const Result<std::size_t> asked = columnAskedFor(options.powerColumn, layout, name);
        if (!asked)
            return asked.error();
        layout.power = *asked;
    } else {
        std::vector<ColumnLook> looks;
        for (std::size_t column = 0; column < layout.fieldCount; ++column)
            looks.push_back(lookAt(rows, column));
        const std::optional<std::size_t> byUnit = likeliest(looks, &ColumnLook::watts, 0.3);
        const std::optional<std::size_t> byForm = likeliest(looks, &ColumnLook::twoDecimals, 0.8);
        if (!byUnit && !byForm)
            return Error{ErrorKind::Format,
                         fmt::format("{}:{}: no header and no column that looks like power in watts; name the column's "
                                     "number with --power-column, or record with nvidia-smi "
                                     "--query-gpu=timestamp,index,power.draw --format=csv.",
                                     name, rows.front().line)};
        layout.power = byUnit ? *byUnit : *byForm;
        log.add({IssueKind::Assumption, rows.front().line, 1,
                 fmt::format("The file has no header; column {} was taken as power because its cells {} "
                             "(another can be named with --power-column).",
                             layout.power + 1, byUnit ? "bear the unit W" : "have two decimals, as powers do")});
    }
    for (std::size_t column = 0; column < layout.fieldCount; ++column) {
        if (column != layout.power && looksLikeGpuId(rows, column))
            layout.gpuCandidates.push_back(column);
    }
    return {};
}

} // namespace wattline
