// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/map_columns.h"

#include "core/base/text.h"
#include "core/tasks/quantity.h"
#include "core/tasks/task_column_names.h"
#include "core/tasks/task_columns.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

namespace wattline {

namespace {

constexpr std::size_t MostColumns = 10'000;

/// "gpu" is how many there were where its cells are numbers, else which.
void settleGpu(TaskColumn& column, std::size_t place, const TaskLines& lines)
{
    if (column.by != TaskColumn::By::Guess || column.meaning.name != "gpu_name")
        return;
    const auto isCount = [place](const CsvRow& row) {
        return isAbsent(row.cells[place]) || parseNumber(row.cells[place]).has_value();
    };
    const bool says = std::any_of(lines.rows.begin(), lines.rows.end(),
                                  [place](const CsvRow& row) { return !isAbsent(row.cells[place]); });
    if (says && std::all_of(lines.rows.begin(), lines.rows.end(), isCount))
        column.meaning.name = "gpus";
}

TaskColumn columnOf(const std::string& header, std::size_t place, const TaskLines& lines, const TaskReading& reading)
{
    if (const auto chosen = reading.columns.find(header); chosen != reading.columns.end()) {
        const auto first = std::find(lines.header.begin(), lines.header.end(), header);
        if (first - lines.header.begin() == static_cast<std::ptrdiff_t>(place))
            return {header, chosen->second, TaskColumn::By::Choice};
    }
    std::optional<TaskColumn> column = guessColumn(header);
    if (!column)
        return {header, {}, TaskColumn::By::Name};
    settleGpu(*column, place, lines);
    return *column;
}

/// How much a column counts against another one that is read as the same.
int rankOf(const TaskColumn& column)
{
    return column.by == TaskColumn::By::Choice ? 0 : column.by == TaskColumn::By::Name ? 1 : 2;
}

std::string placeOf(std::size_t column, const TaskLines& lines)
{
    return fmt::format("{} (column {})", quotedForMessage(lines.header[column]), column + 1);
}

/// Finds the columns that are read as the same one and leaves one of them.
class Rivals {
public:
    Rivals(const TaskLines& lines, const std::string& file, ColumnMap& map) : m_lines(lines), m_file(file), m_map(map)
    {
    }

    void settle()
    {
        for (const std::string_view name : taskColumnNames()) {
            std::vector<std::size_t> places;
            for (std::size_t c = 0; c < m_map.columns.size(); ++c) {
                if (m_map.columns[c].meaning.name == name)
                    places.push_back(c);
            }
            std::stable_sort(places.begin(), places.end(), [this](std::size_t a, std::size_t b) {
                return rankOf(m_map.columns[a]) < rankOf(m_map.columns[b]);
            });
            if (places.size() > 1 && rankOf(m_map.columns[places[1]]) == 0)
                m_map.problem =
                    fmt::format("{}:{}: {} and {} are both chosen as {}; choose one of them.", m_file,
                                m_lines.headerLine, placeOf(places[0], m_lines), placeOf(places[1], m_lines), name);
            for (std::size_t i = 1; i < places.size(); ++i)
                leave(places[i], places.front(), name);
        }
    }

private:
    void leave(std::size_t column, std::size_t first, std::string_view name)
    {
        m_map.columns[column].meaning = {};
        m_map.remarks.push_back(
            {m_lines.headerLine, fmt::format("{} and {} are both {}; the first of the two is read",
                                             placeOf(first, m_lines), placeOf(column, m_lines), name)});
    }

    const TaskLines& m_lines;
    const std::string& m_file;
    ColumnMap& m_map;
};

std::string namesOf(const TaskLines& lines)
{
    constexpr std::size_t Shown = 12;
    std::string names;
    for (std::size_t c = 0; c < std::min(lines.header.size(), Shown); ++c)
        names += (c == 0 ? "" : ", ") + quotedForMessage(lines.header[c]);
    return lines.header.size() > Shown ? fmt::format("{} and {} more", names, lines.header.size() - Shown) : names;
}

bool reads(const ColumnMap& map, std::string_view name)
{
    return std::any_of(map.columns.begin(), map.columns.end(),
                       [name](const TaskColumn& column) { return column.meaning.name == name; });
}

bool isUseful(const ColumnMap& map)
{
    return reads(map, "trace") || std::any_of(std::begin(TargetColumns), std::end(TargetColumns),
                                              [&map](std::string_view target) { return reads(map, target); });
}

} // namespace

ColumnMap mapColumns(const TaskLines& lines, const TaskReading& reading, const std::string& file)
{
    ColumnMap map;
    if (lines.header.size() > MostColumns) {
        map.problem = fmt::format("{}:{}: there are {} columns; up to {} are read. Keep the columns that describe the "
                                  "runs, and leave out those of a recording.",
                                  file, lines.headerLine, formatCount(lines.header.size()), formatCount(MostColumns));
        return map;
    }
    for (std::size_t c = 0; c < lines.header.size(); ++c)
        map.columns.push_back(columnOf(lines.header[c], c, lines, reading));
    Rivals(lines, file, map).settle();
    for (const auto& [header, meaning] : reading.columns) {
        if (std::find(lines.header.begin(), lines.header.end(), header) == lines.header.end())
            map.problem = fmt::format("{}:{}: there is no column {} to map; the columns are {}.", file,
                                      lines.headerLine, quotedForMessage(header), namesOf(lines));
    }
    if (map.problem.empty() && !isUseful(map))
        map.problem = fmt::format("{}:{}: neither a column of recordings (trace) nor one of targets ({}) is there; the "
                                  "columns are {}. Say which one is meant, on the command line by --map COLUMN=trace.",
                                  file, lines.headerLine, fmt::join(TargetColumns, ", "), namesOf(lines));
    return map;
}

} // namespace wattline
