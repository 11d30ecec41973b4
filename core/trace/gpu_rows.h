// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"
#include "core/trace/issue_log.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace wattline {

/// The samples of one GPU in file order, before they become a PowerSeries.
struct GpuRows {
    std::string id;
    std::string name;
    std::optional<double> powerLimitWatts;
    std::vector<std::int64_t> micros;
    std::vector<float> watts;
    std::vector<std::vector<float>> sides; ///< for each side column as many values as samples; none where not kept
    std::size_t firstStepBackLine = 0; ///< 0: the time never steps back
    std::int64_t firstStepBackMicros = 0;

    /// Takes one sample; a stamp that repeats goes into the log.
    void append(std::int64_t time, float power, std::size_t line, IssueLog& log);
};

/// Turns the rows of all GPUs into series on one clock that begins with the earliest sample. Where a GPU's time steps
/// back, rows or whole stretches out of order are sorted by time (those of one stamp keep their order); stretches that
/// overlap mean that the clock was set back, and each is moved behind the one before. Both go into the log. Returns
/// the earliest time; gpus must not be empty. Once a stop is requested the series may be anything.
std::int64_t makeSeries(std::vector<GpuRows>& gpus, std::vector<GpuTrace>& traces, IssueLog& log,
                        const RunContext& context);

} // namespace wattline
