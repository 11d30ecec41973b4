// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"
#include "ui/work/reading_work.h"

#include <filesystem>
#include <vector>

namespace wattline::ui {

/// A file, and how it shall be read where it is a recording. With `tasks` it is a tasks CSV, read like that.
struct FileToOpen {
    std::filesystem::path path;
    ReadOptions options = windowReadOptions();
    std::optional<TaskReading> tasks = {};
};

/// Reads files one after another, each on a task of its own, into the session: recordings, whose phases are then
/// detected, and data sets. The first recording of the list becomes the selected one. What is odd or fails becomes a
/// message. A file that is open already is selected, not read again.
void openFiles(Session& session, std::vector<FileToOpen> files);
void openFiles(Session& session, const std::vector<std::filesystem::path>& paths);

/// Whether recordings of this file are open.
bool isOpen(const Session& session, const std::filesystem::path& path);

/// Finds the phases of a recording, on a task; does nothing while that is going on. A GPU whose phases were changed by
/// hand keeps them: they only follow the marks that say Ignore.
void detectPhases(Session& session, std::size_t recording);

/// The recordings and metadata that come with the program; synthetic. A message says so where they are not installed.
void openSampleProject(Session& session);

/// Selects a recording, and with it the row of the data set that was measured on it.
void selectRecording(Session& session, std::size_t recording);

/// Selects the row of the data set that was measured on the selected recording, and leaves all else selected.
void selectDatasetRow(Session& session);

/// Selects the phase before (-1) or after (+1) the selected one, on its GPU; the first of the recording where none is.
void stepPhase(Session& session, int step);

} // namespace wattline::ui
