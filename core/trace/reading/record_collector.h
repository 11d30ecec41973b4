// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/reading/csv_layout.h"
#include "core/trace/reading/gpu_order.h"
#include "core/trace/reading/gpu_rows.h"
#include "core/trace/reading/record_reader.h"

#include <map>

namespace wattline {

/// Puts the records of a form into the samples of each GPU.
class RecordCollector {
public:
    static constexpr std::size_t MostGpus = 256;

    RecordCollector(const CsvLayout& layout, const GpuOrder& order, std::int64_t intervalMicros, IssueLog& log)
        : m_layout(layout), m_order(order), m_intervalMicros(intervalMicros), m_log(log)
    {
    }

    /// False after too many different names of GPUs.
    bool take(const Record& record);

    std::vector<GpuRows>& gpus() { return m_gpus; }
    bool hasTooManyGpus() const { return m_gpus.size() > MostGpus; }
    std::size_t timelessRows() const { return m_timelessRows; }
    std::size_t brokenTicks() const { return m_brokenTicks; }

private:
    std::string_view cell(const Record& record, std::optional<std::size_t> column) const;
    std::optional<std::int64_t> timeOf(const Record& record);
    void append(const Record& record, std::string_view id, std::size_t powerColumn, std::int64_t time);
    GpuRows& gpuNamed(std::string_view id);
    std::string placeInTick(std::int64_t time);

    const CsvLayout& m_layout;
    const GpuOrder& m_order;
    std::int64_t m_intervalMicros;
    IssueLog& m_log;
    std::vector<GpuRows> m_gpus;
    std::map<std::string, std::size_t, std::less<>> m_places;
    std::optional<std::int64_t> m_tickBegin;
    std::size_t m_placeInTick = 0;
    std::size_t m_timelessRows = 0;
    std::size_t m_brokenTicks = 0;
};

} // namespace wattline
