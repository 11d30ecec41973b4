// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/task_table.h"

#include "core/base/file.h"
#include "core/base/text.h"
#include "core/tasks/cell_reader.h"
#include "core/tasks/map_columns.h"
#include "core/tasks/task_column_names.h"

#include <algorithm>
#include <deque>
#include <fmt/format.h>
#include <iterator>
#include <set>
#include <unordered_map>

namespace wattline {

namespace {

/// What one column of the file fills: a number, a text, or nothing that the form names.
struct ColumnUse {
    const TaskColumn* column = nullptr;
    const TaskNumberColumn* number = nullptr;
    const TaskTextColumn* text = nullptr;
    CellReader* reader = nullptr; ///< of a number
};

/// Makes runs of the lines.
class TaskRows {
public:
    TaskRows(const TaskLines& lines, TaskTable& table) : m_lines(lines), m_table(table)
    {
        const DecimalMark mark = lines.delimiter == ',' ? DecimalMark::Point : DecimalMark::PointOrComma;
        for (const TaskColumn& column : table.columns) {
            ColumnUse use{&column, findNumberColumn(column.meaning.name), findTextColumn(column.meaning.name)};
            if (use.number != nullptr)
                use.reader = &m_readers.emplace_back(column, *use.number, mark);
            m_uses.push_back(use);
        }
        m_namesRuns = std::any_of(table.columns.begin(), table.columns.end(),
                                  [](const TaskColumn& column) { return column.meaning.name == "run"; });
    }

    Result<void> read(const RunContext& context)
    {
        for (std::size_t r = 0; r < m_lines.rows.size(); ++r) {
            if (r % 256 == 0 && context.stopRequested())
                return canceledError();
            Result<TaskMetadata> task = taskOf(m_lines.rows[r]);
            if (task)
                take(std::move(*task));
            else
                m_table.leftOut.add(m_lines.rows[r].line, task.error().message);
        }
        for (const CellReader& reader : m_readers)
            std::ranges::move(reader.remarks(m_lines.headerLine), std::back_inserter(m_table.remarks));
        if (!m_namesRuns)
            m_table.remarks.push_back({m_lines.headerLine, "no column names the runs; they are named by their lines"});
        if (m_dataBelowBatch.line > 0)
            m_table.remarks.push_back(m_dataBelowBatch);
        return {};
    }

private:
    Result<TaskMetadata> taskOf(const CsvRow& row)
    {
        TaskMetadata task;
        task.line = row.line;
        for (std::size_t c = 0; c < m_uses.size(); ++c) {
            const ColumnUse& use = m_uses[c];
            if (use.reader != nullptr) {
                Result<std::optional<double>> value = use.reader->read(row.cells[c], row.line);
                if (!value)
                    return value.error();
                task.*(use.number->member) = *value;
            } else if (use.text != nullptr) {
                task.*(use.text->member) = row.cells[c];
            } else if (!use.column->header.empty()) {
                task.others.emplace(use.column->header, row.cells[c]);
            }
        }
        if (!m_namesRuns)
            task.run = fmt::format("line {}", row.line);
        if (task.run.empty())
            return Error{ErrorKind::Format, "column run is empty; each run needs a name"};
        if (task.configuration.empty())
            task.configuration = task.run;
        return task;
    }

    void take(TaskMetadata task)
    {
        const auto [first, isNew] = m_lineOfRun.emplace(task.run, task.line);
        if (!isNew)
            return m_table.leftOut.add(task.line, fmt::format("the run {} stands on line {} already; runs need "
                                                              "different names (replicates share a configuration)",
                                                              quotedForMessage(task.run), first->second));
        if (task.dataSize && task.batchSize && *task.dataSize < *task.batchSize && m_dataBelowBatch.line == 0)
            m_dataBelowBatch = {task.line, fmt::format("data_size {} is less than batch_size {}; if it counts "
                                                       "thousands, say so in the header (\"data_size (K)\")",
                                                       formatShort(*task.dataSize), formatShort(*task.batchSize))};
        m_table.tasks.push_back(std::move(task));
    }

