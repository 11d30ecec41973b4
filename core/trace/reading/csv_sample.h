// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/read_trace.h"

#include <optional>
#include <string_view>
#include <vector>

namespace wattline {

/// One line of a recording's beginning, cut into cells.
struct SampleRow {
    std::size_t line = 0;   ///< from 1
    std::size_t offset = 0; ///< of the byte after the line
    std::string_view text;
    std::vector<std::string_view> cells;
};

/// Cells of a line beyond this number are counted but not read.
constexpr std::size_t MostCells = 256;

/// The first few thousand lines that are not blank, not yet cut.
std::vector<SampleRow> firstLines(std::string_view text);

/// The comma, semicolon or tab that separates the cells of a line.
char separatorOf(std::string_view line);

/// The separator of most lines: the first lines may be a preamble.
char commonSeparator(const std::vector<SampleRow>& rows);

std::vector<std::string_view> cutLine(std::string_view line, char separator);

/// A header may be marked as a comment: the line without blanks and a leading '#'.
std::string_view withoutHash(std::string_view line);

/// Whether no cell of the line is a number or a time.
bool isLineOfNames(const std::vector<std::string_view>& cells);

/// Whether a cell names a power column, or the column asked for.
bool namesPower(const std::vector<std::string_view>& cells, const ReadOptions& options);

/// The place of the header among the first lines: one that names a power column (or the column asked for), else one
/// that names other known columns; nothing where there is none.
std::optional<std::size_t> findHeader(const std::vector<SampleRow>& rows, const ReadOptions& options);

} // namespace wattline
