// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

namespace wattline::ui {

/// Each of these is one step of the undo stack. After each, and after undo and redo, the notes are written beside the
/// recording; where that fails they stay in the session, and a message offers another place. Marks that say Ignore have
/// the numbers and phases of the recording taken anew, but phases that were changed by hand stay outside the stretch.

/// Adds a note or mark to a recording and, where that is the selected one, selects it.
void addAnnotation(Session& session, std::size_t recording, const Annotation& annotation);
void changeAnnotation(Session& session, std::size_t recording, std::size_t index, const Annotation& annotation);
/// Of the selected recording.
void removeAnnotation(Session& session, std::size_t index);

/// Leaves the selected range out of all numbers, on the GPU of the selected phase or else on all.
void ignoreSelection(Session& session);

/// A note of the selected recording becomes the selected one, and its stretch the selected range.
void selectAnnotation(Session& session, std::size_t index);

/// Writes the notes of a recording, phases changed by hand and class, that the file does not hold yet.
void storeNotesOf(Session& session, std::size_t recording);

/// Takes the notes of the open recordings of that name from a file, where they are kept from now on: a step that can be
/// undone. A message says where no such recording is open.
void loadNotes(Session& session, const std::filesystem::path& file, const std::string& recordingName);

/// "Note", "Epoch", ...: the kind as menus and tables name it.
QString kindText(AnnotationKind kind);

} // namespace wattline::ui
