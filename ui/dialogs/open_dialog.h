// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

class QWidget;

namespace wattline::ui {

class Session;

/// Asks for files and opens them in the session.
void openByDialog(Session& session, QWidget* parent);

/// The same, asking for recordings alone.
void addRecordingsByDialog(Session& session, QWidget* parent);

/// Opens files after the import preview of the recordings among them; it is left out for recordings that are open
/// already and, where the analyst has said so, for those that are read without doubt.
void openAfterPreview(Session& session, const std::vector<std::filesystem::path>& paths, QWidget* parent);

/// Shows how an open recording was read, and reads it anew where that is changed: a step that can be undone.
void changeReadingByDialog(Session& session, std::size_t recording, QWidget* parent);

} // namespace wattline::ui
