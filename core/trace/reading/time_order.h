// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"
#include "core/trace/reading/gpu_rows.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace wattline {

/// Samples [begin, end) within which the time does not step back.
struct Stretch {
    std::size_t begin = 0;
    std::size_t end = 0;
};

std::vector<Stretch> stretchesOf(const std::vector<std::int64_t>& micros);

/// The median of the steps ahead, in microseconds; 0 where there is none.
std::int64_t medianStepMicros(const std::vector<std::int64_t>& micros);

/// The first samples of the stretches with which a recording begins anew, because the clock was set back or the log
/// started over: stretches that overlap in time, which one GPU cannot have recorded. Empty where the stretches merely
/// are out of order, or so many that no log was started over that often.
std::vector<std::size_t> freshStarts(const std::vector<std::int64_t>& micros);

/// Puts the samples in order of time; those of one stamp keep their order. Once a stop is requested the order may be
/// anything.
void sortByTime(GpuRows& rows, const RunContext& context);

/// The samples [begin, end) of some rows, with their names and limits; `rows` loses them where they are all.
GpuRows slice(GpuRows& rows, std::size_t begin, std::size_t end);

/// Leaves one sample out.
void removeSample(GpuRows& rows, std::size_t sample);

/// Spreads samples of one stamp evenly over their tick, as a logger writes them that samples faster than its clock
/// shows: up to the next stamp, but no farther than their number is worth where the next is far. The times must not
/// step back.
void spreadOverTicks(std::vector<std::int64_t>& micros);

/// Times without a date begin anew at midnight: a step back by more than half a day adds a day to all that follows. A
/// GPU that comes later begins on the day that brings it nearest to the row before.
void addDays(std::vector<GpuRows>& gpus);

} // namespace wattline
