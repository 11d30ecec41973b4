// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"

#include <filesystem>
#include <string>
#include <vector>

namespace wattline {

/// Some lines of a file as UTF-8, one after the other.
struct FileLines {
    std::size_t first = 1; ///< number of the first one, from 1
    std::vector<std::string> lines;
};

/// The line of that number, counted as readTrace() counts, with up to `around` lines before and after it; a line of
/// more than 2000 bytes is cut. Error Io; Error Format where the file is no text; Error Data where it is shorter than
/// that; Error Canceled.
Result<FileLines> linesAround(const std::filesystem::path& path, std::size_t line, std::size_t around,
                              const RunContext& context = {});

} // namespace wattline
