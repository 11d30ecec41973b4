// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/reading/issue_log.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace wattline {

/// The rows of one stretch of a CSV recording in the order of the file. Views stand in the text that was read.
struct CsvRows {
    static constexpr std::size_t MostGpus = 256; ///< a column of more different values names no GPUs

    struct Row {
        std::int64_t micros = 0; ///< 0 where the recording has no times
        std::uint32_t line = 0;  ///< counted from the stretch's first, which is 1
        std::uint16_t gpu = 0;   ///< place in gpuIds; 0 where no column names the GPU
        bool isTimeless = false; ///< its time cannot be read, but it has a place where only the order tells the GPUs
    };
    /// Something that a row says of its GPU: the product name, or the power limit in W.
    struct Detail {
        std::size_t row = 0;
        std::string_view name;
        std::optional<float> limitWatts; ///< none: this is a name
    };

    std::vector<Row> rows;
    std::vector<float> values; ///< for each row the power columns, then the side columns; NaN for none
    std::vector<std::string_view> gpuIds;
    std::vector<Detail> details;
    IssueLog log; ///< lines counted likewise
    std::size_t timelessRows = 0;
    std::size_t powerCellLength = 0; ///< of the last power column in the last whole row; 0 where there was none
    std::size_t linesSeen = 0;
    std::size_t bytesSeen = 0;  ///< of the text; a quoted cell may reach beyond the stretch
    bool hasOddBytes = false;   ///< NUL bytes or bytes above 127
    bool hasUnendedRow = false; ///< the source's last row lacks its line break and was left in place
    bool needsMoreText = false; ///< a quoted cell reaches beyond the text: nothing of this is valid

    std::size_t size() const { return rows.size(); }

    /// Empties it, keeping its memory.
    void clear()
    {
        CsvRows empty;
        std::swap(empty, *this);
        const auto keep = [](auto& here, auto& there) {
            there.clear();
            here = std::move(there);
        };
        keep(rows, empty.rows);
        keep(values, empty.values);
        keep(gpuIds, empty.gpuIds);
        keep(details, empty.details);
    }
};

} // namespace wattline
