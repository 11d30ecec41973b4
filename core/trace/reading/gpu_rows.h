// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/reading/issue_log.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wattline {

/// A sample before which the time steps back, or ahead by more than a minute: there a recording may end.
struct TimeJump {
    std::size_t sample = 0;
    std::size_t line = 0;
};

/// The row of the file before a GPU's first.
struct RowBefore {
    std::size_t gpu = 0;
    std::size_t sample = 0;
};

/// The samples of one GPU in file order, before they become a PowerSeries.
struct GpuRows {
    static constexpr std::size_t MostJumps = 1000;
    static constexpr std::int64_t LongStepMicros = 60'000'000;

    std::string id;
    std::string name;
    std::optional<RowBefore> before;         ///< none where it is not known, as for the first GPU
    std::optional<double> powerLimitWatts;   ///< the last that was recorded
    std::optional<double> highestLimitWatts; ///< the highest that was recorded
    std::vector<std::int64_t> micros;
    std::vector<float> watts;
    std::vector<std::vector<float>> sides; ///< for each side column as many values as samples; none where not kept
    std::size_t stepsBack = 0;             ///< how often the time steps back
    std::vector<TimeJump> jumps;           ///< the first of them, MostJumps at most

    /// Takes one sample; a stamp that repeats goes into the log.
    void append(std::int64_t time, float power, std::size_t line, IssueLog& log)
    {
        if (!micros.empty()) {
            const std::int64_t step = time - micros.back();
            if (step <= 0 || step > LongStepMicros)
                noteStep(step, line, log);
        }
        micros.push_back(time);
        watts.push_back(power);
    }

private:
    void noteStep(std::int64_t step, std::size_t line, IssueLog& log);
};

} // namespace wattline
