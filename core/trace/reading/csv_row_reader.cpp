// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/csv_row_reader.h"

#include "core/trace/reading/parse_power.h"

#include <algorithm>
#include <cmath>

namespace wattline {

namespace {

constexpr std::size_t WindowBytes = std::size_t{1} << 14U; ///< marks are found for so much at a time: it stays in cache

/// The cell between two marks; blanks only, for neither quotes nor NUL bytes stand in a plain row.
std::string_view plainCell(std::string_view text, std::size_t begin, std::size_t end)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
    while (begin < end && isBlank(text[begin]))
        ++begin;
    while (begin < end && isBlank(text[end - 1]))
        --end;
    return text.substr(begin, end - begin);
}

} // namespace

CsvRowReader::CsvRowReader(const CsvLayout& layout, const GpuOrder& order)
    : m_layout(layout), m_order(order), m_times(layout.timeForm)
{
    for (const WideColumn& power : layout.wide)
        m_powers.push_back(power.column);
    if (m_powers.empty())
        m_powers.push_back(layout.power);
    m_lastPower = *std::max_element(m_powers.begin(), m_powers.end());
    m_values.resize(m_powers.size() + layout.sides.size());
}

void CsvRowReader::begin(std::string_view text, CsvRows& rows)
{
    rows.clear();
    m_rows = &rows;
    m_text = text;
    m_at = 0;
    m_line = 1;
    m_lastGpu = 0;
    m_noted.clear();
}

void CsvRowReader::read(const TextBlock& block, CsvRows& rows)
{
    begin(block.text, rows);
    const std::string_view owned = block.text.substr(0, block.owned);
    const TextEnd end = block.endsSource ? TextEnd::LeaveUnended : TextEnd::Open;
    while (m_at < owned.size() && rows.gpuIds.size() <= CsvRows::MostGpus) {
        if (readWindow(owned))
            continue;
        // Quotes, NUL bytes, or a line that is longer than the window: one row at a time, up to the window's end.
        const std::size_t windowEnd = std::min(m_at + WindowBytes, owned.size());
        while (m_at < windowEnd && readNextRow(end)) {
        }
        if (rows.needsMoreText || rows.hasUnendedRow)
            break;
    }
    rows.bytesSeen = m_at;
    rows.linesSeen = m_line - 1;
}

void CsvRowReader::readUnended(std::string_view text, std::size_t powerCellLength, CsvRows& rows)
{
    begin(text, rows);
    rows.powerCellLength = powerCellLength;
    readNextRow(TextEnd::ReadUnended);
    rows.bytesSeen = m_at;
    rows.linesSeen = m_line - 1;
}

/// Reads the whole lines of a window by their marks; false, with nothing read, where that cannot be.
bool CsvRowReader::readWindow(std::string_view owned)
{
    const std::size_t begin = m_at;
    m_marks.find(owned.substr(begin, WindowBytes), m_layout.separator);
    m_rows->hasOddBytes = m_rows->hasOddBytes || m_marks.hasNuls || m_marks.hasHighBytes;
    if (m_marks.hasQuotes || m_marks.hasNuls || m_marks.lines == 0)
        return false;
    const std::uint32_t* ends = m_marks.cellEnds.data();
    const std::uint32_t* const allEnds = ends + m_marks.cells;
    for (std::size_t i = 0; i < m_marks.lines; ++i) {
        const std::uint32_t lineEnd = m_marks.lineEnds[i];
        // The line break is the row's last mark, so as many marks up to it are as many cells.
        const auto left = static_cast<std::size_t>(allEnds - ends);
        const bool isPlain = m_layout.fieldCount <= left && ends[m_layout.fieldCount - 1] == lineEnd;
        if (isPlain && readPlainRow(begin, ends)) {
            ends += m_layout.fieldCount;
            m_at = begin + lineEnd + 1;
            ++m_line;
            continue;
        }
        readNextRow(TextEnd::Open); // without quotes it ends with its line
        ends = std::upper_bound(ends, allEnds, lineEnd);
    }
    return true;
}

