// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/lanes.h"
#include "core/report/time_axis.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

namespace wattline::ui {

/// What is selected, on every page at once. An absent member means nothing of that kind.
struct Selection {
    std::optional<std::size_t> recording;
    std::optional<std::size_t> gpu;                 ///< of the recording
    std::optional<std::size_t> phase;               ///< of that GPU's segmentation
    std::optional<std::pair<double, double>> range; ///< seconds of the recording
    std::optional<std::size_t> annotation;          ///< of the recording's notes
    std::optional<std::size_t> datasetRow;
    std::string feature; ///< column name
    std::string method;  ///< id of a line of the comparison

    bool operator==(const Selection&) const = default;
};

/// The two places of the selected recording that are compared, in seconds.
struct TimeCursors {
    double aSeconds = 0.0;
    double bSeconds = 0.0;

    bool operator==(const TimeCursors&) const = default;
};

/// How recordings are shown over time; menu and page share it.
struct TraceView {
    LaneChoice lanes; ///< pinned, soloed and hidden are of the selected recording
    TimeTicks ticks = TimeTicks::Elapsed;
    int smoothingSamples = 1;

    bool operator==(const TraceView&) const = default;
};

} // namespace wattline::ui
