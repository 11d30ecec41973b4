// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/csv_layout.h"

#include "core/base/text.h"
#include "core/trace/column_names.h"
#include "core/trace/parse_power.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>

namespace wattline {

namespace {

void cutAll(std::vector<SampleRow>& rows, char separator)
{
    for (SampleRow& row : rows)
        row.cells = cutLine(row.text, separator);
}

std::string withoutUnit(std::string_view headerName)
{
    return lowerCase(trimmed(headerName.substr(0, headerName.find_first_of("[("))));
}

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

/// Whether any of a column's sampled cells is a power reading; a column of text has none, whatever its name says.
bool holdsPower(const std::vector<SampleRow>& rows, std::size_t column, double wattsPerUnit)
{
    return std::any_of(rows.begin(), rows.end(), [&](const SampleRow& row) {
        return column < row.cells.size() && !std::isnan(parsePower(row.cells[column], wattsPerUnit));
    });
}

/// The order in which power columns are taken: the field asked for first; those without any reading last.
int rankOf(const ColumnMeaning& meaning, const std::vector<SampleRow>& rows, std::size_t column,
           const ReadOptions& options)
{
    const bool asked = options.field && meaning.field == *options.field;
    return (asked ? -1 : meaning.rank) + (holdsPower(rows, column, meaning.wattsPerUnit) ? 0 : 100);
}

Result<void> choosePower(CsvLayout& layout, const std::vector<SampleRow>& rows, std::size_t headerLine,
                         const std::string& name, const ReadOptions& options)
{
    std::optional<std::size_t> best;
    if (!options.powerColumn.empty()) {
        const Result<std::size_t> asked = columnAskedFor(options.powerColumn, layout, name);
        if (!asked)
            return asked.error();
        best = *asked;
    }
    int bestRank = 1000;
    for (std::size_t column = 0; column < layout.names.size() && options.powerColumn.empty(); ++column) {
        const ColumnMeaning meaning = meaningOf(layout.names[column]);
        if (meaning.role != ColumnRole::Power)
            continue;
        const int rank = rankOf(meaning, rows, column, options);
        if (rank < bestRank) {
            bestRank = rank;
            best = column;
        }
    }
    if (!best)
        return Error{ErrorKind::Format,
                     fmt::format("{}:{}: the header names no power column (it has {}); name one with --power-column.",
                                 name, headerLine, listOf(layout.names))};
    const ColumnMeaning meaning =
        *best < layout.names.size() ? meaningOf(layout.names[*best]) : ColumnMeaning{ColumnRole::Unknown};
    layout.power = *best;
    layout.field = meaning.role == ColumnRole::Power ? meaning.field : PowerField::Other;
    layout.wattsPerUnit = meaning.role == ColumnRole::Power ? meaning.wattsPerUnit : 1.0;
    return {};
}

/// Time, GPU, product name and limit by the header's names.
void chooseOthers(CsvLayout& layout, const std::vector<SampleRow>& rows)
{
    std::multimap<int, std::size_t> times;
    std::multimap<int, std::size_t> ids;
    std::multimap<int, std::size_t> limits;
    for (std::size_t column = 0; column < layout.names.size(); ++column) {
        if (column == layout.power)
            continue;
        const ColumnMeaning meaning = meaningOf(layout.names[column]);
        if (meaning.role == ColumnRole::Time)
            times.emplace(meaning.rank, column);
        else if (meaning.role == ColumnRole::GpuId)
            ids.emplace(meaning.rank, column);
        else if (meaning.role == ColumnRole::PowerLimit)
            limits.emplace(meaning.rank, column);
        else if (meaning.role == ColumnRole::GpuName && !layout.gpuName)
            layout.gpuName = column;
    }
    for (const auto& [rank, column] : times) {
        if (!layout.time && timeFormOfColumn(layout, rows, column))
            layout.time = column;
    }
    for (const auto& [rank, column] : ids)
        layout.gpuCandidates.push_back(column);
    if (!limits.empty()) {
        layout.powerLimit = limits.begin()->second;
        layout.limitWattsPerUnit = meaningOf(layout.names[*layout.powerLimit]).wattsPerUnit;
    }
}

/// The analyst's own columns, and the time that everything needs unless an interval is given.
Result<void> settleTimeAndGpu(CsvLayout& layout, const std::vector<SampleRow>& rows, const std::string& name,
                              const ReadOptions& options)
{
    if (!options.timeColumn.empty()) {
        const Result<std::size_t> asked = columnAskedFor(options.timeColumn, layout, name);
        if (!asked)
            return asked.error();
        layout.time = *asked;
        if (!timeFormOfColumn(layout, rows, *asked))
            return Error{ErrorKind::Format,
                         fmt::format("{}: column {} holds no times that can be read; choose another with --time-column "
                                     "or give the sampling interval with --interval.",
                                     name, quotedForMessage(options.timeColumn))};
    }
    if (options.gpuColumn == "none") {
        layout.gpuCandidates.clear();
    } else if (!options.gpuColumn.empty()) {
        const Result<std::size_t> asked = columnAskedFor(options.gpuColumn, layout, name);
        if (!asked)
            return asked.error();
        layout.gpuCandidates = {*asked};
    }
    if (!layout.time)
        layout.time = inferTimeColumn(layout, rows, options);
    if (layout.time)
        layout.timeForm = *timeFormOfColumn(layout, rows, *layout.time);
    else if (!options.intervalSeconds)
        return Error{ErrorKind::Format,
                     fmt::format("{}:{}: the recording holds no times; give the sampling interval in seconds with "
                                 "--interval.",
                                 name, layout.linesBefore + 1)};
    return {};
}

void takeHeader(CsvLayout& layout, std::vector<SampleRow>& rows, std::size_t header, IssueLog& log)
{
    const SampleRow& line = rows[header];
    layout.form = TraceForm::SmiCsv;
    layout.separator = separatorOf(line.text);
    layout.headerLine = line.text;
    for (const std::string_view cell : cutLine(withoutHash(line.text), layout.separator))
        layout.names.emplace_back(cell);
    layout.fieldCount = layout.names.size();
    layout.dataOffset = line.offset;
    layout.linesBefore = line.line;
    if (header > 0)
        log.add({IssueKind::Header, rows.front().line, header,
                 fmt::format("{} before the header on line {} left out as a preamble.",
                             header == 1 ? "One line" : formatCount(header) + " lines", line.line)});
    rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(header) + 1);
}

} // namespace

