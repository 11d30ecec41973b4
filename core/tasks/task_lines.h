// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/csv.h"
#include "core/tasks/task_table.h"

namespace wattline {

/// A tasks CSV taken apart into cells, nothing of which has been given a meaning yet.
struct TaskLines {
    std::vector<std::string> header;
    std::size_t headerLine = 1;
    std::vector<CsvRow> rows; ///< each with as many cells as the header
    LinesLeftOut leftOut;
    std::vector<TaskRemark> remarks; ///< on the encoding
    char delimiter = ',';
};

/// Decodes the bytes and parts them at the delimiter that the header uses most: comma, semicolon or tab. Empty lines
/// and lines of empty cells are skipped, empty cells behind the last column dropped. Error Format: nothing but white
/// space, or bytes that are no text; Error Canceled.
Result<TaskLines> taskLinesOf(std::string_view bytes, const std::string& file, const RunContext& context);

/// The header of a file of which only the beginning is known; empty where that is no text.
std::vector<std::string> taskHeaderOf(std::string_view head);

} // namespace wattline
