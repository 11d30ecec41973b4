// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/record_collector.h"

#include "core/base/text.h"
#include "core/trace/reading/parse_power.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace wattline {

namespace {

/// The number that a cell begins with: "97 %" is 97; NaN where it begins with none.
float quantityOf(std::string_view cell)
{
    float value = std::numeric_limits<float>::quiet_NaN();
    std::from_chars(cell.data(), cell.data() + cell.size(), value);
    return value;
}

} // namespace

std::string_view RecordCollector::cell(const Record& record, std::optional<std::size_t> column) const
{
    return column && *column < record.cells.size() ? record.cells[*column] : std::string_view();
}

bool RecordCollector::take(const Record& record)
{
    const std::string_view power = cell(record, m_layout.power);
    if (m_layout.wide.empty() && power.empty() && (!m_layout.time || cell(record, m_layout.time).empty())) {
        m_log.count(IssueKind::Header, record.line,
                    [] { return std::string("No sample: neither time nor power; left out."); });
        return true;
    }
    const std::optional<std::int64_t> time = timeOf(record);
    if (!time) {
        if (hasOrderOnly())
            m_ticks.takeTimeless(record.line);
        return true;
    }
    for (const WideColumn& wide : m_layout.wide)
        append(record, gpuNamed(wide.gpu), wide.column, *time);
    if (!m_layout.wide.empty())
        return !hasTooManyGpus();
    GpuRows& gpu = hasOrderOnly() ? m_gpus[m_ticks.placeOf(*time, record.line)]
                                  : gpuNamed(m_order.column ? cell(record, m_order.column) : "0");
    append(record, gpu, m_layout.power, *time);
    return !hasTooManyGpus();
}

std::optional<std::int64_t> RecordCollector::timeOf(const Record& record)
{
    if (!m_layout.time)
        return 0;
    const std::string_view clock = cell(record, m_layout.time);
    const std::optional<std::int64_t> time = m_layout.date
                                                 ? parseTime(cell(record, m_layout.date), clock, m_layout.timeForm)
                                                 : parseTime(trimmed(clock), m_layout.timeForm);
    if (!time) {
        ++m_timelessRows;
        m_log.count(IssueKind::BadTime, record.line,
                    [&] { return fmt::format("{} is no time; the sample was left out.", quotedForMessage(clock)); });
    }
    return time;
}

void RecordCollector::append(const Record& record, GpuRows& gpu, std::size_t powerColumn, std::int64_t time)
{
    const std::string_view cellOfPower = cell(record, powerColumn);
    const float watts = parsePower(cellOfPower, m_layout.wattsPerUnit);
    if (std::isnan(watts))
        m_log.count(IssueKind::NotANumber, record.line, [&] {
            return fmt::format("{} is not a power reading; the sample is a gap.", quotedForMessage(cellOfPower));
        });
    gpu.append(m_layout.time ? time : static_cast<std::int64_t>(gpu.micros.size()) * m_intervalMicros, watts,
               record.line, m_log);
    m_lastGpu = static_cast<std::size_t>(&gpu - m_gpus.data());
    gpu.sides.resize(m_layout.sides.size());
    for (std::size_t s = 0; s < gpu.sides.size(); ++s)
        gpu.sides[s].push_back(quantityOf(trimmed(cell(record, m_layout.sides[s].column))));
    if (gpu.name.empty())
        gpu.name = cell(record, m_layout.gpuName);
    const float limit = parsePower(cell(record, m_layout.powerLimit), m_layout.limitWattsPerUnit);
    if (!std::isnan(limit)) {
        gpu.powerLimitWatts = limit;
        gpu.highestLimitWatts = std::max<double>(limit, gpu.highestLimitWatts.value_or(limit));
    }
}

GpuRows& RecordCollector::gpuNamed(std::string_view id)
{
    if (const auto place = m_places.find(id); place != m_places.end())
        return m_gpus[place->second];
    m_places.emplace(std::string(id), m_gpus.size());
    m_gpus.emplace_back().id = id;
    if (const std::size_t samples = m_gpus[m_lastGpu].micros.size(); samples > 0)
        m_gpus.back().before = RowBefore{m_lastGpu, samples - 1};
    return m_gpus.back();
}

} // namespace wattline