    const TaskLines& m_lines;
    TaskTable& m_table;
    std::deque<CellReader> m_readers; ///< uses point into it
    std::vector<ColumnUse> m_uses;
    bool m_namesRuns = false;
    std::unordered_map<std::string, std::size_t> m_lineOfRun;
    TaskRemark m_dataBelowBatch; ///< the first run with less data than a batch; line 0: none
};

Error nothingRead(const TaskTable& table, const std::string& file)
{
    if (table.leftOut.count == 0)
        return {ErrorKind::Format, file + ": names no runs; one line per run is needed below the header."};
    const TaskRemark& first = table.leftOut.named.front();
    return {ErrorKind::Format, fmt::format("{}:{}: {}; no line of the file gives a run ({} left out).", file,
                                           first.line, first.message, formatCount(table.leftOut.count))};
}

Result<TaskTable> tasksOf(const TaskLines& lines, const ColumnMap& map, const std::filesystem::path& path,
                          const RunContext& context)
{
    if (!map.problem.empty())
        return Error{ErrorKind::Format, map.problem};
    TaskTable table{path, {}, map.columns, lines.remarks, lines.leftOut};
    std::ranges::copy(map.remarks, std::back_inserter(table.remarks));
    if (Result<void> read = TaskRows(lines, table).read(context); !read)
        return read.error();
    std::ranges::stable_sort(table.leftOut.named, {}, &TaskRemark::line);
    if (table.tasks.empty())
        return nothingRead(table, path.string());
    return table;
}

} // namespace

void LinesLeftOut::add(std::size_t line, std::string reason)
{
    if (++count <= MostNamed)
        named.push_back({line, std::move(reason)});
}

bool TaskTable::isExact() const
{
    return remarks.empty() && leftOut.count == 0 &&
           std::none_of(columns.begin(), columns.end(),
                        [](const TaskColumn& column) { return column.by == TaskColumn::By::Guess; });
}

Result<TaskTable> readTasks(const std::filesystem::path& path, const TaskReading& reading, const RunContext& context)
{
    const Result<std::string> bytes = readFile(path, context);
    if (!bytes)
        return bytes.error();
    return parseTasks(*bytes, path, reading, context);
}

Result<TaskTable> parseTasks(std::string_view text, const std::filesystem::path& path, const TaskReading& reading,
                             const RunContext& context)
{
    Result<TaskLines> lines = taskLinesOf(text, path.string(), context);
    if (!lines)
        return lines.error();
    Result<TaskTable> table = tasksOf(*lines, mapColumns(*lines, reading, path.string()), path, context);
    if (table)
        table->reading = reading;
    return table;
}

Result<TaskPreview> previewTasks(const std::filesystem::path& path, const TaskReading& reading,
                                 const RunContext& context)
{
    const Result<std::string> bytes = readFile(path, context);
    if (!bytes)
        return bytes.error();
    Result<TaskLines> lines = taskLinesOf(*bytes, path.string(), context);
    if (!lines)
        return lines.error();
    const ColumnMap map = mapColumns(*lines, reading, path.string());
    TaskPreview preview;
    preview.columns = map.columns;
    for (std::size_t r = 0; r < std::min(lines->rows.size(), TaskPreview::MostLines); ++r)
        preview.lines.push_back(lines->rows[r].cells);
    Result<TaskTable> table = tasksOf(*lines, map, path, context);
    if (!table && table.error().kind == ErrorKind::Canceled)
        return table.error();
    if (!table) {
        preview.problem = table.error().message;
        return preview;
    }
    preview.runs = table->tasks.size();
    table->tasks.resize(std::min(table->tasks.size(), TaskPreview::MostLines));
    preview.table = std::move(*table);
    return preview;
}

bool looksLikeTasks(std::string_view head)
{
    std::set<std::string> meanings;
    std::set<std::string> own; // of those, by the form's own name
    for (const std::string& header : taskHeaderOf(head)) {
        const std::optional<TaskColumn> column = guessColumn(header);
        if (!column)
            continue;
        meanings.insert(column->meaning.name);
        if (column->by == TaskColumn::By::Name)
            own.insert(column->meaning.name);
    }
    if (own.contains("run") && own.contains("configuration"))
        return true;
    const auto isTarget = [](const std::string& name) {
        return std::find(std::begin(TargetColumns), std::end(TargetColumns), name) != std::end(TargetColumns);
    };
    const bool hasOwnTarget = std::any_of(own.begin(), own.end(), isTarget);
    const bool hasTarget = std::any_of(meanings.begin(), meanings.end(), isTarget);
    return meanings.size() >= 3 && (meanings.contains("trace") || (hasTarget && !hasOwnTarget));
}

bool countsTokens(std::string_view model)
{
    const std::string name = lowerCase(model);
    const std::string_view languageModels[] = {"bert", "gpt", "llama"};
    return std::any_of(std::begin(languageModels), std::end(languageModels),
                       [&name](std::string_view part) { return name.find(part) != std::string::npos; });
}

} // namespace wattline
