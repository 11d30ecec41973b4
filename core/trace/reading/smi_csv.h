// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/reading/csv_blocks.h"
#include "core/trace/reading/raw_recording.h"

namespace wattline {

/// A CSV recording to be read.
struct CsvInput {
    TextSource source;
    std::string name; ///< in messages and progress
    std::size_t blockBytes = CsvBlocks::DefaultBytes;
};

/// What was read of it.
struct CsvRecording {
    RawRecording raw;
    TextEncoding encoding = TextEncoding::Utf8; ///< the source's, or Latin-1 where its bytes turned out not to be UTF-8
    OddBytes odd;                               ///< not in the log
};

/// Reads the CSV forms, with and without a header, in parallel and without holding the text in memory; oddities of rows
/// go into the log. Errors as readRecordings().
Result<CsvRecording> readSmiCsv(const CsvInput& input, const ReadOptions& options, IssueLog& log,
                                const RunContext& context);

} // namespace wattline
