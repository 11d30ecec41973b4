// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/file_content.h"

#include "core/base/text.h"
#include "core/phases/hand_phases_file.h"
#include "core/phases/run_classes_file.h"
#include "core/trace/import_preview.h"
#include "core/trace/notes_file.h"

#include <algorithm>
#include <fstream>

namespace wattline::ui {

namespace {

/// The first bytes; none where the file cannot be read, which its reader will report.
std::string headOf(const std::filesystem::path& path)
{
    constexpr std::size_t Enough = 64 * 1024;
    std::string head(Enough, '\0');
    std::ifstream file(path, std::ios::binary);
    file.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, file.gcount())));
    return head;
}

bool isNotes(const std::string& head)
{
    return trimmed(head).starts_with('{') && head.find("\"wattline-notes\"") != std::string::npos;
}

/// The cells of the first line, in lower case.
std::vector<std::string> headerOf(const std::string& head)
{
    std::vector<std::string> cells;
    for (const std::string_view cell : splitText(std::string_view(head).substr(0, head.find('\n')), ','))
        cells.push_back(lowerCase(trimmed(cell)));
    return cells;
}

bool names(const std::vector<std::string>& header, std::string_view column)
{
    return std::find(header.begin(), header.end(), column) != header.end();
}

bool isDataset(const std::vector<std::string>& header)
{
    const auto there = [&](std::string_view column) { return names(header, column); };
    return std::any_of(std::begin(TargetColumns), std::end(TargetColumns), there) ||
           std::count_if(std::begin(FeatureColumns), std::end(FeatureColumns), there) >= 2;
}

Result<FileContent> readNotesContent(const std::filesystem::path& path)
{
    const Result<std::string> recording = recordingOfNotes(path);
    if (!recording)
        return recording.error();
    return FileContent(NotesContent{path, *recording});
}

Result<FileContent> readSearchContent(const std::filesystem::path& path, const RunContext& context)
{
    Result<SavedSearch> search = readCheckpoint(path, context);
    return search ? Result<FileContent>(FileContent(*std::move(search))) : Result<FileContent>(search.error());
}

Result<FileContent> readTasksContent(const std::filesystem::path& path, const TaskReading& reading,
                                     const RunContext& context)
{
    Result<TaskTable> tasks = readTasks(path, reading, context);
    if (!tasks)
        return tasks.error();
    BuildSettings settings;
    settings.notes = NotesUse::Followed; // beside each recording, where the window stores them
    Result<BuiltDataset> built = buildDataset(*tasks, settings, context);
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

Result<NotesOfTrace> readNotesOf(const Trace& trace, const std::filesystem::path& file)
{
    NotesPlace place = notesPlaceOf(trace);
    if (!file.empty())
        place.file = file;
    const Result<Annotations> annotations = readNotes(place);
    if (!annotations)
        return annotations.error();
    Result<std::vector<HandPhases>> phases = readHandPhases(place);
    if (!phases)
        return phases.error();
    const Result<std::string> runClass = readRunClass(place);
    if (!runClass)
        return runClass.error();
    NotesOfTrace read;
    RecordingNotes& notes = read.notes;
    notes.present = notes.stored = std::make_shared<const Annotations>(*annotations);
    notes.runClass = notes.storedRunClass = *runClass;
    notes.file = file;
    const auto others = std::stable_partition(phases->begin(), phases->end(),
                                              [&](const HandPhases& made) { return areOf(made, trace); });
    read.otherPhases.assign(others, phases->end());
    phases->erase(others, phases->end());
    notes.phases = notes.storedPhases = std::make_shared<const std::vector<HandPhases>>(std::move(*phases));
    return read;
}

Result<std::vector<NotedTrace>> readNoted(const std::filesystem::path& path, const ReadOptions& options,
                                          const std::filesystem::path& notes, const RunContext& context)
{
    Result<std::vector<Trace>> traces = readRecordings(path, options, context);
    if (!traces)
        return traces.error();
    std::vector<NotedTrace> noted;
    for (Trace& trace : *traces) {
        Result<NotesOfTrace> notesOfTrace = readNotesOf(trace, notes);
        noted.push_back({std::move(trace), std::move(notesOfTrace)});
    }
    return noted;
}

bool looksLikeTasksFile(const std::filesystem::path& path)
{
    return looksLikeTasks(headOf(path));
}

Result<FileContent> readContent(const std::filesystem::path& path, const ReadOptions& options,
                                const std::optional<TaskReading>& tasks, const RunContext& context)
{
    if (tasks)
        return readTasksContent(path, *tasks, context);
    const std::string head = headOf(path);
    if (isNotes(head))
        return readNotesContent(path);
    if (looksLikeCheckpoint(head))
        return readSearchContent(path, context);
    if (looksLikeTasks(head))
        return readTasksContent(path, {}, context);
    if (isDataset(headerOf(head)))
        return readDatasetContent(path, context);
    Result<std::vector<NotedTrace>> recordings = readNoted(path, options, {}, context);
    if (recordings)
        return FileContent(std::move(*recordings));
    if (recordings.error().kind == ErrorKind::Format || recordings.error().kind == ErrorKind::Data) {
        if (Result<FileContent> dataset = readDatasetContent(path, context))
            return dataset;
    }
    return recordings.error();
}

bool mayBeRecording(const std::filesystem::path& path, const RunContext& context)
{
    const std::string head = headOf(path);
    if (isNotes(head) || looksLikeCheckpoint(head) || looksLikeTasks(head) || isDataset(headerOf(head)))
        return false;
    const Result<ImportPreview> preview = previewImport(path, {}, context);
    return preview && (preview->problem.empty() || !readDatasetContent(path, context));
}

} // namespace wattline::ui
