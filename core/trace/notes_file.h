// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/trace/annotations.h"

#include <filesystem>

namespace wattline {

/// Where the notes and marks of a recording lie: a JSON file (docs/formats.md) beside the data, never in it. One file
/// serves all recordings that a log holds, each by its part.
struct NotesPlace {
    std::filesystem::path file;
    std::string recording; ///< name of the log, for whoever finds the file alone
    std::size_t part = 1;
};

/// "run.csv.notes.json" beside "run.csv".
NotesPlace notesPlaceOf(const Trace& trace);

/// The notes of one recording; none where there is no such file. Error Io; Error Format where the file is no notes
/// file, was written by a newer version, or holds an entry that makes no sense.
Result<Annotations> readNotes(const NotesPlace& place);

/// The name of the recording that a notes file speaks of; empty where it names none. Errors as readNotes().
Result<std::string> recordingOfNotes(const std::filesystem::path& file);

/// Replaces the notes of one recording, those of other parts of the log stay. The file is written atomically, and taken
/// away once it holds no notes. Errors as readNotes(), and Error Data where the file does not hold `before` any more:
/// somebody else has written it. What else the file holds stays. With an error the file is what it was.
Result<void> storeNotes(const NotesPlace& place, const Annotations& before, const Annotations& after);

} // namespace wattline
