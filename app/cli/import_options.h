// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/phases/noted_phases.h"
#include "core/trace/read_trace.h"

namespace wattline::cli {

/// Adds --form, --power-column, --time-column, --gpu-column, --interval and --field, shared by every command that reads
/// recordings. `options` must outlive the parsing.
void addImportOptions(CLI::App& command, ReadOptions& options);

/// Adds --notes, shared by every command that takes phases from recordings. `use` must outlive the parsing.
CLI::Option* addNotesOption(CLI::App& command, NotesUse& use);

/// Reads each file and hands its recordings to `use`, in order; of "night.csv#2" only the second one. A file that
/// cannot be read, or that `use` fails on, becomes a message and marks the output as failed; the others are still used.
/// Error Canceled where a stop was requested.
Result<void> forEachTrace(const std::vector<std::filesystem::path>& files, const ReadOptions& options,
                          const RunContext& context, CommandOutput& output,
                          const std::function<Result<void>(const Trace&)>& use);

} // namespace wattline::cli
