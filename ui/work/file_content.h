// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/build_dataset.h"
#include "core/trace/annotations.h"

#include <variant>
#include <vector>

namespace wattline::ui {

/// A recording, and what somebody wrote beside it.
struct NotedTrace {
    Trace trace;
    Result<Annotations> notes;
};

/// The recording with the notes that lie beside it.
NotedTrace withNotes(Trace trace);

/// What a file turned out to hold: recordings, or a table to learn from. A tasks CSV comes as the data set that it was
/// built into.
using FileContent = std::variant<std::vector<NotedTrace>, BuiltDataset>;

/// Reads a file by what stands in it, whatever its name: the tasks CSV by its columns `run` and `configuration`, a data
/// set by columns of method.md; anything else is tried as a recording and, where it is none, as a numeric CSV with a
/// header. The error is that of the likeliest form.
Result<FileContent> readContent(const std::filesystem::path& path, const RunContext& context);

} // namespace wattline::ui
