// SPDX-License-Identifier: GPL-3.0-or-later
// The long way of CsvRowReader: rows that are split byte by byte, judged and reported.
#include "core/base/text.h"
#include "core/trace/reading/csv_row_reader.h"
#include "core/trace/reading/parse_power.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wattline {

namespace {

constexpr float NotANumber = std::numeric_limits<float>::quiet_NaN();
constexpr std::size_t LongestQuotedLines = 8;

bool isTooLong(std::string_view row)
{
    if (row.size() <= LongestLineBytes)
        return false;
    const std::size_t begin = row.find_first_not_of('\0');
    return begin != std::string_view::npos && row.size() - begin > LongestLineBytes;
}

bool hasOddBytes(std::string_view text)
{
    return text.find('\0') != std::string_view::npos || firstHighByte(text) != std::string_view::npos;
}

} // namespace

bool CsvRowReader::isRepeatedHeader(std::string_view line) const
{
    const std::string_view header = m_layout.headerLine;
    return !header.empty() && line.size() == header.size() && line == header;
}

/// Splits a row, joining the lines of a quoted cell; false where more text is needed to tell how far the row goes.
/// Lines that make no whole row together were not one: then the quote is a plain character, and the row its own line.
bool CsvRowReader::splitRow(LineWalk& walk, TextEnd end)
{
    const LineWalk first = walk;
    CellCount count = splitCells(walk.line(), m_layout.separator, m_cells);
    bool hasMore = true;
    for (std::size_t i = 0; count.openQuote && i < LongestQuotedLines && !isTooLong(walk.line()) && hasMore; ++i) {
        hasMore = walk.extend();
        if (hasMore)
            count = splitCells(walk.line(), m_layout.separator, m_cells);
    }
    const bool isJoined = walk.linesSeen() > first.linesSeen();
    const bool isTooMuch = isJoined && isTooLong(walk.line());
    if (!isTooMuch && end == TextEnd::Open && !(hasMore && walk.lineIsEnded()))
        return false;
    if (isTooMuch || count.openQuote || (isJoined && count.cells < m_layout.fieldCount)) {
        walk = first;
        count = splitCells(walk.line(), m_layout.separator, m_cells, OpenQuote::IsPlain);
    }
    m_count = count.cells;
    return true;
}

/// Reads one row byte by byte; false, with the row left in place, where more text is needed or it has no end.
bool CsvRowReader::readNextRow(TextEnd end)
{
    LineWalk walk(m_text.substr(m_at));
    walk.next();
    const bool tooLong = isTooLong(walk.line());
    const bool isSplit = tooLong || splitRow(walk, end);
    m_rows->hasOddBytes = m_rows->hasOddBytes || hasOddBytes(walk.line());
    if (!isSplit) {
        m_rows->needsMoreText = true;
        return false;
    }
    if (!tooLong && end == TextEnd::LeaveUnended && !walk.lineIsEnded()) {
        m_rows->hasUnendedRow = true;
        return false;
    }
    if (tooLong)
        m_rows->log.count(IssueKind::FieldCount, m_line,
                          [] { return fmt::format("A line of more than {} MiB; left out.", LongestLineBytes >> 20U); });
    else
        readRow(walk.line(), walk.lineIsEnded());
    m_at += walk.offset();
    m_line += walk.linesSeen();
    return true;
}

/// The last line may stop anywhere, also within the number: then its power cell is shorter than the one before.
bool CsvRowReader::isCut(bool isEnded) const
{
    if (isEnded)
        return false;
    if (m_count < m_layout.fieldCount || !hasCell(m_lastPower))
        return true;
    return m_lastPower + 1 == m_count && cell(m_lastPower).size() < m_rows->powerCellLength;
}

void CsvRowReader::readRow(std::string_view row, bool isEnded)
{
    IssueLog& log = m_rows->log;
    if (isRepeatedHeader(row)) {
        log.count(IssueKind::Header, m_line, [] { return std::string("The header is repeated; left out."); });
        return;
    }
    if (m_count == 1 && m_cells[0].empty())
        return;
    if (m_cells[0].starts_with('#')) {
        log.count(IssueKind::Header, m_line, [] { return std::string("A comment line; left out."); });
        return;
    }
    if (isCut(isEnded)) {
        log.add({IssueKind::Truncated, m_line, 1,
                 fmt::format("The last line is cut ({}); left out.", quotedForMessage(row))});
        return;
    }
    const std::optional<std::int64_t> time = timeOfRow(row);
    if (!time) {
        if (m_order.rowsPerTick > 1 && m_count >= m_layout.fieldCount)
            addTimelessRow();
        return;
    }
    readValues();
    addSplitRow(*time);
}

std::optional<std::int64_t> CsvRowReader::timeOfRow(std::string_view row)
{
    if (!m_layout.time)
        return 0;
    const bool hasTime = hasCell(*m_layout.time) && (!m_layout.date || hasCell(*m_layout.date));
    const std::optional<std::int64_t> time =
        !hasTime        ? std::nullopt
        : m_layout.date ? parseTime(cell(*m_layout.date), cell(*m_layout.time), m_layout.timeForm)
                        : m_times.read(cell(*m_layout.time));
    if (!time) {
        ++m_rows->timelessRows;
        const std::string_view shown = hasTime ? cell(*m_layout.time) : row;
        m_rows->log.count(IssueKind::BadTime, m_line,
                          [&] { return fmt::format("{} is no time; the row was left out.", quotedForMessage(shown)); });
    }
    return time;
}

void CsvRowReader::addTimelessRow()
{
    m_rows->rows.push_back({0, static_cast<std::uint32_t>(m_line), 0, true});
    m_rows->values.insert(m_rows->values.end(), m_values.size(), NotANumber);
}

/// The powers and side values of a row; all are absent where it has not as many cells as the form.
void CsvRowReader::readValues()
{
    std::fill(m_values.begin(), m_values.end(), NotANumber);
    // A trailing separator makes one empty cell too many and spoils nothing.
    const bool trailing = m_count == m_layout.fieldCount + 1 && hasCell(m_count - 1) && cell(m_count - 1).empty();
    if ((m_count != m_layout.fieldCount && !trailing) || !hasCell(m_lastPower)) {
        m_rows->log.count(IssueKind::FieldCount, m_line, [&] {
            return fmt::format("{} cells where {} are expected; the sample is a gap.", m_count, m_layout.fieldCount);
        });
        return;
    }
    float* value = m_values.data();
    for (const std::size_t column : m_powers) {
        *value = parsePower(cell(column), m_layout.wattsPerUnit);
        if (std::isnan(*value++))
            m_rows->log.count(IssueKind::NotANumber, m_line, [&] {
                return fmt::format("{} is not a power reading; the sample is a gap.", quotedForMessage(cell(column)));
            });
    }
    for (const SideColumn& side : m_layout.sides)
        *value++ = parseQuantity(cell(side.column));
    m_rows->powerCellLength = cell(m_lastPower).size();
}

} // namespace wattline
