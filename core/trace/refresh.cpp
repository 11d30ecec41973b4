// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/refresh.h"

#include "core/base/statistics.h"
#include "core/trace/stretches.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace wattline {

namespace {

constexpr double LeastSamplesPerValue = 1.2;
constexpr double LongestRun = 3.0; ///< in medians
constexpr double SamplesForLattice = 3.0;

/// Runs of equal values between two changes.
struct ValueRuns {
    std::vector<double> seconds;
    std::vector<double> samples;
};

void addRuns(const PowerSeries& series, std::size_t begin, std::size_t end, ValueRuns& runs)
{
    float last = std::numeric_limits<float>::quiet_NaN();
    std::size_t runBegin = end; // none: the first run may have begun before the stretch, one after a gap within the gap
    for (std::size_t i = begin; i < end; ++i) {
        const float watts = series.powerWatts[i];
        if (watts == last)
            continue;
        const bool isChange = !std::isnan(watts) && !std::isnan(last);
        if (isChange && runBegin < end) {
            runs.seconds.push_back(series.timeSeconds[i] - series.timeSeconds[runBegin]);
            runs.samples.push_back(static_cast<double>(i - runBegin));
        }
        runBegin = isChange ? i : end;
        last = watts;
    }
}

/// Total length over total number of periods, each run being a whole number of them.
double latticePeriod(const std::vector<double>& seconds, double period)
{
    for (int round = 0; round < 3; ++round) {
        double total = 0.0;
        double periods = 0.0;
        for (const double length : seconds) {
            const double count = std::round(length / period);
            if (count < 1.0) // a run cut short by the jitter of the sensor says nothing of its period
                continue;
            total += length;
            periods += count;
        }
        period = total / periods;
    }
    return period;
}

} // namespace

SensorRefresh measureRefresh(const PowerSeries& series)
{
    ValueRuns runs;
    for (const auto& [begin, end] : sampledStretches(series.size()))
        addRuns(series, begin, end, runs);
    SensorRefresh refresh;
    if (runs.seconds.empty())
        return refresh;
    const double usualSeconds = median(runs.seconds);
    const double usualSamples = median(runs.samples);
    std::vector<double> kept;
    double samples = 0.0;
    for (std::size_t i = 0; i < runs.seconds.size(); ++i) {
        if (runs.samples[i] > LongestRun * usualSamples || runs.seconds[i] > LongestRun * 1.001 * usualSeconds)
            continue;
        kept.push_back(runs.seconds[i]);
        samples += runs.samples[i];
    }
    if (kept.empty() || !(usualSeconds > 0.0)) { // stamps too coarse to tell one run from another
        refresh.seconds = mean(runs.seconds);
        refresh.runs = runs.seconds.size();
        return refresh;
    }
    refresh.runs = kept.size();
    refresh.samplesPerValue = samples / static_cast<double>(kept.size());
    refresh.visible = refresh.isCertain() && refresh.samplesPerValue >= LeastSamplesPerValue;
    refresh.seconds = usualSeconds;
    if (refresh.visible)
        refresh.seconds = usualSamples >= SamplesForLattice ? latticePeriod(kept, usualSeconds) : mean(kept);
    return refresh;
}

} // namespace wattline
