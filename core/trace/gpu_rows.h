// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    bool ordered = true;

    /// Takes one sample; a stamp that repeats or steps back goes into the log.
    void append(std::int64_t time, float power, std::size_t line, IssueLog& log);
};

/// Turns the rows of all GPUs into series on one clock that begins with the earliest sample; rows out of order are
/// sorted by time, those of one stamp keeping their order. Returns the earliest time; gpus must not be empty.
std::int64_t makeSeries(std::vector<GpuRows>& gpus, std::vector<GpuTrace>& traces);

} // namespace wattline
