// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/csv_layout.h"

#include "core/base/text.h"
#include "core/trace/reading/choose_time.h"
#include "core/trace/reading/column_names.h"
#include "core/trace/reading/parse_power.h"
#include "core/trace/reading/wide_columns.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>

namespace wattline {

namespace {

std::string listOf(const std::vector<std::string>& names)
{
    std::vector<std::string> shown;
    for (const std::string& name : names) {
        if (shown.size() == 12) {
            shown.emplace_back("…");
            break;
        }
        shown.push_back(quotedForMessage(name));
    }
    return fmt::format("{}", fmt::join(shown, ", "));
}

/// Whether any of a column's sampled cells passes.
template <class Passes>
bool anyCell(const std::vector<SampleRow>& rows, std::size_t column, const Passes& passes)
{
    return std::any_of(rows.begin(), rows.end(),
                       [&](const SampleRow& row) { return column < row.cells.size() && passes(row.cells[column]); });
}

/// A column of text holds no power, whatever its name says.
bool holdsPower(const std::vector<SampleRow>& rows, std::size_t column, double wattsPerUnit)
{
    return anyCell(rows, column, [&](std::string_view cell) { return !std::isnan(parsePower(cell, wattsPerUnit)); });
}

/// The order in which power columns are taken: the field asked for first; those without any reading last.
int rankOf(const ColumnMeaning& meaning, const std::vector<SampleRow>& rows, std::size_t column,
           const ReadOptions& options)
{
    const bool asked = options.field && meaning.field == *options.field;
    return (asked ? -1 : meaning.rank) + (holdsPower(rows, column, meaning.wattsPerUnit) ? 0 : 100);
}

/// The power column asked for, or the best that the header names; nothing where it names none.
Result<std::optional<std::size_t>> powerColumn(const CsvLayout& layout, const std::vector<SampleRow>& rows,
                                               const std::string& name, const ReadOptions& options)
{
    std::optional<std::size_t> best;
    if (!options.powerColumn.empty()) {
        const Result<std::size_t> asked = columnAskedFor(options.powerColumn, layout, name);
        if (!asked)
            return asked.error();
        best = *asked;
        return best;
    }
    int bestRank = 1000;
    for (std::size_t column = 0; column < layout.names.size(); ++column) {
        const ColumnMeaning meaning = meaningOf(layout.names[column]);
        if (meaning.role != ColumnRole::Power)
            continue;
        const int rank = rankOf(meaning, rows, column, options);
        if (rank < bestRank) {
            bestRank = rank;
            best = column;
        }
    }
    return best;
}

Result<void> choosePower(CsvLayout& layout, const std::vector<SampleRow>& rows, const std::string& name,
                         const ReadOptions& options)
{
    const Result<std::optional<std::size_t>> chosen = powerColumn(layout, rows, name, options);
    if (!chosen)
        return chosen.error();
    // A JSON object may have a member for each GPU as a wide CSV has a column.
    if (layout.form == TraceForm::WideCsv || (layout.form == TraceForm::JsonLines && options.powerColumn.empty()))
        layout.wide = wideColumns(layout.names);
    if (layout.form == TraceForm::WideCsv && layout.wide.empty())
        return Error{ErrorKind::Format,
                     fmt::format("{}:{}: the header names no power column for each GPU (it has {}); leave out --form "
                                 "{}.",
                                 name, layout.linesBefore, listOf(layout.names), nameOf(layout.form))};
    if (!layout.wide.empty()) {
        layout.power = layout.wide.front().column;
        layout.field = PowerField::Other;
        layout.wattsPerUnit = meaningOf(layout.names[layout.power]).wattsPerUnit;
        return {};
    }
    if (!*chosen)
        return Error{ErrorKind::Format,
                     fmt::format("{}:{}: the header names no power column (it has {}); name one with --power-column.",
                                 name, layout.linesBefore, listOf(layout.names))};
    layout.power = **chosen;
    const ColumnMeaning meaning =
        layout.power < layout.names.size() ? meaningOf(layout.names[layout.power]) : ColumnMeaning();
    layout.field = meaning.role == ColumnRole::Power ? meaning.field : PowerField::Other;
    layout.wattsPerUnit = meaning.role == ColumnRole::Power ? meaning.wattsPerUnit : 1.0;
    return {};
}

/// GPU, product name and limit by the header's names.
void chooseByName(CsvLayout& layout)
{
    std::multimap<int, std::size_t> ids;
    std::multimap<int, std::size_t> limits;
    for (std::size_t column = 0; column < layout.names.size(); ++column) {
        const ColumnMeaning meaning = meaningOf(layout.names[column]);
        if (column == layout.power || !layout.wide.empty())
            continue;
        if (meaning.role == ColumnRole::GpuId)
            ids.emplace(meaning.rank, column);
        else if (meaning.role == ColumnRole::PowerLimit)
            limits.emplace(meaning.rank, column);
        else if (meaning.role == ColumnRole::GpuName && !layout.gpuName)
            layout.gpuName = column;
    }
    for (const auto& [rank, column] : ids)
        layout.gpuCandidates.push_back(column);
    if (!limits.empty()) {
        layout.powerLimit = limits.begin()->second;
        layout.limitWattsPerUnit = meaningOf(layout.names[*layout.powerLimit]).wattsPerUnit;
    }
}

Result<void> settleGpu(CsvLayout& layout, const std::string& name, const ReadOptions& options)
{
    if (options.gpuColumn == "none") {
        layout.gpuCandidates.clear();
    } else if (!options.gpuColumn.empty()) {
        const Result<std::size_t> asked = columnAskedFor(options.gpuColumn, layout, name);
        if (!asked)
            return asked.error();
        layout.gpuCandidates = {*asked};
    }
    return {};
}

/// Every other column that holds numbers, with or without a unit behind them.
void chooseSides(CsvLayout& layout, const std::vector<SampleRow>& rows)
{
    const auto isTaken = [&](std::size_t column) {
        const auto& ids = layout.gpuCandidates;
        return column == layout.power || column == layout.time || column == layout.date || column == layout.gpuName ||
               column == layout.powerLimit || std::find(ids.begin(), ids.end(), column) != ids.end() ||
               std::any_of(layout.wide.begin(), layout.wide.end(), [&](const auto& w) { return w.column == column; });
    };
    for (std::size_t column = 0; column < std::min(layout.fieldCount, MostCells); ++column) {
        if (isTaken(column) || !anyCell(rows, column, [](std::string_view cell) { return isQuantity(cell); }))
            continue;
        const NameAndUnit title = column < layout.names.size() ? nameAndUnit(layout.names[column]) : NameAndUnit();
        layout.sides.push_back(
            {column, title.name.empty() ? fmt::format("column {}", column + 1) : title.name, title.unit});
    }
}

} // namespace

Result<std::size_t> columnAskedFor(const std::string& asked, const CsvLayout& layout, const std::string& name)
{
    for (std::size_t column = 0; column < layout.names.size(); ++column) {
        if (lowerCase(layout.names[column]) == lowerCase(trimmed(asked)) ||
            lowerCase(nameAndUnit(layout.names[column]).name) == lowerCase(trimmed(asked)))
            return column;
    }
    if (const std::optional<double> number = parseNumber(asked);
        number && *number >= 1.0 && *number <= static_cast<double>(std::min(layout.fieldCount, MostCells)) &&
        *number == std::floor(*number))
        return static_cast<std::size_t>(*number) - 1;
    return Error{ErrorKind::Format,
                 layout.names.empty()
                     ? fmt::format("{}: there is no column {}; the file has no header, so give a number from 1 to {}.",
                                   name, quotedForMessage(asked), layout.fieldCount)
                     : fmt::format("{}: there is no column {}; the header names {}.", name, quotedForMessage(asked),
                                   listOf(layout.names))};
}

bool isQuantity(std::string_view cell)
{
    const std::string_view number = trimmed(cell.substr(0, cell.find_last_of("0123456789") + 1));
    const std::string_view unit = trimmed(cell.substr(number.size()));
    return unit.size() <= 4 && parseNumber(number).has_value();
}

Result<void> chooseColumns(CsvLayout& layout, const std::vector<SampleRow>& rows, const std::string& name,
                           const ReadOptions& options, IssueLog& log)
{
    if (!layout.names.empty()) {
        if (Result<void> power = choosePower(layout, rows, name, options); !power)
            return power;
        chooseByName(layout);
    }
    if (Result<void> gpu = settleGpu(layout, name, options); !gpu)
        return gpu;
    if (Result<void> time = chooseTime(layout, rows, name, options, log); !time)
        return time;
    if (options.sideColumns == SideColumns::Keep)
        chooseSides(layout, rows);
    return {};
}

} // namespace wattline
