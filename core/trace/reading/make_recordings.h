// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/trace/reading/raw_recording.h"

#include <vector>

namespace wattline {

/// Makes the recordings of a file from its rows; path, encoding and bytes are left to the caller. Each recording has a
/// clock of its own that begins with its earliest sample.
///
/// Where a GPU's time steps back, rows or whole stretches out of order are sorted by time (those of one stamp keep
/// their order); stretches that overlap mean that the clock was set back or the log started over: a new recording
/// begins there. So it does after a gap in which no GPU has samples for more than a minute and for many sampling
/// intervals. Samples of one stamp are spread evenly over their tick. Sensor faults are marked. All of it goes into the
/// log of the recording that it concerns. Error Canceled.
Result<std::vector<Trace>> makeRecordings(RawRecording raw, const RunContext& context);

} // namespace wattline
