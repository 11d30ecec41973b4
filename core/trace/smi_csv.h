// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/csv_layout.h"
#include "core/trace/raw_recording.h"

namespace wattline {

/// Reads the CSV forms, with and without a header, from UTF-8 text; oddities go into the log. Errors as
/// readRecordings().
Result<RawRecording> readSmiCsv(std::string_view text, const std::string& name, const ReadOptions& options,
                                IssueLog& log, const RunContext& context);

} // namespace wattline
