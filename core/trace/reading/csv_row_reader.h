// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/reading/csv_layout.h"
#include "core/trace/reading/csv_lines.h"
#include "core/trace/reading/csv_marks.h"
#include "core/trace/reading/csv_rows.h"
#include "core/trace/reading/gpu_order.h"
#include "core/trace/reading/text_source.h"
#include "core/trace/reading/time_reader.h"

#include <array>

namespace wattline {

/// Reads the rows of stretches of a CSV recording. Plain rows (as many cells as the form has, no quotes, every value
/// readable) take a short way along marks found by vector instructions; any other row is split byte by byte, judged and
/// reported. Both give the same for a row that either can read.
class CsvRowReader {
public:
    /// Layout and order must outlive it.
    CsvRowReader(const CsvLayout& layout, const GpuOrder& order);

    /// Reads the rows that begin in the block's own lines. A last row without its line break is left in place, for
    /// whether it is cut is told by the row before, which may stand in another block.
    void read(const TextBlock& block, CsvRows& rows);

    /// Reads that last row, given the length of the power cell in the row before.
    void readUnended(std::string_view text, std::size_t powerCellLength, CsvRows& rows);

private:
    /// What was noted of each GPU of the stretch.
    struct Noted {
        std::string_view limit; ///< the limit's cell in the GPU's last row
        bool name = false;
    };
    /// Whether nothing follows the text, and what happens to a row without its line break then.
    enum class TextEnd { Open, LeaveUnended, ReadUnended };

    void begin(std::string_view text, CsvRows& rows);
    bool readWindow(std::string_view owned);
    bool readPlainRow(std::size_t windowBegin, const std::uint32_t* ends);
    bool readNextRow(TextEnd end);
    bool splitRow(LineWalk& walk, TextEnd end);
    void readRow(std::string_view row, bool isEnded);
    std::optional<std::int64_t> timeOfRow(std::string_view row);
    void readValues();
    template <class CellOf>
    void addRow(std::int64_t micros, const CellOf& cellOf);
    void addSplitRow(std::int64_t micros);
    void addTimelessRow();
    std::size_t placeOfGpu(std::string_view id);
    template <class CellOf>
    void noteDetails(std::size_t gpu, const CellOf& cellOf);
    bool isCut(bool isEnded) const;
    bool isRepeatedHeader(std::string_view line) const;
    bool hasCell(std::size_t column) const { return column < std::min(m_count, MostCells); }
    std::string_view cell(std::size_t column) const { return hasCell(column) ? m_cells[column] : std::string_view(); }

    const CsvLayout& m_layout;
    const GpuOrder& m_order;
    std::vector<std::size_t> m_powers; ///< columns: one, or those of a wide recording
    std::size_t m_lastPower = 0;       ///< the rightmost of them
    TimeReader m_times;
    CsvMarks m_marks;
    std::string_view m_text;
    std::size_t m_at = 0;   ///< the next row's place in the text
    std::size_t m_line = 0; ///< and its line
    CsvRows* m_rows = nullptr;
    std::array<std::string_view, MostCells> m_cells;
    std::size_t m_count = 0;
    std::vector<float> m_values; ///< of the present row
    std::size_t m_lastGpu = 0;
    std::vector<Noted> m_noted;
};

} // namespace wattline
