// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/file_content.h"

#include "core/base/text.h"
#include "core/trace/notes_file.h"
#include "core/trace/read_trace.h"

#include <algorithm>
#include <fstream>

namespace wattline::ui {

namespace {

/// The cells of the first line, in lower case; empty where the file cannot be read, which its reader will report.
std::vector<std::string> headerOf(const std::filesystem::path& path)
{
    constexpr std::size_t Enough = 64 * 1024;
    std::string head(Enough, '\0');
    std::ifstream file(path, std::ios::binary);
    file.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, file.gcount())));
    std::vector<std::string> cells;
    for (const std::string_view cell : splitText(std::string_view(head).substr(0, head.find('\n')), ','))
        cells.push_back(lowerCase(trimmed(cell)));
    return cells;
}

bool names(const std::vector<std::string>& header, std::string_view column)
{
    return std::find(header.begin(), header.end(), column) != header.end();
}

bool isTasks(const std::vector<std::string>& header)
{
    return names(header, "run") && names(header, "configuration");
}

bool isDataset(const std::vector<std::string>& header)
{
    const auto there = [&](std::string_view column) { return names(header, column); };
    return std::any_of(std::begin(TargetColumns), std::end(TargetColumns), there) ||
           std::count_if(std::begin(FeatureColumns), std::end(FeatureColumns), there) >= 2;
}

Result<FileContent> readTasksContent(const std::filesystem::path& path, const RunContext& context)
{
    Result<TaskTable> tasks = readTasks(path);
    if (!tasks)
        return tasks.error();
    Result<BuiltDataset> built = buildDataset(*tasks, {}, context);
    if (!built)
        return built.error();
    return FileContent(std::move(*built));
}

Result<FileContent> readDatasetContent(const std::filesystem::path& path, const RunContext& context)
{
    Result<Dataset> dataset = readDataset(path, context);
    if (!dataset)
        return dataset.error();
    const auto numeric = std::count_if(dataset->columns.begin(), dataset->columns.end(),
                                       [](const DatasetColumn& column) { return column.isNumeric(); });
    if (numeric < 2)
        return Error{ErrorKind::Data,
                     path.string() + ": fewer than two columns are numeric; a data set needs a feature and a target."};
    BuiltDataset built;
    built.runs = dataset->rowCount();
    built.dataset = std::move(*dataset);
    return FileContent(std::move(built));
}

} // namespace

NotedTrace withNotes(Trace trace)
{
    const NotesPlace place = notesPlaceOf(trace);
    return {std::move(trace), readNotes(place)};
}

Result<FileContent> readContent(const std::filesystem::path& path, const RunContext& context)
{
    const std::vector<std::string> header = headerOf(path);
    if (isTasks(header))
        return readTasksContent(path, context);
    if (isDataset(header))
        return readDatasetContent(path, context);
    Result<std::vector<Trace>> traces = readRecordings(path, {.sideColumns = SideColumns::Keep}, context);
    if (traces) {
        std::vector<NotedTrace> recordings;
        for (Trace& trace : *traces)
            recordings.push_back(withNotes(std::move(trace)));
        return FileContent(std::move(recordings));
    }
    if (traces.error().kind == ErrorKind::Format || traces.error().kind == ErrorKind::Data) {
        if (Result<FileContent> dataset = readDatasetContent(path, context))
            return dataset;
    }
    return traces.error();
}

} // namespace wattline::ui
