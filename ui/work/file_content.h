// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/build_dataset.h"
#include "core/evolution/checkpoint.h"
#include "core/trace/read_trace.h"
#include "ui/session.h"

#include <variant>
#include <vector>

namespace wattline::ui {

/// What a file holds about a recording.
struct NotesOfTrace {
    RecordingNotes notes;
    std::vector<HandPhases> otherPhases; ///< made by hand on what the recording was before it became another one
};

/// Reads it: from `file` or, where that is empty, from beside the recording. Errors as readNotes().
Result<NotesOfTrace> readNotesOf(const Trace& trace, const std::filesystem::path& file);

/// A recording, and what somebody wrote beside it.
struct NotedTrace {
    Trace trace;
    Result<NotesOfTrace> notes;
};

/// The recordings that a file holds, with the notes that lie beside it or, where it is not empty, in `notes`. Errors as
/// readRecordings().
Result<std::vector<NotedTrace>> readNoted(const std::filesystem::path& path, const ReadOptions& options,
                                          const std::filesystem::path& notes, const RunContext& context);

/// A file of notes, and the name of the recording that they are about.
struct NotesContent {
    std::filesystem::path file;
    std::string recording;
};

/// What a file turned out to hold: recordings, a table to learn from, notes, or a search. A tasks CSV comes as the data
/// set that it was built into.
using FileContent = std::variant<std::vector<NotedTrace>, BuiltDataset, NotesContent, SavedSearch>;

/// Reads a file by what stands in it, whatever its name: notes and searches by their format, the tasks CSV by its
/// columns (looksLikeTasks()), a data set by its columns of targets or features; anything else is tried as a
/// recording and, where it is none, as a numeric CSV with a header. The options are for recordings; with `tasks` the
/// file is a tasks CSV whatever it looks like. The error is that of the likeliest form.
Result<FileContent> readContent(const std::filesystem::path& path, const ReadOptions& options,
                                const std::optional<TaskReading>& tasks, const RunContext& context);

/// Whether readContent() would read a tasks CSV.
bool looksLikeTasksFile(const std::filesystem::path& path);

/// Whether readContent() would try to read a recording, or needs options to do so.
bool mayBeRecording(const std::filesystem::path& path, const RunContext& context);

} // namespace wattline::ui
