// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/reading/csv_layout.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace wattline {

/// How the rows of a recording are told apart by GPU: by a column, by their order within a tick, or not at all.
struct GpuOrder {
    std::optional<std::size_t> column;
    std::size_t rowsPerTick = 1;
    std::int64_t tickMicros = 0; ///< rows nearer in time than this belong to one tick
};

/// Decides it from the file's first rows. Among several id columns the one that really distinguishes the rows of a tick
/// is taken; without any, a constant number of rows per tick means as many GPUs, which goes into the log.
GpuOrder findGpuOrder(const CsvLayout& layout, const std::vector<SampleRow>& rows, const ReadOptions& options,
                      IssueLog& log);

} // namespace wattline