/// Names and limits are noted where they change, once for each GPU. Where the order of rows tells the GPUs apart it is
/// not known yet whose they are: each is noted then.
template <class CellOf>
void CsvRowReader::noteDetails(std::size_t gpu, const CellOf& cellOf)
{
    const bool byOrder = m_order.rowsPerTick > 1 && !m_order.column;
    if (gpu >= m_noted.size())
        m_noted.resize(gpu + 1);
    Noted& noted = m_noted[gpu];
    if (m_layout.gpuName && (byOrder || !noted.name)) {
        if (const std::string_view name = cellOf(*m_layout.gpuName); !name.empty()) {
            m_rows->details.push_back({m_rows->size(), name});
            noted.name = true;
        }
    }
    const std::string_view limit = m_layout.powerLimit ? cellOf(*m_layout.powerLimit) : std::string_view();
    if (limit.empty() || (!byOrder && noted.limit == limit))
        return;
    noted.limit = limit;
    if (const float watts = parsePower(limit, m_layout.limitWattsPerUnit); !std::isnan(watts))
        m_rows->details.push_back({m_rows->size(), {}, watts});
}

/// Adds the present row with the values read; `cellOf` gives its other cells, empty where it has no such cell.
template <class CellOf>
void CsvRowReader::addRow(std::int64_t micros, const CellOf& cellOf)
{
    const std::size_t gpu = m_order.column ? placeOfGpu(cellOf(*m_order.column)) : 0;
    if (m_layout.gpuName || m_layout.powerLimit)
        noteDetails(gpu, cellOf);
    m_rows->rows.push_back({micros, static_cast<std::uint32_t>(m_line), static_cast<std::uint16_t>(gpu)});
    if (m_values.size() == 1)
        m_rows->values.push_back(m_values.front());
    else
        m_rows->values.insert(m_rows->values.end(), m_values.begin(), m_values.end());
}

/// Reads a row of the right number of cells; false, with nothing done, where anything about it is odd.
bool CsvRowReader::readPlainRow(std::size_t windowBegin, const std::uint32_t* ends)
{
    const auto plain = [&](std::size_t column) {
        const std::size_t begin = column == 0 ? m_at : windowBegin + ends[column - 1] + 1;
        return plainCell(m_text, begin, windowBegin + ends[column]);
    };
    const std::string_view first = plain(0);
    if (first.starts_with('#')) // a header's other cells give it away
        return false;
    std::int64_t micros = 0;
    if (m_layout.time) {
        const std::string_view clock = *m_layout.time == 0 ? first : plain(*m_layout.time);
        const std::optional<std::int64_t> time =
            m_layout.date ? parseTime(plain(*m_layout.date), clock, m_layout.timeForm) : m_times.read(clock);
        if (!time)
            return false;
        micros = *time;
    }
    float* value = m_values.data();
    for (const std::size_t column : m_powers) {
        *value = parsePower(plain(column), m_layout.wattsPerUnit);
        if (std::isnan(*value++))
            return false;
    }
    for (const SideColumn& side : m_layout.sides)
        *value++ = parseQuantity(plain(side.column));
    m_rows->powerCellLength = plain(m_lastPower).size();
    addRow(micros, plain);
    return true;
}

void CsvRowReader::addSplitRow(std::int64_t micros)
{
    addRow(micros, [this](std::size_t column) { return cell(column); });
}

std::size_t CsvRowReader::placeOfGpu(std::string_view id)
{
    std::vector<std::string_view>& ids = m_rows->gpuIds;
    // Rows take turns, so the next GPU is nearly always the right guess; most ids differ in their last letter.
    for (std::size_t i = 0; i < ids.size(); ++i) {
        m_lastGpu = m_lastGpu + 1 < ids.size() ? m_lastGpu + 1 : 0;
        const std::string_view other = ids[m_lastGpu];
        const bool isOneLetter = other.size() == 1 && id.size() == 1;
        if (isOneLetter ? other.front() == id.front() : other == id)
            return m_lastGpu;
    }
    m_lastGpu = ids.size();
    ids.push_back(id);
    return m_lastGpu;
}

} // namespace wattline
