// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/quality_findings.h"

#include "core/base/text.h"

#include <cmath>
#include <fmt/format.h>

namespace wattline {

namespace {

constexpr double MuchJitter = 0.25;    ///< of the interval; a few percent are normal
constexpr double GoodCoverage = 0.995; ///< below: Caution
constexpr double PoorCoverage = 0.95;  ///< below: Problem
constexpr double NoticedSaturation = 0.01;
constexpr double ManyFaults = 0.01; ///< of the samples
constexpr double CoarseStep = 0.01; ///< of the mean power
constexpr double LongWindowSeconds = 0.5;
constexpr double MuchSkew = 0.5; ///< of the interval

std::string seconds(double value)
{
    return value < 1.0 ? formatShort(1000.0 * value, 3) + " ms" : formatShort(value, 4) + " s";
}

std::string percent(double fraction)
{
    return formatShort(100.0 * fraction, 3) + " %";
}

QualityFinding refreshFinding(const GpuQuality& quality)
{
    const SensorRefresh& refresh = quality.sensor.measured;
    if (quality.stepWatts == 0.0)
        return {QualityAspect::Refresh, Severity::Problem,
                "The power never changes: how often the sensor gives a new value cannot be seen."};
    if (!refresh.isCertain())
        return {QualityAspect::Refresh, Severity::Caution,
                "The power changes too few times to tell how often the sensor gives a new value."};
    if (!refresh.visible)
        return {QualityAspect::Refresh, Severity::Note,
                fmt::format("Nearly every sample is a new value: the sensor is as fast as the log ({}) or faster.",
                            seconds(quality.intervalSeconds))};
    return {QualityAspect::Refresh, Severity::Note,
            fmt::format("The sensor gives a new value every {}; the log, every {}, holds each {} times on average, so "
                        "that a faster log would only repeat values.",
                        seconds(refresh.seconds), seconds(quality.intervalSeconds),
                        formatShort(refresh.samplesPerValue, 3))};
}

QualityFinding samplingFinding(const GpuQuality& quality, const SeriesSummary& summary)
{
    const bool isUneven = quality.jitter > MuchJitter || quality.duplicateStamps > 0;
    std::string message =
        fmt::format("{} samples, one every {}, 95 % of the steps within {} of that", formatCount(summary.samples),
                    seconds(quality.intervalSeconds), percent(quality.jitter));
    if (quality.duplicateStamps > 0)
        message += fmt::format("; {} have the stamp of the one before", formatCount(quality.duplicateStamps));
    return {QualityAspect::Sampling, isUneven ? Severity::Caution : Severity::Note, message + "."};
}

QualityFinding coverageFinding(const GpuQuality& quality, const SeriesSummary& summary)
{
    const Severity severity = quality.coverage >= GoodCoverage   ? Severity::Note
                              : quality.coverage >= PoorCoverage ? Severity::Caution
                                                                 : Severity::Problem;
    std::string message =
        fmt::format("{} of {} are covered", percent(quality.coverage), seconds(summary.durationSeconds));
    if (quality.gaps > 0)
        message +=
            fmt::format(", {} gap{} of {} in all, the longest {}", formatCount(quality.gaps),
                        quality.gaps == 1 ? "" : "s", seconds(quality.gapSeconds), seconds(quality.longestGapSeconds));
    if (summary.missing > 0)
        message += fmt::format(", {} of {} values missing", formatCount(summary.missing), formatCount(summary.samples));
    return {QualityAspect::Coverage, severity, message + "."};
}

QualityFinding saturationFinding(const GpuQuality& quality, double limitWatts)
{
    if (quality.saturatedShare == 0.0)
        return {QualityAspect::Saturation, Severity::Note,
                fmt::format("Never at the power limit of {} W.", formatShort(limitWatts))};
    const bool isNoticed = quality.saturatedShare > NoticedSaturation;
    return {QualityAspect::Saturation, isNoticed ? Severity::Caution : Severity::Note,
            fmt::format("{} of the time at the power limit of {} W{}.", percent(quality.saturatedShare),
                        formatShort(limitWatts), isNoticed ? ": there the limit sets the power, not the work" : "")};
}

QualityFinding faultFinding(const FaultCounts& faults, std::size_t samples)
{
    const bool areMany = static_cast<double>(faults.all()) > ManyFaults * static_cast<double>(samples);
    return {
        QualityAspect::Faults, areMany ? Severity::Problem : Severity::Caution,
        fmt::format("{} readings are sensor faults ({} negative, {} impossible, {} of a stuck sensor) and left out.",
                    formatCount(faults.all()), formatCount(faults.negative), formatCount(faults.impossible),
                    formatCount(faults.stuck))};
}

QualityFinding resolutionFinding(double stepWatts, double meanWatts)
{
    const bool isCoarse = stepWatts > CoarseStep * meanWatts;
    return {QualityAspect::Resolution, isCoarse ? Severity::Caution : Severity::Note,
            fmt::format("Values move in steps of {} W{}.", formatShort(stepWatts, 2),
                        isCoarse ? ", more than 1 % of the mean power" : "")};
}

QualityFinding sensorFinding(const SensorLimits& sensor)
{
    const bool isLong = sensor.profile.averagingSeconds > LongWindowSeconds; // false where unknown
    std::string message = sensor.profile.note;
    if (!std::isnan(sensor.resolvableSeconds))
        message += fmt::format(" Phases shorter than {} do not show their level{}.", seconds(sensor.resolvableSeconds),
                               std::isnan(sensor.profile.averagingSeconds) ? ", and longer ones may not" : "");
    return {QualityAspect::Sensor, isLong ? Severity::Caution : Severity::Note, message};
}

} // namespace

std::vector<QualityFinding> findingsOn(const GpuQuality& quality, const GpuTrace& gpu, const SeriesSummary& summary)
{
    std::vector<QualityFinding> findings;
    if (quality.faults.all() > 0)
        findings.push_back(faultFinding(quality.faults, summary.samples));
    if (summary.samples == summary.missing) {
        findings.push_back({QualityAspect::Coverage, Severity::Problem, "No sample is a number."});
        return findings;
    }
    findings.push_back(refreshFinding(quality));
    findings.push_back(samplingFinding(quality, summary));
    findings.push_back(coverageFinding(quality, summary));
    if (!std::isnan(quality.saturatedShare))
        findings.push_back(saturationFinding(quality, gpu.powerLimitWatts.value_or(0.0)));
    if (quality.stepWatts > 0.0)
        findings.push_back(resolutionFinding(quality.stepWatts, summary.meanWatts));
    findings.push_back(sensorFinding(quality.sensor));
    return findings;
}

QualityFinding clockFinding(const HostSkew& skew, double intervalSeconds)
{
    const bool isMuch = skew.medianSeconds > MuchSkew * intervalSeconds;
    return {QualityAspect::Clock, isMuch ? Severity::Caution : Severity::Note,
            fmt::format("The stamps of the GPUs lie {} apart within a tick, 99 % within {}{}.",
                        seconds(skew.medianSeconds), seconds(skew.worstSeconds),
                        isMuch ? ": sums over the GPUs rest on interpolation" : "")};
}

std::string nameOf(QualityAspect aspect)
{
    switch (aspect) {
    case QualityAspect::Refresh:
        return "refresh";
    case QualityAspect::Sampling:
        return "sampling";
    case QualityAspect::Coverage:
        return "coverage";
    case QualityAspect::Saturation:
        return "saturation";
    case QualityAspect::Faults:
        return "faults";
    case QualityAspect::Resolution:
        return "resolution";
    case QualityAspect::Sensor:
        return "sensor";
    case QualityAspect::Clock:
        return "clock";
    }
    return {};
}

std::string nameOf(Severity severity)
{
    switch (severity) {
    case Severity::Note:
        return "note";
    case Severity::Caution:
        return "caution";
    case Severity::Problem:
        return "problem";
    }
    return {};
}

} // namespace wattline
