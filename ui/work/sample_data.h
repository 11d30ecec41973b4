// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

namespace wattline::ui {

/// The files of the sample project in the order in which they are opened; empty where they are not installed. They lie
/// beside the installed program, or in the source tree that it was built from.
std::vector<std::filesystem::path> sampleFiles();

} // namespace wattline::ui
