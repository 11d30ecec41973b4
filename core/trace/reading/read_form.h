// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/read_trace.h"
#include "core/trace/reading/issue_log.h"
#include "core/trace/reading/raw_recording.h"

#include <string>
#include <string_view>

namespace wattline {

/// The options with the form settled: the one asked for, else the one that fits the text best. Error Data where the
/// interval makes no sense.
Result<ReadOptions> settleForm(std::string_view text, const std::string& name, const ReadOptions& options);

/// Whether a recording that begins so is read by readSmiCsv(), which needs not hold the whole text.
bool isCsv(TraceForm form, std::string_view text);

/// Finds the columns of a recording, and its first rows, in the form that readForm() would read it in.
Result<SampledLayout> planForm(std::string_view text, const std::string& name, const ReadOptions& options,
                               IssueLog& log, const RunContext& context);

/// Reads the rows of a recording in the form that the options name, else in the one that fits best. `text` is UTF-8;
/// oddities go into the log; errors as readRecordings().
Result<RawRecording> readForm(std::string_view text, const std::string& name, const ReadOptions& options, IssueLog& log,
                              const RunContext& context);

} // namespace wattline
