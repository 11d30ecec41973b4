// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace wattline {

/// One record of a CSV file and the line (from 1) on which it begins.
struct CsvRow {
    std::size_t line = 0;
    std::vector<std::string> cells;
};

/// A small CSV file in memory: metadata and data sets. (Recordings have readers of their own in core/trace.)
struct CsvTable {
    std::vector<std::string> header;
    std::vector<CsvRow> rows;
};

/// Reads RFC 4180 text with a header: commas, optional double quotes (doubled inside, line breaks allowed), LF or CRLF,
/// a UTF-8 byte-order mark dropped, cells trimmed, empty lines skipped. `name` stands before the line in messages.
/// Error Format: no header, a row with more or fewer cells than the header, an open quote, NUL bytes. Error Canceled.
Result<CsvTable> parseCsv(std::string_view text, const std::string& name, const RunContext& context = {});

/// parseCsv of a file's bytes; also Error Io.
Result<CsvTable> readCsv(const std::filesystem::path& path, const RunContext& context = {});

/// The text as one CSV cell, quoted where it must be.
std::string csvCell(std::string_view text);

/// One line with its line break.
std::string csvLine(const std::vector<std::string>& cells);

} // namespace wattline
