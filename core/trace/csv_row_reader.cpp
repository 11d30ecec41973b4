// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/csv_row_reader.h"

#include "core/base/text.h"
#include "core/trace/parse_power.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wattline {

namespace {

constexpr std::size_t LongestQuotedLines = 8;

} // namespace

bool CsvRowReader::isRepeatedHeader(std::string_view line) const
{
    const std::string_view header = m_layout.headerLine;
    return !header.empty() && line.size() == header.size() && line == header;
}

bool CsvRowReader::next()
{
    if (!m_walk.next())
        return false;
    const std::string_view text = m_walk.line();
    if (isRepeatedHeader(text)) {
        m_log.count(IssueKind::Header, line(), [] { return std::string("The header is repeated; left out."); });
        return true;
    }
    CellCount count = splitCells(text, m_layout.separator, m_cells);
    for (std::size_t i = 0; count.openQuote && i < LongestQuotedLines && m_walk.extend(); ++i)
        count = splitCells(m_walk.line(), m_layout.separator, m_cells);
    m_count = count.cells;
    if (m_count == 1 && m_cells[0].empty())
        return true;
    if (m_cells[0].starts_with('#')) {
        m_log.count(IssueKind::Header, line(), [] { return std::string("A comment line; left out."); });
        return true;
    }
    readRow();
    return !hasTooManyGpus();
}

/// The last line may stop anywhere, also within the number: then its power cell is shorter than the one before.
bool CsvRowReader::endsCut() const
{
    if (m_walk.lineIsEnded())
        return false;
    if (m_count < m_layout.fieldCount || !hasCell(m_layout.power))
        return true;
    const bool powerIsLast = m_layout.power + 1 == m_count;
    return powerIsLast && cell(m_layout.power).size() < m_powerCellLength;
}

void CsvRowReader::readRow()
{
    if (endsCut()) {
        m_log.add({IssueKind::Truncated, line(), 1,
                   fmt::format("The last line is cut ({}); left out.", quotedForMessage(m_walk.line()))});
        return;
    }
    const std::optional<std::int64_t> time = timeOfRow();
    if (!time)
        return;
    const float power = powerOfRow();
    GpuRows& gpu = gpuOfRow(*time);
    const std::int64_t stamp =
        m_layout.time ? *time : static_cast<std::int64_t>(gpu.micros.size()) * m_intervalMicros.value_or(0);
    gpu.append(stamp, power, line(), m_log);
    noteDetails(gpu);
}

std::optional<std::int64_t> CsvRowReader::timeOfRow()
{
    if (!m_layout.time)
        return 0;
    const bool hasTime = hasCell(*m_layout.time) && (!m_layout.date || hasCell(*m_layout.date));
    const std::optional<std::int64_t> time =
        !hasTime        ? std::nullopt
        : m_layout.date ? parseTime(cell(*m_layout.date), cell(*m_layout.time), m_layout.timeForm)
                        : parseTime(cell(*m_layout.time), m_layout.timeForm);
    if (!time) {
        ++m_timelessRows;
        const std::string_view shown = hasTime ? cell(*m_layout.time) : m_walk.line();
        m_log.count(IssueKind::BadTime, line(),
                    [&] { return fmt::format("{} is no time; the row was left out.", quotedForMessage(shown)); });
    }
    return time;
}

float CsvRowReader::powerOfRow()
{
    constexpr float NotANumber = std::numeric_limits<float>::quiet_NaN();
    // A trailing separator makes one empty cell too many and spoils nothing.
    const bool trailing = m_count == m_layout.fieldCount + 1 && hasCell(m_count - 1) && cell(m_count - 1).empty();
    if ((m_count != m_layout.fieldCount && !trailing) || !hasCell(m_layout.power)) {
        m_log.count(IssueKind::FieldCount, line(), [&] {
            return fmt::format("{} cells where {} are expected; the sample is a gap.", m_count, m_layout.fieldCount);
        });
        return NotANumber;
    }
    const float power = parsePower(cell(m_layout.power), m_layout.wattsPerUnit);
    if (std::isnan(power)) {
        m_log.count(IssueKind::NotANumber, line(), [&] {
            return fmt::format("{} is not a power reading; the sample is a gap.",
                               quotedForMessage(cell(m_layout.power)));
        });
    }
    m_powerCellLength = cell(m_layout.power).size();
    return power;
}

GpuRows& CsvRowReader::gpuOfRow(std::int64_t time)
{
    if (m_order.column)
        return gpuNamed(hasCell(*m_order.column) ? cell(*m_order.column) : std::string_view());
    if (m_order.rowsPerTick > 1)
        return gpuByOrder(time);
    if (m_gpus.empty())
        m_gpus.emplace_back().id = "0";
    return m_gpus.front();
}

GpuRows& CsvRowReader::gpuNamed(std::string_view id)
{
    // Rows take turns, so the next GPU is nearly always the right guess.
    for (std::size_t i = 1; i <= m_gpus.size(); ++i) {
        const std::size_t guess = (m_lastGpu + i) % m_gpus.size();
        if (m_gpus[guess].id == id) {
            m_lastGpu = guess;
            return m_gpus[guess];
        }
    }
    m_lastGpu = m_gpus.size();
    m_gpus.emplace_back().id = id;
    return m_gpus.back();
}

GpuRows& CsvRowReader::gpuByOrder(std::int64_t time)
{
    const bool newTick = m_gpus.empty() || std::abs(time - m_tickBegin) > m_order.tickMicros;
    if (newTick || m_placeInTick == m_order.rowsPerTick) {
        const bool whole = m_placeInTick == m_order.rowsPerTick && newTick;
        m_brokenTicks += m_gpus.empty() || whole ? 0 : 1;
        m_placeInTick = 0;
    }
    m_tickBegin = time;
    if (m_placeInTick == m_gpus.size())
        m_gpus.emplace_back().id = std::to_string(m_placeInTick);
    return m_gpus[m_placeInTick++];
}

void CsvRowReader::noteDetails(GpuRows& gpu) const
{
    if (m_layout.gpuName && gpu.name.empty() && hasCell(*m_layout.gpuName))
        gpu.name = cell(*m_layout.gpuName);
    if (m_layout.powerLimit && hasCell(*m_layout.powerLimit)) {
        if (const float limit = parsePower(cell(*m_layout.powerLimit), m_layout.limitWattsPerUnit);
            !std::isnan(limit)) {
            gpu.powerLimitWatts = limit;
            gpu.highestLimitWatts = std::max<double>(limit, gpu.highestLimitWatts.value_or(limit));
        }
    }
}

} // namespace wattline