Result<std::size_t> columnAskedFor(const std::string& asked, const CsvLayout& layout, const std::string& name)
{
    for (std::size_t column = 0; column < layout.names.size(); ++column) {
        if (lowerCase(layout.names[column]) == lowerCase(trimmed(asked)) ||
            withoutUnit(layout.names[column]) == lowerCase(trimmed(asked)))
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

std::optional<TimeForm> timeFormOfColumn(const CsvLayout& layout, const std::vector<SampleRow>& rows,
                                         std::size_t column)
{
    const std::string name = column < layout.names.size() ? lowerCase(layout.names[column]) : std::string();
    for (const SampleRow& row : rows) {
        if (column >= row.cells.size())
            continue;
        if (const std::optional<TimeForm> form = timeFormOf(row.cells[column], name))
            return form;
    }
    return std::nullopt;
}

Result<SampledLayout> findLayout(std::string_view text, const std::string& name, const ReadOptions& options,
                                 IssueLog& log)
{
    SampledLayout found;
    CsvLayout& layout = found.layout;
    found.rows = firstLines(text);
    std::optional<std::size_t> header;
    if (options.form != TraceForm::SmiCsvNoHeader)
        header = findHeader(found.rows, options);
    if (options.form == TraceForm::SmiCsv && !header)
        return Error{ErrorKind::Format, fmt::format("{}:1: no header line found; try --form {}.", name,
                                                    nameOf(TraceForm::SmiCsvNoHeader))};
    if (header) {
        takeHeader(layout, found.rows, *header, log);
        if (found.rows.empty())
            return Error{ErrorKind::Format, name + ": holds a header but no samples."};
        cutAll(found.rows, layout.separator);
        if (Result<void> power = choosePower(layout, found.rows, layout.linesBefore, name, options); !power)
            return power.error();
        chooseOthers(layout, found.rows);
    } else {
        layout.form = TraceForm::SmiCsvNoHeader;
        layout.separator = commonSeparator(found.rows);
        cutAll(found.rows, layout.separator);
        if (Result<void> inferred = inferColumns(layout, found.rows, name, options, log); !inferred)
            return inferred.error();
    }
    if (Result<void> settled = settleTimeAndGpu(layout, found.rows, name, options); !settled)
        return settled.error();
    return found;
}

} // namespace wattline
