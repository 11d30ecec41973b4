// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tasks/task_table.h"

#include <filesystem>
#include <vector>

class QWidget;

namespace wattline::ui {

class Session;

/// Asks for files and opens them in the session.
void openByDialog(Session& session, QWidget* parent);

/// The same, asking for recordings alone.
void addRecordingsByDialog(Session& session, QWidget* parent);

/// Opens files after a preview of the metadata among them that are not exactly of the form (TaskTable::isExact()), and
/// the import preview of the recordings; it is left out for recordings that are open already and, where the analyst has
/// said so, for those that are read without doubt.
void openAfterPreview(Session& session, const std::vector<std::filesystem::path>& paths, QWidget* parent);

/// Asks for a file and imports it as metadata of runs, after its preview.
void importMetadataByDialog(Session& session, QWidget* parent);

/// Shows what reading makes of a tasks CSV, and opens it as it is chosen there.
void importMetadata(Session& session, const std::filesystem::path& path, const TaskReading& reading, QWidget* parent);

/// Shows how an open recording was read, and reads it anew where that is changed: a step that can be undone.
void changeReadingByDialog(Session& session, std::size_t recording, QWidget* parent);

} // namespace wattline::ui
