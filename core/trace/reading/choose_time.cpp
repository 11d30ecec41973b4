// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/choose_time.h"

#include "core/base/text.h"
#include "core/trace/reading/column_names.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

namespace wattline {

namespace {

using Rows = std::vector<SampleRow>;

std::string headerName(const CsvLayout& layout, std::size_t column)
{
    return column < layout.names.size() ? lowerCase(layout.names[column]) : std::string();
}

/// The form of the first readable time in a column; nothing where none can be read.
std::optional<TimeForm> timeFormOfColumn(const CsvLayout& layout, const Rows& rows, std::size_t column)
{
    const std::string name = headerName(layout, column);
    for (const SampleRow& row : rows) {
        if (column >= row.cells.size())
            continue;
        if (const std::optional<TimeForm> form = timeFormOf(row.cells[column], name))
            return form;
    }
    return std::nullopt;
}

/// Whether the cells of a column are dates without a clock.
bool holdsDates(const Rows& rows, std::size_t column)
{
    std::size_t dates = 0;
    std::size_t cells = 0;
    for (const SampleRow& row : rows) {
        if (column >= row.cells.size() || row.cells[column].empty())
            continue;
        ++cells;
        dates += isDateAlone(row.cells[column]) ? 1 : 0;
    }
    return dates > 0 && 2 * dates > cells;
}

bool keepsGrowing(const Rows& rows, std::size_t column)
{
    double last = -1e300;
    std::size_t grown = 0;
    std::size_t seen = 0;
    for (const SampleRow& row : rows) {
        const std::optional<double> value =
            column < row.cells.size() ? parseNumber(row.cells[column]) : std::optional<double>();
        if (!value)
            continue;
        ++seen;
        grown += *value > last ? 1 : 0;
        last = *value;
    }
    return seen >= 3 && static_cast<double>(grown) >= 0.9 * static_cast<double>(seen);
}

/// The columns that the header calls times and whose cells can be read as such, the best first.
std::vector<std::size_t> namedTimes(const CsvLayout& layout, const Rows& rows)
{
    std::multimap<int, std::size_t> ranked;
    for (std::size_t column = 0; column < layout.names.size(); ++column) {
        const ColumnMeaning meaning = meaningOf(layout.names[column]);
        if (column != layout.power && meaning.role == ColumnRole::Time && timeFormOfColumn(layout, rows, column) &&
            !holdsDates(rows, column))
            ranked.emplace(meaning.rank, column);
    }
    std::vector<std::size_t> columns;
    for (const auto& [rank, column] : ranked)
        columns.push_back(column);
    return columns;
}

bool isWide(const CsvLayout& layout, std::size_t column)
{
    return std::any_of(layout.wide.begin(), layout.wide.end(), [&](const auto& w) { return w.column == column; });
}

std::optional<std::size_t> inferTimeColumn(const CsvLayout& layout, const Rows& rows, const ReadOptions& options)
{
    for (std::size_t column = 0; column < std::min(layout.fieldCount, MostCells); ++column) {
        if (column == layout.power || isWide(layout, column))
            continue;
        const std::optional<TimeForm> form = timeFormOfColumn(layout, rows, column);
        if (form && (form->kind != TimeForm::Kind::Number || form->sinceEpoch))
            return column;
    }
    if (layout.power != 0 && layout.names.empty() && !options.intervalSeconds && keepsGrowing(rows, 0))
        return 0;
    return std::nullopt;
}

/// The column of dates that belongs to a clock: the one next to it, else the only one.
std::optional<std::size_t> dateBeside(const CsvLayout& layout, const Rows& rows, std::size_t clock)
{
    for (const std::size_t column : {clock - 1, clock + 1}) {
        if (column < layout.fieldCount && column != layout.power && holdsDates(rows, column))
            return column;
    }
    for (std::size_t column = 0; column < std::min(layout.fieldCount, MostCells); ++column) {
        if (column != clock && column != layout.power && holdsDates(rows, column))
            return column;
    }
    return std::nullopt;
}

/// How a column is called in a message: by its name, or its number from 1.
std::string shownName(const CsvLayout& layout, std::size_t column)
{
    return column < layout.names.size() ? quotedForMessage(layout.names[column]) : fmt::format("column {}", column + 1);
}

void noteOtherTimes(const CsvLayout& layout, const std::vector<std::size_t>& times, IssueLog& log)
{
    if (times.size() < 2)
        return;
    log.add({IssueKind::Assumption, layout.linesBefore, 1,
             fmt::format("Each row has {} times; {} was taken, not {} (--time-column names another).", times.size(),
                         shownName(layout, times[0]), shownName(layout, times[1]))});
}

/// Numeric dates whose day and month no cell of the beginning tells apart are settled later, for they need the file.
void settleForm(CsvLayout& layout, const Rows& rows)
{
    layout.timeForm = *timeFormOfColumn(layout, rows, *layout.time);
    if (layout.timeForm.kind != TimeForm::Kind::Clock)
        return;
    layout.date = dateBeside(layout, rows, *layout.time);
    for (const SampleRow& row : rows) {
        const std::optional<std::string> cell = layout.date ? timeCellOf(layout, row.cells) : std::nullopt;
        const std::optional<TimeForm> joined = cell ? timeFormOf(*cell, {}) : std::nullopt;
        if (joined) {
            layout.timeForm = *joined;
            return;
        }
    }
    layout.date.reset();
}

} // namespace

std::optional<std::string> timeCellOf(const CsvLayout& layout, const std::vector<std::string_view>& cells)
{
    if (!layout.time || *layout.time >= cells.size() || (layout.date && *layout.date >= cells.size()))
        return std::nullopt;
    const std::string clock(cells[*layout.time]);
    return layout.date ? std::string(cells[*layout.date]) + ' ' + clock : clock;
}

Result<void> chooseTime(CsvLayout& layout, const std::vector<SampleRow>& rows, const std::string& name,
                        const ReadOptions& options, IssueLog& log)
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
    } else if (const std::vector<std::size_t> times = namedTimes(layout, rows); !times.empty()) {
        layout.time = times.front();
        noteOtherTimes(layout, times, log);
    } else {
        layout.time = inferTimeColumn(layout, rows, options);
    }
    if (layout.time)
        settleForm(layout, rows);
    else if (!options.intervalSeconds)
        return Error{ErrorKind::Format,
                     fmt::format("{}:{}: the recording holds no times; give the sampling interval in seconds with "
                                 "--interval.",
                                 name, layout.linesBefore + 1)};
    return {};
}

} // namespace wattline
