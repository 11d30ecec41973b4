// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/terminal_screen.h"

#include <algorithm>

namespace wattline {

namespace {

constexpr char Escape = '\x1b';

std::size_t numberOr(const std::vector<std::size_t>& numbers, std::size_t place, std::size_t otherwise)
{
    return place < numbers.size() && numbers[place] > 0 ? numbers[place] : otherwise;
}

} // namespace

void TerminalScreen::play(std::string_view text, const PictureSink& sink, const std::stop_token& stop)
{
    TerminalScreen screen(text, sink);
    screen.run(stop);
}

void TerminalScreen::run(const std::stop_token& stop)
{
    while (m_goesOn && m_at < m_text.size() && !stop.stop_requested()) {
        const char c = m_text[m_at++];
        if (c == Escape)
            escape();
        else if (c == '\n')
            newLine();
        else if (c == '\r')
            m_column = 0;
        else if (c == '\b')
            m_column -= m_column > 0 ? 1 : 0;
        else if (c == '\t')
            m_column = std::min((m_column / 8 + 1) * 8, MostColumns - 1);
        else if (static_cast<unsigned char>(c) >= ' ')
            put(c);
    }
    if (m_goesOn)
        show();
}

/// A control sequence "ESC [ numbers letter", a choice of character set "ESC ( letter", or one letter.
void TerminalScreen::escape()
{
    if (m_at >= m_text.size())
        return;
    const char kind = m_text[m_at++];
    if (kind == '(' || kind == ')')
        ++m_at;
    if (kind != '[')
        return;
    std::vector<std::size_t> numbers(1, 0);
    while (m_at < m_text.size()) {
        const char c = m_text[m_at++];
        if (c >= '0' && c <= '9')
            numbers.back() = std::min<std::size_t>(10 * numbers.back() + static_cast<std::size_t>(c - '0'), 9999);
        else if (c == ';' && numbers.size() < 16)
            numbers.push_back(0);
        else if (c >= '@' && c <= '~')
            return control(c, numbers);
        else if (static_cast<unsigned char>(c) < ' ')
            return; // damaged
    }
}

void TerminalScreen::control(char final, const std::vector<std::size_t>& numbers)
{
    const std::size_t count = numberOr(numbers, 0, 1);
    switch (final) {
    case 'H':
    case 'f':
        return moveTo(count - 1, numberOr(numbers, 1, 1) - 1);
    case 'd':
        return moveTo(count - 1, m_column);
    case 'G':
        return moveTo(m_row, count - 1);
    case 'A':
        return moveTo(m_row - std::min(m_row, count), m_column);
    case 'B':
        return moveTo(m_row + count, m_column);
    case 'C':
        return moveTo(m_row, m_column + count);
    case 'D':
        return moveTo(m_row, m_column - std::min(m_column, count));
    case 'J':
        return eraseScreen(numbers[0]);
    case 'K':
        return eraseRow(numbers[0]);
    case 'X':
        for (std::size_t i = m_column; i < std::min(m_column + count, m_rows[m_row].size()); ++i)
            m_rows[m_row][i] = ' ';
        return;
    default:
        return; // colours and modes
    }
}

void TerminalScreen::put(char c)
{
    if (m_column >= MostColumns)
        return;
    std::string& row = m_rows[m_row];
    if (row.size() <= m_column)
        row.resize(m_column + 1, ' ');
    row[m_column++] = c;
    m_changed = true;
}

void TerminalScreen::moveTo(std::size_t row, std::size_t column)
{
    if (row < m_row)
        show();
    m_row = std::min(row, MostRows - 1);
    m_column = std::min(column, MostColumns - 1);
    if (m_rows.size() <= m_row)
        m_rows.resize(m_row + 1);
}

void TerminalScreen::newLine()
{
    ++m_line;
    m_column = 0;
    if (m_row + 1 < MostRows) {
        moveTo(m_row + 1, 0);
        return;
    }
    // A text that only scrolls is shown page by page.
    show();
    m_rows.assign(1, std::string());
    m_row = 0;
}

void TerminalScreen::eraseRow(std::size_t mode)
{
    std::string& row = m_rows[m_row];
    if (mode == 0)
        row.resize(std::min(row.size(), m_column));
    else if (mode == 1)
        std::fill_n(row.begin(), std::min(row.size(), m_column + 1), ' ');
    else
        row.clear();
}

void TerminalScreen::eraseScreen(std::size_t mode)
{
    if (mode == 0) {
        if (m_row == 0 && m_column == 0)
            show();
        eraseRow(0);
        m_rows.resize(m_row + 1);
    } else if (mode >= 2) {
        show();
        m_rows.assign(m_row + 1, std::string());
    }
}

void TerminalScreen::show()
{
    if (m_changed && m_goesOn)
        m_goesOn = m_sink({m_rows, m_line, m_at});
    m_changed = false;
}

} // namespace wattline
