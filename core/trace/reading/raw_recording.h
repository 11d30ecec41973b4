// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/reading/csv_layout.h"
#include "core/trace/reading/gpu_rows.h"

#include <string>
#include <vector>

namespace wattline {

/// What the reader of one form hands on: the samples of each GPU in the order of the file, nothing sorted, spread,
/// split or marked yet.
struct RawRecording {
    TraceForm form = TraceForm::SmiCsv;
    PowerField field = PowerField::Draw;
    std::vector<GpuRows> gpus;           ///< never empty, each with at least one sample
    std::vector<SideColumn> sideColumns; ///< those kept
    std::size_t lines = 0;
    std::int64_t intervalMicros = 0; ///< for times that do not tell; 0 where none was given
    bool hasWallClock = false;       ///< times count from 1970
    bool hasClockOnly = false; ///< times are hours, minutes and seconds without a date, and begin anew at midnight
};

} // namespace wattline
