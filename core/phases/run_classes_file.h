// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/notes_file.h"

#include <map>

namespace wattline {

/// The classes that the analyst chose: run → class. In the notes file of a recording (docs/formats.md) its own class
/// has no name of a run; in that of a tasks CSV or data set each row is named as the table names it.
using ChosenClasses = std::map<std::string, std::string>;

/// "tasks.csv.notes.json" beside "tasks.csv", a tasks CSV or data set.
NotesPlace notesPlaceOfTable(const std::filesystem::path& table);

/// What the file holds of one recording of the log, or of a table. Error Io; Error Format as readNotes().
Result<ChosenClasses> readClasses(const NotesPlace& place);

/// The class that the notes of one recording hold for its run; empty: none. Errors as readClasses().
Result<std::string> readRunClass(const NotesPlace& place);

/// Replaces it; what else the file holds stays. Errors as storeNotes(): the file must still hold `before`.
Result<void> storeClasses(const NotesPlace& place, const ChosenClasses& before, const ChosenClasses& after);

} // namespace wattline
