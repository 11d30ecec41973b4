// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/task_table.h"

#include "core/base/csv.h"
#include "core/base/file.h"
#include "core/base/text.h"
#include "core/tasks/task_columns.h"

#include <algorithm>
#include <fmt/format.h>
#include <unordered_map>

namespace wattline {

namespace {

/// What one column of the file fills: a number, a text, or nothing that the form names.
struct ColumnUse {
    std::string name;
    const TaskNumberColumn* number = nullptr;
    const TaskTextColumn* text = nullptr;
};

template <class Columns>
auto findColumn(const Columns& columns, std::string_view name)
{
    const auto found =
        std::find_if(std::begin(columns), std::end(columns), [name](const auto& c) { return c.name == name; });
    return found == std::end(columns) ? nullptr : &*found;
}

ColumnUse useOf(const std::string& name)
{
    ColumnUse use{name, findColumn(TaskNumberColumns, name), findColumn(TaskTextColumns, name)};
    if (use.number == nullptr)
        use.number = findColumn(TaskTargetColumns, name);
    return use;
}

Result<std::vector<ColumnUse>> columnUses(const std::vector<std::string>& header, const std::string& file)
{
    std::vector<ColumnUse> uses;
    for (const std::string& name : header) {
        const bool isKnown = std::any_of(uses.begin(), uses.end(), [&](const ColumnUse& u) { return u.name == name; });
        if (isKnown && !name.empty())
            return Error{ErrorKind::Format, fmt::format("{}:1: two columns are named {}; rename one of them.", file,
                                                        quotedForMessage(name))};
        uses.push_back(useOf(name));
    }
    std::vector<std::string_view> missing;
    const auto require = [&](const auto& columns) {
        for (const auto& column : columns) {
            if (std::find(header.begin(), header.end(), column.name) == header.end())
                missing.push_back(column.name);
        }
    };
    require(TaskTextColumns);
    require(TaskNumberColumns);
    if (!missing.empty())
        return Error{ErrorKind::Format,
                     fmt::format("{}:1: the tasks CSV lacks the column{} {}; cells may be empty, but "
                                 "the columns must be there.",
                                 file, missing.size() == 1 ? "" : "s", fmt::join(missing, ", "))};
    return uses;
}

Result<TaskMetadata> taskOf(const CsvRow& row, const std::vector<ColumnUse>& uses, const std::string& file)
{
    TaskMetadata task;
    task.line = row.line;
    for (std::size_t c = 0; c < uses.size(); ++c) {
        const std::string& cell = row.cells[c];
        const ColumnUse& use = uses[c];
        if (use.text != nullptr) {
            task.*(use.text->member) = cell;
        } else if (use.number == nullptr) {
            if (!use.name.empty())
                task.others[use.name] = cell;
        } else if (!cell.empty()) {
            const std::optional<double> value = parseNumber(cell);
            if (!value)
                return Error{ErrorKind::Format, fmt::format("{}:{}: column {} holds {}, which is no number; unknown "
                                                            "values are written as empty cells.",
                                                            file, row.line, use.name, quotedForMessage(cell))};
            if (*value < 0.0)
                return Error{ErrorKind::Format, fmt::format("{}:{}: column {} holds {}; it cannot be negative.", file,
                                                            row.line, use.name, quotedForMessage(cell))};
            task.*(use.number->member) = value;
        }
    }
    if (task.run.empty())
        return Error{ErrorKind::Format,
                     fmt::format("{}:{}: column run is empty; each run needs a name.", file, row.line)};
    if (task.configuration.empty())
        task.configuration = task.run;
    return task;
}

} // namespace

Result<TaskTable> readTasks(const std::filesystem::path& path)
{
    const Result<std::string> bytes = readFile(path);
    if (!bytes)
        return bytes.error();
    return parseTasks(*bytes, path);
}

Result<TaskTable> parseTasks(std::string_view text, const std::filesystem::path& path)
{
    const std::string file = path.string();
    const Result<CsvTable> csv = parseCsv(text, file);
    if (!csv)
        return csv.error();
    const Result<std::vector<ColumnUse>> uses = columnUses(csv->header, file);
    if (!uses)
        return uses.error();
    if (csv->rows.empty())
        return Error{ErrorKind::Format, file + ": names no runs; one line per run is needed below the header."};
    TaskTable table{path, {}};
    std::unordered_map<std::string, std::size_t> lineOfRun;
    for (const CsvRow& row : csv->rows) {
        Result<TaskMetadata> task = taskOf(row, *uses, file);
        if (!task)
            return task.error();
        const auto [first, isNew] = lineOfRun.emplace(task->run, task->line);
        if (!isNew)
            return Error{ErrorKind::Format,
                         fmt::format("{}:{}: the run {} stands on line {} already; runs need different names "
                                     "(replicates share a configuration).",
                                     file, task->line, quotedForMessage(task->run), first->second)};
        table.tasks.push_back(*std::move(task));
    }
    return table;
}

bool countsTokens(std::string_view model)
{
    const std::string name = lowerCase(model);
    const std::string_view languageModels[] = {"bert", "gpt", "llama"};
    return std::any_of(std::begin(languageModels), std::end(languageModels),
                       [&name](std::string_view part) { return name.find(part) != std::string::npos; });
}

} // namespace wattline
