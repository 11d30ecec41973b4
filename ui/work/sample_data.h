// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

namespace wattline::ui {

/// The files of the sample project in the order in which they are opened; empty where they are not installed. They lie
/// beside the installed program, or in the source tree that it was built from.
std::vector<std::filesystem::path> sampleFiles();

/// Those of one folder of sample data. Where it has recordings of real runs, in recorded/ with their tasks.csv: a few
/// of these, each of another architecture, then that tasks.csv. Otherwise some of the synthetic fleet, then the fleet's
/// tasks.csv; empty where the folder has neither.
std::vector<std::filesystem::path> sampleFilesOf(const std::filesystem::path& folder);

} // namespace wattline::ui
