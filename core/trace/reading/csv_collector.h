// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/reading/csv_layout.h"
#include "core/trace/reading/csv_rows.h"
#include "core/trace/reading/gpu_order.h"
#include "core/trace/reading/gpu_rows.h"
#include "core/trace/reading/tick_rows.h"

#include <optional>

namespace wattline {

/// Gathers the rows of a recording, stretch after stretch in the order of the file, into the samples of each GPU. All
/// that depends on the rows before is decided here: whose row it is where only their order tells, stamps that repeat,
/// the times of a recording that has none.
class CsvCollector {
public:
    /// Layout, order and log must outlive it.
    CsvCollector(const CsvLayout& layout, const GpuOrder& order, IssueLog& log);

    /// For a file without times: each GPU's samples follow one another at this interval.
    void readInterval(std::int64_t micros) { m_intervalMicros = micros; }

    /// Takes the rows of the next stretch, after which the given share (0 to 1) of the file is read; false after too
    /// many different GPU names, on the line that lastLine() tells.
    bool take(CsvRows& rows, double share);

    bool hasTooManyGpus() const { return m_gpus.size() > CsvRows::MostGpus; }
    std::size_t lastLine() const { return m_lastLine; }
    std::size_t lines() const { return m_lines; }
    std::size_t timelessRows() const { return m_timelessRows; }
    /// Tells, after all rows, of ticks that do not tell whose their rows are.
    void noteBrokenTicks() const { m_ticks.noteBrokenTicks(); }
    std::size_t powerCellLength() const { return m_powerCellLength; }
    std::vector<GpuRows>& gpus() { return m_gpus; }

private:
    void makeRoom(std::size_t rows, double share);
    std::size_t takeRow(const CsvRows& rows, std::size_t row);
    void takeWideRow(const CsvRows& rows, std::size_t row);
    void takeDetail(const CsvRows::Detail& detail, std::size_t gpu);
    std::size_t gpuOfRow(const CsvRows& rows, std::size_t row);
    std::size_t gpuNamed(std::string_view id);
    std::size_t addGpu(std::string id);
    std::int64_t stampOf(std::int64_t micros, const GpuRows& gpu) const;

    const CsvLayout& m_layout;
    const GpuOrder& m_order;
    IssueLog& m_log;
    std::vector<GpuRows> m_gpus;
    TickRows m_ticks;
    std::vector<std::optional<std::size_t>> m_places; ///< of the stretch's GPUs among all
    std::int64_t m_intervalMicros = 0;                ///< of a file without times
    std::size_t m_lines = 0;                          ///< up to the stretch
    double m_share = 1e-9;                            ///< of the file, up to the stretch
    std::size_t m_lastLine = 0;
    std::size_t m_lastGpu = 0; ///< of the row before
    std::size_t m_timelessRows = 0;
    std::size_t m_powerCellLength = 0; ///< of the row before
};

} // namespace wattline
