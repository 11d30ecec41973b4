// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/table_cells.h"
#include "core/report/tables.h"

#include <algorithm>

namespace wattline {

namespace {

/// The width in a terminal: characters rather than bytes.
std::size_t widthOf(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

struct Column {
    std::size_t width = 0;
    bool isNumeric = true;
};

std::string cellOf(const std::vector<std::string>& row, std::size_t column)
{
    return column < row.size() ? printableCell(row[column]) : std::string();
}

std::string lineOf(const std::vector<std::string>& row, const std::vector<Column>& columns)
{
    std::string line;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const std::string cell = cellOf(row, c);
        const std::string blanks(columns[c].width - widthOf(cell), ' ');
        line += c == 0 ? "" : "  ";
        line += columns[c].isNumeric ? blanks + cell : cell + blanks;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    return line + '\n';
}

} // namespace

std::string toPlainText(const TextTable& table)
{
    std::vector<Column> columns(table.header.size());
    for (std::size_t c = 0; c < columns.size(); ++c) {
        columns[c].width = widthOf(cellOf(table.header, c));
        for (const std::vector<std::string>& row : table.rows) {
            const std::string cell = cellOf(row, c);
            columns[c].width = std::max(columns[c].width, widthOf(cell));
            columns[c].isNumeric = columns[c].isNumeric && isNumberCell(cell);
        }
    }
    std::string text = lineOf(table.header, columns);
    for (const std::vector<std::string>& row : table.rows)
        text += lineOf(row, columns);
    for (const std::string& note : table.notes)
        text += printableCell(note) + '\n';
    return text;
}

} // namespace wattline
