// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/csv_scanner.h"

#include "core/base/text.h"

#include <algorithm>

namespace wattline {

std::optional<CsvRow> CsvScanner::next(std::size_t mostLines)
{
    m_recordAt = m_at;
    m_recordLine = m_line;
    CsvRow row{m_line, {}};
    std::string cell;
    bool quoted = false;
    bool wasQuoted = false;
    const auto finishCell = [&] {
        row.cells.push_back(wasQuoted ? cell : std::string(trimmed(cell)));
        cell.clear();
        wasQuoted = false;
    };
    for (; m_at < m_text.size(); ++m_at) {
        const char c = m_text[m_at];
        if (c == '\n' && ++m_line - m_recordLine > mostLines)
            return std::nullopt;
        if (quoted) {
            if (c != '"')
                cell += c;
            else if (m_at + 1 < m_text.size() && m_text[m_at + 1] == '"')
                cell += m_text[++m_at];
            else
                quoted = false;
        } else if (c == '"' && trimmed(cell).empty()) {
            cell.clear();
            quoted = wasQuoted = true;
        } else if (c == m_delimiter) {
            finishCell();
        } else if (c == '\n') {
            ++m_at;
            finishCell();
            return row;
        } else if (!wasQuoted || (c != '\r' && c != ' ')) {
            cell += c;
        }
    }
    if (quoted)
        return std::nullopt;
    finishCell();
    return row;
}

void CsvScanner::skipBrokenLine()
{
    m_at = std::min(m_text.find('\n', m_recordAt), m_text.size());
    m_line = m_recordLine;
    if (m_at < m_text.size()) {
        ++m_at;
        ++m_line;
    }
}

bool isEmptyRecord(const CsvRow& row)
{
    return row.cells.size() == 1 && row.cells.front().empty();
}

} // namespace wattline
