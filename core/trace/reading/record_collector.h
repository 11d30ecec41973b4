// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/reading/csv_layout.h"
#include "core/trace/reading/gpu_order.h"
#include "core/trace/reading/gpu_rows.h"
#include "core/trace/reading/record_reader.h"
#include "core/trace/reading/tick_rows.h"

#include <map>

namespace wattline {

/// Puts the records of a form into the samples of each GPU.
class RecordCollector {
public:
    static constexpr std::size_t MostGpus = 256;

    RecordCollector(const CsvLayout& layout, const GpuOrder& order, std::int64_t intervalMicros, IssueLog& log)
        : m_layout(layout),
          m_order(order),
          m_intervalMicros(intervalMicros),
          m_log(log),
          m_ticks(order, layout.sides.size(), m_gpus, log)
    {
    }

    /// False after too many different names of GPUs.
    bool take(const Record& record);

    std::vector<GpuRows>& gpus() { return m_gpus; }
    bool hasTooManyGpus() const { return m_gpus.size() > MostGpus; }
    std::size_t timelessRows() const { return m_timelessRows; }
    /// Tells, after all records, of ticks that do not tell whose their samples are.
    void noteBrokenTicks() const { m_ticks.noteBrokenTicks(); }

private:
    std::string_view cell(const Record& record, std::optional<std::size_t> column) const;
    std::optional<std::int64_t> timeOf(const Record& record);
    void append(const Record& record, GpuRows& gpu, std::size_t powerColumn, std::int64_t time);
    GpuRows& gpuNamed(std::string_view id);
    bool hasOrderOnly() const { return m_layout.wide.empty() && !m_order.column && m_order.rowsPerTick > 1; }

    const CsvLayout& m_layout;
    const GpuOrder& m_order;
    std::int64_t m_intervalMicros;
    IssueLog& m_log;
    std::vector<GpuRows> m_gpus;
    TickRows m_ticks;
    std::map<std::string, std::size_t, std::less<>> m_places;
    std::size_t m_lastGpu = 0; ///< of the sample before
    std::size_t m_timelessRows = 0;
};

} // namespace wattline
