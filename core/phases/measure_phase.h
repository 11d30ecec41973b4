// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/find_wave.h"

namespace wattline {

/// The samples of a series that are numbers, from one time to another, both included.
GoodSamples goodSamplesBetween(const PowerSeries& series, double beginSeconds, double endSeconds);

/// Takes mean and energy of phases from the samples of one series. The detector and whoever edits phases by hand
/// measure with it, so that their numbers are the same. It looks at the samples of a phase alone, after a binary
/// search. The series must outlive it.
class PhaseMeter {
public:
    explicit PhaseMeter(const PowerSeries& series);
    /// With the gap threshold (gapThresholdSeconds) where it is known, for that takes a walk over the whole series.
    PhaseMeter(const PowerSeries& series, double gapSeconds) : m_series(series), m_gapSeconds(gapSeconds) {}

    /// Sets mean power and energy from begin and end. The mean leaves out the first and the last sample, which lie on
    /// the edges, where there are more than two; NaN where no sample is a number.
    void measure(Phase& phase) const;

    /// Of the samples that are numbers, the time of the one nearest to a time, the first one from it on, and the last
    /// one up to it; NaN where there is none.
    double nearestSampleSeconds(double seconds) const;
    double sampleFrom(double seconds) const;
    double sampleUpTo(double seconds) const;
    /// The times of the first and the last sample that are numbers; NaN where there are none.
    double firstSeconds() const;
    double lastSeconds() const;

    const PowerSeries& series() const { return m_series; }
    /// The time without samples above which there is a gap.
    double gapSeconds() const { return m_gapSeconds; }

private:
    const PowerSeries& m_series;
    double m_gapSeconds;
};

} // namespace wattline
