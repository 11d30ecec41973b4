// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/csv_blocks.h"

namespace wattline {

/// A CSV recording to be read. `source` becomes Latin-1 where its bytes turn out not to be UTF-8.
struct CsvInput {
    TextSource source;
    std::string name;
    std::size_t blockBytes = CsvBlocks::DefaultBytes;
};

/// Reads the CSV forms, with and without a header. Fills everything of a Trace but encoding and bytes; oddities go into
/// the log. Errors as readTrace().
Result<Trace> readSmiCsv(CsvInput& input, const ReadOptions& options, IssueLog& log, const RunContext& context);

} // namespace wattline
