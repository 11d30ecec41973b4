// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/csv_lines.h"

#include "core/base/text.h"

namespace wattline {

namespace {

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

CellCount splitCells(std::string_view line, char separator, std::span<std::string_view> cells)
{
    CellCount count;
    std::size_t begin = 0;
    bool quoted = false;
    const auto finish = [&](std::size_t end) {
        if (count.cells < cells.size())
            cells[count.cells] = unquoted(line.substr(begin, end - begin));
        ++count.cells;
        begin = end + 1;
    };
    for (std::size_t at = 0; at < line.size(); ++at) {
        const char c = line[at];
        if (c == '"')
            quoted = !quoted;
        else if (c == separator && !quoted)
            finish(at);
    }
    finish(line.size());
    count.openQuote = quoted;
    return count;
}

} // namespace wattline
