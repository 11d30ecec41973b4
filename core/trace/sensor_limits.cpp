// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/sensor_limits.h"

#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace wattline {

double SensorLimits::newValueSeconds() const
{
    const double table = std::isnan(profile.refreshSeconds) ? 0.0 : profile.refreshSeconds;
    return std::max(measured.visible ? measured.seconds : table, intervalSeconds);
}

SensorLimits sensorLimitsOf(const GpuTrace& gpu)
{
    return sensorLimitsOf(gpu, samplingIntervalSeconds(gpu.power));
}

SensorLimits sensorLimitsOf(const GpuTrace& gpu, double intervalSeconds, std::optional<int> driver)
{
    SensorLimits limits;
    limits.measured = measureRefresh(gpu.power);
    limits.intervalSeconds = intervalSeconds;
    return withProfile(limits, sensorProfileOf(gpu.name, gpu.field, driver));
}

SensorLimits withProfile(SensorLimits limits, SensorProfile profile)
{
    limits.profile = std::move(profile);
    const double newValue = limits.newValueSeconds();
    const double window = std::isnan(limits.profile.averagingSeconds) ? newValue : limits.profile.averagingSeconds;
    limits.resolvableSeconds = newValue > 0.0 ? window + newValue : std::numeric_limits<double>::quiet_NaN();
    return limits;
}

bool tooShortToResolve(const SensorLimits& limits, double phaseSeconds)
{
    return phaseSeconds < limits.resolvableSeconds; // false where nothing is known
}

std::optional<std::string> tooShortSentence(const SensorLimits& limits, PhaseLevel level, double phaseSeconds)
{
    if (!tooShortToResolve(limits, phaseSeconds))
        return {};
    const bool isValley = level == PhaseLevel::Valley;
    const double window = limits.profile.averagingSeconds;
    const std::string cause =
        window >= limits.newValueSeconds()
            ? fmt::format("this sensor averages over {} s", formatShort(window, 3))
            : fmt::format("a new value comes only every {} s", formatShort(limits.newValueSeconds(), 3));
    return fmt::format("{} last {} s but {}: {} levels are too {}.", isValley ? "Valleys" : "Peaks",
                       formatShort(phaseSeconds, 3), cause, isValley ? "valley" : "peak", isValley ? "high" : "low");
}

} // namespace wattline
