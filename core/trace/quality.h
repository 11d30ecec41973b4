// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"
#include "core/trace/sensor_limits.h"
#include "core/trace/trace.h"

#include <optional>
#include <string>
#include <vector>

namespace wattline {

/// What a finding is about.
enum class QualityAspect {
    Refresh,    ///< how often the sensor gives a new value, and whether the log only repeats it
    Sampling,   ///< interval and jitter of the log, stamps that repeat
    Coverage,   ///< gaps and missing values
    Saturation, ///< time spent at the power limit
    Faults,     ///< readings that the sensor cannot have meant
    Resolution, ///< step of the values
    Sensor,     ///< what the board's sensor can say
    Clock       ///< stamps of the GPUs of a host against each other
};

/// How much a finding matters to the numbers.
enum class Severity {
    Note,    ///< good to know
    Caution, ///< the numbers stand, with care
    Problem  ///< numbers drawn from this are doubtful
};

/// One sentence on the quality of a recording.
struct QualityFinding {
    QualityAspect aspect = QualityAspect::Sampling;
    Severity severity = Severity::Note;
    std::string message;
};

/// How many samples are sensor faults, by kind.
struct FaultCounts {
    std::size_t negative = 0;
    std::size_t impossible = 0;
    std::size_t stuck = 0;

    std::size_t all() const { return negative + impossible + stuck; }
};

/// The quality of one GPU's series in numbers and in sentences.
struct GpuQuality {
    double intervalSeconds = 0.0;    ///< median time between samples; 0 for fewer than two
    double interval95Seconds = 0.0;  ///< 95th percentile of that time
    double jitter = 0.0;             ///< 95 % of the steps are this near to the median step, as a fraction of it
    std::size_t duplicateStamps = 0; ///< samples with the stamp of the one before
    std::size_t repeatedValues = 0;  ///< samples with the value of the one before
    std::size_t gaps = 0;
    double gapSeconds = 0.0; ///< the time in gaps
    double longestGapSeconds = 0.0;
    double coverage = 0.0;       ///< as SeriesSummary
    double saturatedShare = 0.0; ///< of the covered time within 1 % of the power limit or above; NaN without a limit
    double stepWatts = 0.0;      ///< smallest difference between two different values; 0 where there is none
    FaultCounts faults;
    SensorLimits sensor; ///< measured refresh and the table's profile
    std::vector<QualityFinding> findings;
};

/// How far apart the stamps of a host's GPUs lie within a tick: the latest minus the earliest of the samples with the
/// same place in each series or, where the GPUs do not all have as many samples, of those nearest to each of the first.
struct HostSkew {
    double medianSeconds = 0.0;
    double worstSeconds = 0.0; ///< 99th percentile: now and then a sample is missing
};

/// The quality of a recording.
struct TraceQuality {
    std::vector<GpuQuality> gpus;        ///< one for each of Trace::gpus, in its order
    std::optional<HostSkew> skew;        ///< where there are several GPUs
    std::optional<QualityFinding> clock; ///< what that means
};

/// Looks at the quality of one GPU's recording; `summary` is summarise() of its series. Walks the series once and
/// copies none of it: order statistics rest on no more than a million samples. Error Canceled where a stop was
/// requested.
Result<GpuQuality> qualityOf(const GpuTrace& gpu, const SeriesSummary& summary, const RunContext& context = {});

/// The same for all GPUs of a recording, and their clocks against each other; `summaries` has one for each GPU. Error
/// Canceled where a stop was requested.
Result<TraceQuality> qualityOf(const Trace& trace, const std::vector<SeriesSummary>& summaries,
                               const RunContext& context = {});

/// The skew of series that share a clock; nothing for fewer than two that have samples. Looks at no more than 65,536
/// ticks.
std::optional<HostSkew> skewOf(const std::vector<const PowerSeries*>& series);

/// The names that JSON and the window use.
std::string nameOf(QualityAspect aspect);
std::string nameOf(Severity severity);

} // namespace wattline
