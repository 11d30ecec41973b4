// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/reading/csv_layout.h"
#include "core/trace/reading/raw_recording.h"
#include "core/trace/reading/record_reader.h"

namespace wattline {

/// Finds the columns among the first records, as findLayout() does for a CSV file. Errors likewise, and
/// Canceled.
Result<SampledLayout> findRecordLayout(const RecordReader& reader, const std::string& name, const ReadOptions& options,
                                       IssueLog& log, const RunContext& context);

/// Reads all records of a form into the samples of each GPU. `bytes` is the size of the text, for progress; the form is
/// that of the options. Errors as readRecordings().
Result<RawRecording> readRecords(const RecordReader& reader, std::size_t bytes, const std::string& name,
                                 const ReadOptions& options, IssueLog& log, const RunContext& context);

} // namespace wattline
