// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/hand_phases.h"
#include "core/trace/notes_file.h"

namespace wattline {

/// The phases that somebody changed by hand lie in the notes file of their recording (docs/formats.md), each with the
/// stamp of the recording that it was made on.

/// Of one recording of the log all that the file holds, also what was made before the recording became another one;
/// areOf() tells. Error Io; Error Format as readNotes().
Result<std::vector<HandPhases>> readHandPhases(const NotesPlace& place);

/// Replaces what the file holds of this very recording; what was made on another one stays apart. Errors as
/// storeNotes(): the file must still hold `before`.
Result<void> storeHandPhases(const NotesPlace& place, const Trace& trace, const std::vector<HandPhases>& before,
                             const std::vector<HandPhases>& after);

/// Takes phases out of the file and puts others in, whatever recording they were made on; of those to take out, what
/// the file does not hold is nothing to do. Errors as readHandPhases(); Error Io.
Result<void> exchangeHandPhases(const NotesPlace& place, const std::vector<HandPhases>& out,
                                const std::vector<HandPhases>& in);

} // namespace wattline
