// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/table_files.h"

#include "core/base/csv.h"
#include "core/report/table_cells.h"

#include <algorithm>

namespace wattline {

namespace {

std::string_view cellAt(const std::vector<std::string>& row, std::size_t column)
{
    return column < row.size() ? std::string_view(row[column]) : std::string_view();
}

/// Whether the column holds spreads and nothing that is no number.
bool isSpreadColumn(const TextTable& table, std::size_t column)
{
    const auto has = [&](const auto& is) {
        return std::ranges::any_of(table.rows, [&](const auto& row) { return is(cellAt(row, column)); });
    };
    return has([](std::string_view cell) { return spreadOfCell(cell).has_value(); }) &&
           !has([](std::string_view cell) { return !isNumberCell(cell); });
}

std::string present(std::string_view cell)
{
    return isAbsentCell(cell) ? std::string() : printableCell(cell);
}

void appendCell(std::vector<std::string>& cells, std::string_view cell, bool asTwo)
{
    const auto spread = spreadOfCell(cell);
    if (!asTwo)
        return cells.push_back(present(cell));
    cells.push_back(spread ? std::string(spread->first) : present(cell));
    cells.push_back(spread ? std::string(spread->second) : std::string());
}

/// What Markdown would take for its own: a pipe ends a cell, a pair of stars or underscores sets words in italics.
std::string escapedForMarkdown(std::string_view text)
{
    std::string escaped;
    for (const char c : printableCell(text)) {
        if (std::string_view("\\`*_{}[]<>|~#").find(c) != std::string_view::npos)
            escaped += '\\';
        escaped += c;
    }
    return escaped;
}

std::string markdownLine(const std::vector<std::string>& row, std::size_t columns)
{
    std::string line = "|";
    for (std::size_t c = 0; c < columns; ++c)
        line += " " + escapedForMarkdown(cellAt(row, c)) + " |";
    return line + "\n";
}

} // namespace

std::vector<bool> numberColumns(const TextTable& table)
{
    std::vector<bool> numbers;
    for (std::size_t c = 0; c < table.header.size(); ++c) {
        const auto isNumber = [c](const auto& row) { return isNumberCell(cellAt(row, c)); };
        const auto isThere = [c](const auto& row) { return !isAbsentCell(cellAt(row, c)); };
        numbers.push_back(std::ranges::all_of(table.rows, isNumber) && std::ranges::any_of(table.rows, isThere));
    }
    return numbers;
}

std::string toCsv(const TextTable& table)
{
    std::vector<bool> asTwo;
    std::vector<std::string> header;
    for (std::size_t c = 0; c < table.header.size(); ++c) {
        asTwo.push_back(isSpreadColumn(table, c));
        header.push_back(printableCell(table.header[c]));
        if (asTwo.back())
            header.push_back(header.back() + " (std)");
    }
    std::string text = csvLine(header);
    for (const std::vector<std::string>& row : table.rows) {
        std::vector<std::string> cells;
        for (std::size_t c = 0; c < table.header.size(); ++c)
            appendCell(cells, cellAt(row, c), asTwo[c]);
        text += csvLine(cells);
    }
    return text;
}

std::string toMarkdown(const TextTable& table)
{
    std::string text = markdownLine(table.header, table.header.size()) + "|";
    for (const bool isNumber : numberColumns(table))
        text += isNumber ? " ---: |" : " :--- |";
    text += "\n";
    for (const std::vector<std::string>& row : table.rows)
        text += markdownLine(row, table.header.size());
    for (const std::string& note : table.notes)
        text += "\n" + escapedForMarkdown(note) + "\n";
    return text;
}

std::string tableText(const TextTable& table, TableForm form)
{
    switch (form) {
    case TableForm::Latex:
        return toLatex(table);
    case TableForm::Markdown:
        return toMarkdown(table);
    case TableForm::Csv:
        break;
    }
    return toCsv(table);
}

} // namespace wattline
