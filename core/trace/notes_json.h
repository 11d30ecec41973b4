// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/trace/notes_file.h"

#include <nlohmann/json.hpp>
#include <optional>

namespace wattline {

/// What the readers and writers of notes files share: notes (core/trace/notes_file.h), phases made by hand and classes
/// of runs lie in one file, each in a list of its own, and whoever writes one of them keeps the others.
using NotesJson = nlohmann::ordered_json;

/// What stands in a notes file; an object without lists where there is none. Error Io; Error Format where the file is
/// none of ours or of a newer version.
Result<NotesJson> readNotesJson(const NotesPlace& place);

/// Replaces the file atomically, with format, version and name of the recording, or takes it away where no list of it
/// holds anything. Error Io.
Result<void> writeNotesJson(const NotesPlace& place, NotesJson json);

/// The list of that name; empty where there is none, Error Format where it is no list.
Result<NotesJson> notesList(const NotesJson& json, const char* name, const NotesPlace& place);

/// Puts the file's name before a sentence.
Error notesFormatError(const NotesPlace& place, const std::string& what);

/// That the file is not any more what was read from it.
Error notesChangedError(const NotesPlace& place);

/// A finite number; nothing where it is absent or something else.
std::optional<double> numberAt(const NotesJson& entry, const char* key);
/// A text, empty where it is absent; nothing where it is something else.
std::optional<std::string> textAt(const NotesJson& entry, const char* key);
/// The part of the log: 1 where the entry names none; 0 where what it names is none.
std::size_t partOf(const NotesJson& entry);

} // namespace wattline
