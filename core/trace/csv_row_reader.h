// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/csv_layout.h"
#include "core/trace/csv_lines.h"
#include "core/trace/gpu_order.h"
#include "core/trace/gpu_rows.h"

#include <array>

namespace wattline {

/// Reads the rows of a CSV recording one after the other into the samples of each GPU.
class CsvRowReader {
public:
    static constexpr std::size_t MostGpus = 256;

    CsvRowReader(std::string_view text, const CsvLayout& layout, const GpuOrder& order, IssueLog& log)
        : m_layout(layout), m_order(order), m_log(log), m_walk(text.substr(layout.dataOffset))
    {
    }

    /// For a file without times: each GPU's samples follow one another at this interval.
    void readInterval(std::int64_t micros) { m_intervalMicros = micros; }

    /// Reads one line; false at the end of the text or after too many different GPU names.
    bool next();

    std::size_t line() const { return m_layout.linesBefore + m_walk.number(); }
    std::size_t lines() const { return m_layout.linesBefore + m_walk.linesSeen(); }
    std::size_t offset() const { return m_layout.dataOffset + m_walk.offset(); }
    bool hasTooManyGpus() const { return m_gpus.size() > MostGpus; }
    std::size_t timelessRows() const { return m_timelessRows; }
    std::size_t brokenTicks() const { return m_brokenTicks; }
    std::vector<GpuRows>& gpus() { return m_gpus; }

private:
    bool isRepeatedHeader(std::string_view line) const;
    void readRow();
    std::optional<std::int64_t> timeOfRow();
    float powerOfRow();
    bool endsCut() const;
    GpuRows& gpuOfRow(std::int64_t time);
    GpuRows& gpuNamed(std::string_view id);
    GpuRows& gpuByOrder(std::int64_t time);
    void noteDetails(GpuRows& gpu) const;
    std::string_view cell(std::size_t column) const { return m_cells[column]; }
    bool hasCell(std::size_t column) const { return column < std::min(m_count, MostCells); }

    const CsvLayout& m_layout;
    const GpuOrder& m_order;
    IssueLog& m_log;
    LineWalk m_walk;
    std::array<std::string_view, MostCells> m_cells;
    std::size_t m_count = 0;
    std::vector<GpuRows> m_gpus;
    std::size_t m_lastGpu = 0;
    std::optional<std::int64_t> m_intervalMicros; ///< of a file without times
    std::int64_t m_tickBegin = 0;
    std::size_t m_placeInTick = 0;
    std::size_t m_timelessRows = 0;
    std::size_t m_brokenTicks = 0;
    std::size_t m_powerCellLength = 0; ///< of the row before
};

} // namespace wattline
