// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/power_series.h"

namespace wattline {

/// Energy and the time that it covers.
struct CoveredEnergy {
    double joules = 0.0;
    double seconds = 0.0;
};

/// The time between good samples above which there is a gap: three times the median step, steps of zero left out.
double gapThresholdSeconds(const PowerSeries& series);

/// Stretches of more than `gapSeconds` between good samples.
std::vector<SeriesGap> findGaps(const PowerSeries& series, double gapSeconds);

/// The trapezoid rule between two times; pieces between good samples further apart than `gapSeconds` are left out.
/// Works in the time of the samples between the two, after a binary search.
CoveredEnergy integrate(const PowerSeries& series, double gapSeconds, double beginSeconds, double endSeconds);

} // namespace wattline
