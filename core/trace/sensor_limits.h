// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/refresh.h"
#include "core/trace/sensor_profile.h"

#include <optional>
#include <string>

namespace wattline {

/// What one recorded series can resolve: the table's word on the sensor beside what the series shows.
struct SensorLimits {
    SensorProfile profile;
    SensorRefresh measured;
    double intervalSeconds = 0.0; ///< of the log
    /// The shortest phase of which one value is sure to lie wholly inside: averaging window plus the longest of refresh
    /// and sampling interval. Where the window is not known it is taken as long as the refresh, the least it can
    /// sensibly be. NaN for fewer than two samples.
    double resolvableSeconds = 0.0;

    /// Seconds between two new values of the log: the longest of the measured (else the table's) refresh and the
    /// sampling interval.
    double newValueSeconds() const;
};

/// The same where the sampling interval of the series is known already, as SeriesSummary has it.
SensorLimits sensorLimitsOf(const GpuTrace& gpu, double intervalSeconds, std::optional<int> driver = {});
SensorLimits sensorLimitsOf(const GpuTrace& gpu);

/// The same limits where somebody knows better what sensor it is.
SensorLimits withProfile(SensorLimits limits, SensorProfile profile);

/// A phase of this length never shows its level: values that begin before it or end after it mix in its neighbours.
bool tooShortToResolve(const SensorLimits& limits, double phaseSeconds);

/// Which phases a sentence speaks of: below or above their neighbours.
enum class PhaseLevel { Valley, Peak };

/// "Valleys last 0.4 s but this sensor averages over 1 s: valley levels are too high." Nothing where phases of this
/// length are resolved.
std::optional<std::string> tooShortSentence(const SensorLimits& limits, PhaseLevel level, double phaseSeconds);

} // namespace wattline
