// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/reading/gpu_order.h"
#include "core/trace/reading/gpu_rows.h"

namespace wattline {

/// Tells whose a row is where only the order within a tick does. A tick that lacks a row, or has one too many, does not
/// tell: there every GPU gets a gap. The last tick of a file is taken as it is, for it usually is cut.
class TickRows {
public:
    /// The GPUs and their side values go into `gpus`; order, GPUs and log must outlive it.
    TickRows(const GpuOrder& order, std::size_t sides, std::vector<GpuRows>& gpus, IssueLog& log)
        : m_order(order), m_sides(sides), m_gpus(gpus), m_log(log)
    {
    }

    /// The GPU of the next row, to which its sample must be appended at once.
    std::size_t placeOf(std::int64_t micros, std::size_t line);

    /// A row without a time that can be read: it takes its place, and is a gap.
    void takeTimeless(std::size_t line);

    /// Puts the ticks that are gaps into the log, if there are any.
    void noteBrokenTicks() const;

private:
    void endTick();
    std::size_t nextPlace();
    void addGap(std::size_t line);
    void appendGap(GpuRows& gpu, std::size_t line);

    const GpuOrder& m_order;
    std::size_t m_sides;
    std::vector<GpuRows>& m_gpus;
    IssueLog& m_log;
    std::int64_t m_lastMicros = 0;
    std::size_t m_lastLine = 0;
    std::size_t m_rowsInTick = 0;
    std::size_t m_waiting = 0; ///< rows without a time before the tick to come
    std::size_t m_brokenTicks = 0;
};

} // namespace wattline
