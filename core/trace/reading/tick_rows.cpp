// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/tick_rows.h"

#include "core/base/text.h"

#include <cstdlib>
#include <fmt/format.h>
#include <limits>

namespace wattline {

namespace {

constexpr float NotANumber = std::numeric_limits<float>::quiet_NaN();

} // namespace

std::size_t TickRows::placeOf(std::int64_t micros, std::size_t line)
{
    if (m_rowsInTick > 0 && std::abs(micros - m_lastMicros) > m_order.tickMicros)
        endTick();
    m_lastMicros = micros;
    m_lastLine = line;
    for (; m_waiting > 0; --m_waiting)
        addGap(line);
    return nextPlace();
}

void TickRows::takeTimeless(std::size_t line)
{
    if (m_rowsInTick % m_order.rowsPerTick == 0)
        ++m_waiting; // the tick before is whole: it belongs to the next, whose time is not known yet
    else
        addGap(line);
}

std::size_t TickRows::nextPlace()
{
    const std::size_t place = m_rowsInTick++ % m_order.rowsPerTick;
    while (m_gpus.size() <= place) {
        m_gpus.emplace_back().id = std::to_string(m_gpus.size());
        m_gpus.back().sides.resize(m_sides);
    }
    return place;
}

void TickRows::addGap(std::size_t line)
{
    const std::size_t place = nextPlace();
    appendGap(m_gpus[place], line);
}

void TickRows::appendGap(GpuRows& gpu, std::size_t line)
{
    gpu.append(m_lastMicros, NotANumber, line, m_log);
    for (std::vector<float>& side : gpu.sides)
        side.push_back(NotANumber);
}

/// Several whole ticks that came at once tell whose the rows are as well as one.
void TickRows::endTick()
{
    const std::size_t rows = m_rowsInTick;
    const std::size_t over = rows % m_order.rowsPerTick;
    m_rowsInTick = 0;
    if (over == 0)
        return;
    ++m_brokenTicks;
    for (m_rowsInTick = over; m_rowsInTick < m_order.rowsPerTick;)
        addGap(m_lastLine);
    m_rowsInTick = 0;
    const std::size_t samples = rows / m_order.rowsPerTick + 1;
    for (GpuRows& gpu : m_gpus) {
        for (std::size_t i = gpu.watts.size() - samples; i < gpu.watts.size(); ++i) {
            gpu.watts[i] = NotANumber;
            for (std::vector<float>& side : gpu.sides)
                side[i] = NotANumber;
        }
    }
}

void TickRows::noteBrokenTicks() const
{
    if (m_brokenTicks > 0)
        m_log.add({IssueKind::Assumption, 0, m_brokenTicks,
                   fmt::format("{} ticks do not hold {} rows, so it is unknown whose these are; those ticks are gaps.",
                               formatCount(m_brokenTicks), m_order.rowsPerTick)});
}

} // namespace wattline
