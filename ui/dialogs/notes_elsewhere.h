// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

class QWidget;

namespace wattline::ui {

class Session;

/// Asks for a file and keeps the notes of the recording there from now on; false where nothing was written.
bool storeNotesElsewhere(Session& session, std::size_t recording);

/// Whether the recording may go: its notes are stored, or the analyst saves them elsewhere or gives them up now.
bool mayLoseNotes(Session& session, std::size_t recording, QWidget* parent);

} // namespace wattline::ui
