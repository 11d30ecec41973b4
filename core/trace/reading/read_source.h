// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/byte_source.h"
#include "core/trace/read_trace.h"
#include "core/trace/reading/raw_recording.h"

#include <string>

namespace wattline {

/// The rows of a source of bytes, before they become recordings.
struct SourceRows {
    RawRecording raw;
    std::string encoding;
};

/// Reads the rows of a recording in the form that the options name, else in the one that fits its first lines best. The
/// CSV forms are read in stretches, side by side; the others from the whole text. Oddities go into the log; errors as
/// readRecordings().
Result<SourceRows> readSource(const ByteSource& bytes, const std::string& name, const ReadOptions& options,
                              IssueLog& log, const RunContext& context);

} // namespace wattline
