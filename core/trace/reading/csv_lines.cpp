// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/csv_lines.h"

#include "core/base/text.h"

namespace wattline {

namespace {

bool isBlank(char c)
{
    return trimmed({&c, 1}).empty();
}

std::string_view unquoted(std::string_view cell)
{
    cell = trimmed(cell);
    if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"')
        cell = trimmed(cell.substr(1, cell.size() - 2));
    return cell;
}

} // namespace

std::size_t LineWalk::endFrom(std::size_t from)
{
    const std::size_t end = m_text.find('\n', from);
    m_ended = end != std::string_view::npos;
    m_next = m_ended ? end + 1 : m_text.size();
    ++m_seen;
    return m_ended ? end : m_text.size();
}

bool LineWalk::next()
{
    if (m_next >= m_text.size())
        return false;
    m_begin = m_next;
    m_number = m_seen + 1;
    std::size_t end = endFrom(m_begin);
    if (end > m_begin && m_text[end - 1] == '\r')
        --end;
    m_line = m_text.substr(m_begin, end - m_begin);
    return true;
}

bool LineWalk::extend()
{
    if (m_next >= m_text.size())
        return false;
    const std::size_t end = endFrom(m_next);
    m_line = m_text.substr(m_begin, end - m_begin);
    return true;
}

CellCount splitCells(std::string_view line, char separator, std::span<std::string_view> cells, OpenQuote openQuote)
{
    CellCount count;
    std::size_t begin = 0;
    bool quoted = false;
    bool isBare = false; // the cell begins with something other than a quote
    bool isEmpty = true;
    std::size_t lastQuote = 0;
    const auto finish = [&](std::size_t end) {
        if (count.cells < cells.size())
            cells[count.cells] = unquoted(line.substr(begin, end - begin));
        ++count.cells;
        begin = end + 1;
        isEmpty = true;
        isBare = false;
    };
    for (std::size_t at = 0; at < line.size(); ++at) {
        const char c = line[at];
        if (c == separator && !quoted) {
            finish(at);
        } else if (c == '"' && !isBare) {
            quoted = !quoted;
            lastQuote = at;
            isEmpty = false;
        } else if (isEmpty && !isBlank(c)) {
            isEmpty = false;
            isBare = true;
        }
    }
    count.openQuote = quoted;
    for (std::size_t at = lastQuote; quoted && openQuote == OpenQuote::IsPlain && at < line.size(); ++at) {
        if (line[at] == separator)
            finish(at);
    }
    finish(line.size());
    return count;
}

} // namespace wattline
