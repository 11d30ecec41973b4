// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/csv_collector.h"

#include <algorithm>

namespace wattline {

CsvCollector::CsvCollector(const CsvLayout& layout, const GpuOrder& order, IssueLog& log)
    : m_layout(layout),
      m_order(order),
      m_log(log),
      m_ticks(order, layout.sides.size(), m_gpus, log),
      m_lines(layout.linesBefore)
{
    for (const WideColumn& column : layout.wide)
        addGpu(column.gpu);
}

std::size_t CsvCollector::addGpu(std::string id)
{
    m_gpus.emplace_back().id = std::move(id);
    m_gpus.back().sides.resize(m_layout.sides.size());
    return m_gpus.size() - 1;
}

bool CsvCollector::take(CsvRows& rows, double share)
{
    makeRoom(rows.size(), share);
    m_places.assign(rows.gpuIds.size(), std::nullopt);
    auto detail = rows.details.cbegin();
    for (std::size_t row = 0; row < rows.size(); ++row) {
        m_lastLine = m_lines + rows.rows[row].line;
        if (!m_layout.wide.empty()) {
            takeWideRow(rows, row);
            continue;
        }
        if (rows.rows[row].isTimeless) {
            m_ticks.takeTimeless(m_lastLine);
            continue;
        }
        const std::size_t gpu = takeRow(rows, row);
        if (hasTooManyGpus())
            return false;
        for (; detail != rows.details.cend() && detail->row == row; ++detail)
            takeDetail(*detail, gpu);
    }
    m_log.append(std::move(rows.log), m_lines);
    m_lines += rows.linesSeen;
    m_timelessRows += rows.timelessRows;
    if (rows.powerCellLength > 0)
        m_powerCellLength = rows.powerCellLength;
    return true;
}

/// Reserves what the whole file will need, going by what was read so far: growing step by step would for a moment hold
/// everything twice. Memory that is reserved and never touched costs nothing.
void CsvCollector::makeRoom(std::size_t rows, double share)
{
    constexpr std::size_t Least = std::size_t{1} << 20U;
    constexpr double Margin = 1.02;
    for (GpuRows& gpu : m_gpus) {
        const std::size_t size = gpu.watts.size();
        if (size + rows <= gpu.watts.capacity())
            continue;
        const double expected = Margin * static_cast<double>(size) / m_share;
        const std::size_t most = std::max(Least, 4 * size); // the first rows may mislead
        const std::size_t room = size + rows + std::min(most, static_cast<std::size_t>(expected));
        gpu.micros.reserve(room);
        gpu.watts.reserve(room);
        for (std::vector<float>& side : gpu.sides)
            side.reserve(room);
    }
    m_share = share;
}

std::int64_t CsvCollector::stampOf(std::int64_t micros, const GpuRows& gpu) const
{
    return m_layout.time ? micros : static_cast<std::int64_t>(gpu.micros.size()) * m_intervalMicros;
}

std::size_t CsvCollector::takeRow(const CsvRows& rows, std::size_t row)
{
    const std::size_t place = gpuOfRow(rows, row);
    m_lastGpu = place;
    GpuRows& gpu = m_gpus[place];
    const std::size_t stride = 1 + m_layout.sides.size();
    const float* const values = rows.values.data() + row * stride;
    gpu.append(stampOf(rows.rows[row].micros, gpu), values[0], m_lastLine, m_log);
    for (std::size_t side = 0; side < gpu.sides.size(); ++side)
        gpu.sides[side].push_back(values[1 + side]);
    return place;
}

void CsvCollector::takeWideRow(const CsvRows& rows, std::size_t row)
{
    const std::size_t stride = m_gpus.size() + m_layout.sides.size();
    const float* const values = rows.values.data() + row * stride;
    for (std::size_t i = 0; i < m_gpus.size(); ++i) {
        m_gpus[i].append(stampOf(rows.rows[row].micros, m_gpus[i]), values[i], m_lastLine, m_log);
        for (std::size_t side = 0; side < m_gpus[i].sides.size(); ++side)
            m_gpus[i].sides[side].push_back(values[m_gpus.size() + side]);
    }
}

void CsvCollector::takeDetail(const CsvRows::Detail& detail, std::size_t gpu)
{
    GpuRows& rows = m_gpus[gpu];
    if (detail.limitWatts) {
        rows.powerLimitWatts = *detail.limitWatts;
        rows.highestLimitWatts = std::max<double>(*detail.limitWatts, rows.highestLimitWatts.value_or(0.0));
    } else if (rows.name.empty()) {
        rows.name = detail.name;
    }
}

std::size_t CsvCollector::gpuOfRow(const CsvRows& rows, std::size_t row)
{
    if (m_order.column) {
        std::optional<std::size_t>& place = m_places[rows.rows[row].gpu];
        if (!place)
            place = gpuNamed(rows.gpuIds[rows.rows[row].gpu]);
        return *place;
    }
    if (m_order.rowsPerTick > 1)
        return m_ticks.placeOf(rows.rows[row].micros, m_lastLine);
    return m_gpus.empty() ? addGpu("0") : 0;
}

std::size_t CsvCollector::gpuNamed(std::string_view id)
{
    const auto found = std::find_if(m_gpus.begin(), m_gpus.end(), [&](const GpuRows& gpu) { return gpu.id == id; });
    if (found != m_gpus.end())
        return static_cast<std::size_t>(found - m_gpus.begin());
    const std::size_t place = addGpu(std::string(id));
    if (place > 0)
        m_gpus[place].before = RowBefore{m_lastGpu, m_gpus[m_lastGpu].micros.size() - 1};
    return place;
}

} // namespace wattline
