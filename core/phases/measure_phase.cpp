// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/measure_phase.h"

#include "core/trace/integrate.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace wattline {

namespace {

std::size_t placeOf(const PowerSeries& series, double seconds)
{
    const auto& times = series.timeSeconds;
    return static_cast<std::size_t>(std::lower_bound(times.begin(), times.end(), seconds) - times.begin());
}

} // namespace

GoodSamples goodSamplesBetween(const PowerSeries& series, double beginSeconds, double endSeconds)
{
    const std::size_t begin = placeOf(series, beginSeconds);
    const std::size_t end =
        std::max(begin, placeOf(series, std::nextafter(endSeconds, std::numeric_limits<double>::infinity())));
    GoodSamples samples;
    samples.seconds.reserve(end - begin);
    samples.watts.reserve(end - begin);
    for (std::size_t i = begin; i < end; ++i) {
        if (std::isfinite(series.powerWatts[i])) {
            samples.seconds.push_back(series.timeSeconds[i]);
            samples.watts.push_back(series.powerWatts[i]);
        }
    }
    return samples;
}

PhaseMeter::PhaseMeter(const PowerSeries& series) : PhaseMeter(series, gapThresholdSeconds(series)) {}

void PhaseMeter::measure(Phase& phase) const
{
    const auto isNumber = [this](std::size_t i) { return std::isfinite(m_series.powerWatts[i]); };
    const std::size_t begin = placeOf(m_series, phase.beginSeconds);
    // A phase lasts until the first sample of the next one; the very last one until its own last sample.
    const std::size_t end = phase.endSeconds >= lastSeconds() ? m_series.size() : placeOf(m_series, phase.endSeconds);
    double sum = 0.0;
    std::size_t count = 0;
    double first = 0.0;
    double last = 0.0;
    for (std::size_t i = begin; i < end; ++i) {
        if (!isNumber(i))
            continue;
        last = m_series.powerWatts[i];
        first = count == 0 ? last : first;
        sum += last;
        ++count;
    }
    if (count > 2) {
        sum -= first + last;
        count -= 2;
    }
    phase.meanWatts = count > 0 ? sum / static_cast<double>(count) : std::numeric_limits<double>::quiet_NaN();
    phase.energyJoules = integrate(m_series, m_gapSeconds, phase.beginSeconds, phase.endSeconds).joules;
}

double PhaseMeter::sampleFrom(double seconds) const
{
    std::size_t i = placeOf(m_series, seconds);
    while (i < m_series.size() && !std::isfinite(m_series.powerWatts[i]))
        ++i;
    return i < m_series.size() ? m_series.timeSeconds[i] : std::nan("");
}

double PhaseMeter::sampleUpTo(double seconds) const
{
    std::size_t end = placeOf(m_series, std::nextafter(seconds, std::numeric_limits<double>::infinity()));
    while (end > 0 && !std::isfinite(m_series.powerWatts[end - 1]))
        --end;
    return end > 0 ? m_series.timeSeconds[end - 1] : std::nan("");
}

double PhaseMeter::nearestSampleSeconds(double seconds) const
{
    const double earlier = sampleUpTo(seconds);
    const double later = sampleFrom(seconds);
    if (std::isnan(earlier) || std::isnan(later))
        return std::isnan(earlier) ? later : earlier;
    return seconds - earlier < later - seconds ? earlier : later;
}

double PhaseMeter::firstSeconds() const
{
    return sampleFrom(-std::numeric_limits<double>::infinity());
}

double PhaseMeter::lastSeconds() const
{
    return sampleUpTo(std::numeric_limits<double>::infinity());
}

} // namespace wattline
