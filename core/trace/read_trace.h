// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"
#include "core/trace/trace.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wattline {

/// Whether the columns beside the power are kept; each costs 4 bytes a sample.
enum class SideColumns { Skip, Keep };

/// What the analyst may overrule in reading; every empty field is decided by the reader.
struct ReadOptions {
    std::optional<TraceForm> form;
    std::string powerColumn;               ///< header name, or column number from 1
    std::string timeColumn;                ///< likewise
    std::string gpuColumn;                 ///< likewise, or "none": all rows are of one GPU
    std::optional<double> intervalSeconds; ///< for files without times
    /// Which of several power fields to take; without it: instant, then draw, then average.
    std::optional<PowerField> field;
    SideColumns sideColumns = SideColumns::Skip;
};

/// Reads a file: its recordings in the order in which they were written, never none. What is odd but readable becomes
/// an Issue of the recording that it concerns, or of the first one where it concerns the file; Error Io or Format (with
/// file, line and a way out) where no power series can be had: an empty or binary file, no power column, no times and
/// no interval. Progress runs over the bytes. Cancels within 0.2 s.
Result<std::vector<Trace>> readRecordings(const std::filesystem::path& path, const ReadOptions& options = {},
                                          const RunContext& context = {});

/// The same from bytes in memory; `name` stands in messages and becomes the path of the recordings.
Result<std::vector<Trace>> parseRecordings(std::string_view bytes, const std::string& name,
                                           const ReadOptions& options = {}, const RunContext& context = {});

/// The one recording of a file, or of several the one that `name` asks for: "night.csv#2" is the second recording of
/// night.csv. Errors as readRecordings(); Error Data where the file holds several and none is named, or has no such
/// part.
Result<Trace> readTrace(const std::filesystem::path& name, const ReadOptions& options = {},
                        const RunContext& context = {});

/// The file that such a name means: without "#2", unless a file has this very name.
std::filesystem::path fileOfRecording(const std::filesystem::path& name);

/// The one recording that these bytes hold; Error Data where they hold several.
Result<Trace> parseTrace(std::string_view bytes, const std::string& name, const ReadOptions& options = {},
                         const RunContext& context = {});

} // namespace wattline
