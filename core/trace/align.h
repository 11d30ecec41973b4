// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"
#include "core/trace/trace.h"

#include <optional>
#include <string>
#include <vector>

namespace wattline {

/// Where a series first rises to its peak level.
struct Rise {
    double seconds = 0.0; ///< on the series' clock, interpolated between two samples
    double lowWatts = 0.0;
    double highWatts = 0.0;
};

/// The first time that the power goes from its lower level to its upper one (splitLevels) and stays: the crossing of
/// their middle between three good samples in a row below it and three above it, so that single spikes are no rise.
/// Nothing for a series of one level, or one that never lies low before it lies high.
std::optional<Rise> firstRise(const PowerSeries& series);

/// The power that stands for a recording: of one GPU, or for an empty id the mean of its GPUs on the clock of the first
/// (sumOfSeries over their number). Error Data where there is no such GPU.
Result<PowerSeries> powerOf(const Trace& trace, const std::string& gpuId = {});

/// A series with the name that messages use.
struct NamedSeries {
    std::string name;
    PowerSeries power;
};

/// What becomes time zero.
enum class AlignAt {
    FirstRise, ///< firstRise() of each, at one level for all: the mean of their own
    Begin      ///< its first sample
};

struct AlignSettings {
    AlignAt alignAt = AlignAt::FirstRise;
    double stepSeconds = 0.0; ///< of the common grid; 0: the longest sampling interval of all
};

/// Several series on one grid with even steps, cut to what all of them have: time zero is what they are aligned at, and
/// what lies before it is kept as far as every series has it. NaN where a series has a gap.
struct AlignedSeries {
    double stepSeconds = 0.0;
    std::vector<double> timeSeconds;
    std::vector<std::vector<float>> watts; ///< one a series, each as long as timeSeconds
    std::vector<double> zeroSeconds;       ///< time zero of each on its own clock
};

/// Aligns one series or more; between samples the power is interpolated. Error Data where a series has no rise (naming
/// it, and that it can be aligned at its beginning), where fewer than two steps are common to all, or where the grid
/// would have more than 200 million points. Error Canceled where a stop was requested.
Result<AlignedSeries> align(const std::vector<NamedSeries>& series, const AlignSettings& settings = {},
                            const RunContext& context = {});

/// The first series minus the second, point by point; NaN where either has a gap. `first` and `second` count from 0.
PowerSeries differenceOf(const AlignedSeries& aligned, std::size_t first, std::size_t second);

} // namespace wattline
