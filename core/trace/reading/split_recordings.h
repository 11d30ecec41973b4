// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"
#include "core/trace/reading/gpu_rows.h"

#include <string>
#include <vector>

namespace wattline {

/// The rows of one recording of a file, in order of time.
struct RecordingRows {
    std::vector<GpuRows> gpus;
    std::size_t line = 0;      ///< on which it begins; 0 where that is not known or it is the first
    std::string whyApart;      ///< why it is no part of the one before, as the end of a sentence; empty for the first
    std::vector<Issue> issues; ///< times out of order
};

/// Divides a log to which others were appended: where the clock was set back or the log started over (stretches of one
/// GPU overlap in time), and where no GPU has samples for more than a minute and 20 sampling intervals. Stretches that
/// are merely out of order are sorted. A single stamp far from both its neighbours is left out. A log that would fall
/// into more than 100 pieces stays whole.
std::vector<RecordingRows> splitRecordings(std::vector<GpuRows> gpus, const RunContext& context);

} // namespace wattline
