// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/build_dataset.h"
#include "core/trace/trace.h"

#include <variant>

namespace wattline::ui {

/// What a file turned out to hold: recordings (never none), or a table to learn from. A tasks CSV comes as the data set
/// that it was built into.
using FileContent = std::variant<std::vector<Trace>, BuiltDataset>;

/// Reads a file by what stands in it, whatever its name: the tasks CSV by its columns `run` and `configuration`, a data
/// set by columns of method.md; anything else is tried as a recording and, where it is none, as a numeric CSV with a
/// header. The error is that of the likeliest form.
Result<FileContent> readContent(const std::filesystem::path& path, const RunContext& context);

} // namespace wattline::ui
