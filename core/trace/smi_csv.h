// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/csv_layout.h"

namespace wattline {

/// Reads the CSV forms, with and without a header, from UTF-8 text. Fills everything of a Trace but encoding and bytes;
/// oddities go into the log. Errors as readTrace().
Result<Trace> readSmiCsv(std::string_view text, const std::string& name, const ReadOptions& options, IssueLog& log,
                         const RunContext& context);

} // namespace wattline
