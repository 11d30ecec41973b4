// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/power_series.h"

#include "core/base/median_of_stream.h"
#include "core/trace/integrate.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace wattline {

namespace {

constexpr double NotANumber = std::numeric_limits<double>::quiet_NaN();

/// The median of the times between samples; those of zero and less count only where `all` is asked for.
double medianStep(const PowerSeries& series, bool all)
{
    return medianOfStream([&](const auto& take) {
        for (std::size_t i = 1; i < series.size(); ++i) {
            if (const double step = series.timeSeconds[i] - series.timeSeconds[i - 1]; all || step > 0.0)
                take(step);
        }
    });
}

/// The median time between two changes of the value; 0 where it never changes.
double refreshSecondsOf(const PowerSeries& series)
{
    const double refresh = medianOfStream([&](const auto& take) {
        double runBegin = NotANumber;
        float last = std::numeric_limits<float>::quiet_NaN();
        for (std::size_t i = 0; i < series.size(); ++i) {
            const float watts = series.powerWatts[i];
            if (watts == last)
                continue;
            const bool changed = !std::isnan(watts) && !std::isnan(last);
            if (changed && !std::isnan(runBegin))
                take(series.timeSeconds[i] - runBegin);
            // The first run may have begun before the recording did, and one after a gap within the gap.
            runBegin = changed ? series.timeSeconds[i] : NotANumber;
            last = watts;
        }
    });
    return std::isnan(refresh) ? 0.0 : refresh;
}

/// Reads a series at growing times, interpolated between good samples.
class Interpolator {
public:
    explicit Interpolator(const PowerSeries& series) : m_series(series), m_gap(gapThresholdSeconds(series))
    {
        m_after = nextGood(0);
    }

    /// NaN within gaps and more than a gap's length outside the series.
    float at(double seconds)
    {
        while (m_after < m_series.size() && m_series.timeSeconds[m_after] <= seconds) {
            m_before = m_after;
            m_after = nextGood(m_after + 1);
        }
        const bool hasBefore = m_before < m_series.size();
        const bool hasAfter = m_after < m_series.size();
        if (hasBefore && hasAfter)
            return between(seconds);
        const std::size_t only = hasBefore ? m_before : m_after;
        if (only >= m_series.size() || std::abs(m_series.timeSeconds[only] - seconds) > m_gap)
            return std::numeric_limits<float>::quiet_NaN();
        return m_series.powerWatts[only];
    }

private:
    std::size_t nextGood(std::size_t from) const
    {
        while (from < m_series.size() && std::isnan(m_series.powerWatts[from]))
            ++from;
        return from;
    }
    float between(double seconds) const
    {
        const double begin = m_series.timeSeconds[m_before];
        const double width = m_series.timeSeconds[m_after] - begin;
        if (width > m_gap && seconds > begin)
            return std::numeric_limits<float>::quiet_NaN();
        const double weight = width > 0.0 ? (seconds - begin) / width : 0.0;
        return static_cast<float>((1.0 - weight) * m_series.powerWatts[m_before] +
                                  weight * m_series.powerWatts[m_after]);
    }

    const PowerSeries& m_series;
    double m_gap;
    std::size_t m_before = std::numeric_limits<std::size_t>::max();
    std::size_t m_after = 0;
};

} // namespace

double gapThresholdSeconds(const PowerSeries& series)
{
    const double step = medianStep(series, false);
    // Three steps exactly are no gap, whatever the rounding of the times.
    return std::isnan(step) ? 0.0 : 3.0 * (1.0 + 1e-6) * step;
}

