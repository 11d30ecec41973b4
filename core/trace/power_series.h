// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace wattline {

/// Board power of one GPU over time. Both vectors have one element a sample; times are seconds from the first sample of
/// the recording (of any of its GPUs, so that the GPUs of a host share a clock) and never decrease; a value that was no
/// number is NaN and means a gap, never zero.
struct PowerSeries {
    std::vector<double> timeSeconds;
    std::vector<float> powerWatts;

    std::size_t size() const { return timeSeconds.size(); }
    bool empty() const { return timeSeconds.empty(); }
};

/// A stretch without samples: longer than three sampling intervals, or samples that are not numbers.
struct SeriesGap {
    double beginSeconds = 0.0; ///< the last good sample before
    double endSeconds = 0.0;   ///< the first good sample after
};

/// What a series holds, in numbers. Powers and energy come from the unsmoothed samples; energy is the trapezoid rule on
/// the real times over the covered part only, gaps left out, and coverage (0 to 1) says how much that is.
struct SeriesSummary {
    std::size_t samples = 0;
    std::size_t missing = 0;      ///< samples that are not numbers
    double intervalSeconds = 0.0; ///< the median time between samples; 0 for fewer than two
    double refreshSeconds = 0.0;  ///< how often the sensor gives a new value, as measureRefresh() has it; 0
                                  ///< where the value never changes
    double durationSeconds = 0.0;
    double meanWatts = 0.0; ///< time-weighted over the covered part; NaN where nothing is covered
    double minWatts = 0.0;  ///< NaN where no sample is a number
    double maxWatts = 0.0;
    double energyJoules = 0.0;
    double coverage = 0.0;
    std::vector<SeriesGap> gaps;
};

SeriesSummary summarise(const PowerSeries& series);

/// The median time between successive samples, in seconds; 0 for fewer than two samples.
double samplingIntervalSeconds(const PowerSeries& series);

/// Stretches of more than three sampling intervals between good samples.
std::vector<SeriesGap> findGaps(const PowerSeries& series);

/// Energy between two times in joules: trapezoid rule on the real times, the power at the two ends interpolated, gaps
/// (findGaps) left out. Each call walks the whole series for the length of a gap; for many stretches of one series take
/// gapThresholdSeconds() once and integrate() (core/trace/integrate.h).
double energyJoules(const PowerSeries& series, double beginSeconds, double endSeconds);

/// Mean power between two times, weighted by time over the covered part; NaN where nothing is covered. Costs
/// as much as energyJoules().
double meanWatts(const PowerSeries& series, double beginSeconds, double endSeconds);

/// The sum over the GPUs of a host on a common clock: the stamps of the first series, the others interpolated between
/// their samples; NaN where any of them has a gap.
PowerSeries sumOfSeries(const std::vector<const PowerSeries*>& series);

} // namespace wattline