CoveredEnergy integrate(const PowerSeries& series, double gapSeconds, double beginSeconds, double endSeconds)
{
    CoveredEnergy covered;
    const auto& times = series.timeSeconds;
    const auto start = std::upper_bound(times.begin(), times.end(), beginSeconds);
    auto at = static_cast<std::size_t>(start - times.begin());
    do { // back to the good sample before the beginning, where there is one
        at -= at > 0 ? 1 : 0;
    } while (at > 0 && std::isnan(series.powerWatts[at]));
    std::size_t last = times.size();
    for (; at < times.size(); ++at) {
        if (std::isnan(series.powerWatts[at]))
            continue;
        const std::size_t from = last;
        last = at;
        if (from == times.size() || times[at] - times[from] > gapSeconds)
            continue;
        const double width = times[at] - times[from];
        const double begin = std::max(times[from], beginSeconds);
        const double end = std::min(times[at], endSeconds);
        if (end > begin && width > 0.0) {
            const double slope = (static_cast<double>(series.powerWatts[at]) - series.powerWatts[from]) / width;
            const double middle = series.powerWatts[from] + slope * (0.5 * (begin + end) - times[from]);
            covered.joules += middle * (end - begin);
            covered.seconds += end - begin;
        }
        if (times[at] >= endSeconds)
            break;
    }
    return covered;
}

double samplingIntervalSeconds(const PowerSeries& series)
{
    if (series.size() < 2)
        return 0.0;
    const double middle = medianStep(series, true);
    // Stamps coarser than the sampling repeat, so that most steps are zero: the mean step is the honest figure then.
    const double duration = series.timeSeconds.back() - series.timeSeconds.front();
    return middle > 0.0 ? middle : duration / static_cast<double>(series.size() - 1);
}

std::vector<SeriesGap> findGaps(const PowerSeries& series)
{
    return findGaps(series, gapThresholdSeconds(series));
}

std::vector<SeriesGap> findGaps(const PowerSeries& series, double gapSeconds)
{
    std::vector<SeriesGap> gaps;
    double lastGood = NotANumber;
    for (std::size_t i = 0; i < series.size(); ++i) {
        if (std::isnan(series.powerWatts[i]))
            continue;
        if (series.timeSeconds[i] - lastGood > gapSeconds)
            gaps.push_back({lastGood, series.timeSeconds[i]});
        lastGood = series.timeSeconds[i];
    }
    return gaps;
}

SeriesSummary summarise(const PowerSeries& series)
{
    SeriesSummary summary;
    summary.samples = series.size();
    summary.meanWatts = summary.minWatts = summary.maxWatts = NotANumber;
    if (series.empty())
        return summary;
    float least = std::numeric_limits<float>::infinity();
    float most = -least;
    for (const float watts : series.powerWatts) {
        summary.missing += std::isnan(watts) ? 1 : 0;
        least = watts < least ? watts : least; // no comparison holds for what is no number
        most = watts > most ? watts : most;
    }
    if (summary.missing < summary.samples) {
        summary.minWatts = least;
        summary.maxWatts = most;
    }
    const double gapSeconds = gapThresholdSeconds(series);
    summary.intervalSeconds = samplingIntervalSeconds(series);
    summary.refreshSeconds = refreshSecondsOf(series);
    summary.durationSeconds = series.timeSeconds.back() - series.timeSeconds.front();
    const CoveredEnergy covered = integrate(series, gapSeconds, series.timeSeconds.front(), series.timeSeconds.back());
    summary.energyJoules = covered.joules;
    summary.meanWatts = covered.seconds > 0.0 ? covered.joules / covered.seconds : NotANumber;
    summary.coverage = summary.durationSeconds > 0.0 ? covered.seconds / summary.durationSeconds : 0.0;
    summary.gaps = findGaps(series, gapSeconds);
    return summary;
}

double energyJoules(const PowerSeries& series, double beginSeconds, double endSeconds)
{
    return integrate(series, gapThresholdSeconds(series), beginSeconds, endSeconds).joules;
}

double meanWatts(const PowerSeries& series, double beginSeconds, double endSeconds)
{
    const CoveredEnergy covered = integrate(series, gapThresholdSeconds(series), beginSeconds, endSeconds);
    return covered.seconds > 0.0 ? covered.joules / covered.seconds : NotANumber;
}

PowerSeries sumOfSeries(const std::vector<const PowerSeries*>& series)
{
    PowerSeries sum;
    if (series.empty())
        return sum;
    sum = *series.front();
    for (std::size_t other = 1; other < series.size(); ++other) {
        Interpolator reading(*series[other]);
        for (std::size_t i = 0; i < sum.size(); ++i)
            sum.powerWatts[i] += reading.at(sum.timeSeconds[i]);
    }
    return sum;
}

} // namespace wattline
