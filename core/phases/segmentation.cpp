// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/segmentation.h"

#include "core/base/statistics.h"
#include "core/phases/assembly.h"
#include "core/phases/chief_regime.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wattline {

namespace {

constexpr std::size_t LeastSamples = 8;

Result<void> checkSettings(const SegmentationSettings& settings)
{
    const auto inRange = [](double value, double low, double high) { return value >= low && value <= high; };
    if (settings.smoothingSamples < 1 || settings.smoothingSamples > 99 || settings.smoothingSamples % 2 == 0)
        return Error{ErrorKind::Data, fmt::format("Smoothing over {} samples is not possible; give an odd number from "
                                                  "1 to 99.",
                                                  settings.smoothingSamples)};
    if (!inRange(settings.minimumContrast, 0.0, 1.0) || !inRange(settings.minimumSeparation, 0.0, 1e6) ||
        !inRange(settings.hysteresis, 0.0, 0.5) || !inRange(settings.minimumDwellSeconds, 0.0, 1e9) ||
        !inRange(settings.maximumPeriodSpread, 0.0, 10.0) || settings.minimumCycles < 1)
        return Error{ErrorKind::Data, "A setting of the phase detector is out of its range (contrast 0 to 1, "
                                      "hysteresis 0 to 0.5, the others not below 0, at least one cycle)."};
    if (settings.knownPeriodSeconds && !(*settings.knownPeriodSeconds > 0.0))
        return Error{ErrorKind::Data, "A known period must be longer than 0 s."};
    if (settings.knownEpochs && *settings.knownEpochs == 0)
        return Error{ErrorKind::Data, "A known number of epochs must be at least 1."};
    return {};
}

GoodSamples goodSamplesOf(const PowerSeries& series, const RunContext& context)
{
    constexpr std::size_t RowsBetweenLooks = 100'000;
    GoodSamples samples;
    samples.seconds.reserve(series.size());
    samples.watts.reserve(series.size());
    for (std::size_t i = 0; i < series.size(); ++i) {
        if (i % RowsBetweenLooks == 0 && context.stopRequested())
            break;
        if (std::isfinite(series.powerWatts[i])) {
            samples.seconds.push_back(series.timeSeconds[i]);
            samples.watts.push_back(series.powerWatts[i]);
        }
    }
    return samples;
}

/// The other regimes that hold epochs, in a sentence.
std::string otherRegimes(const Segmentation& result, std::size_t chief)
{
    std::string text;
    for (std::size_t r = 0; r < result.regimes.size(); ++r) {
        const Regime& regime = result.regimes[r];
        if (r != chief && regime.periodSeconds)
            text += fmt::format("{}{} epochs of {:.3g} s from {:.0f} s on", text.empty() ? " Further regimes: " : "; ",
                                regime.epochs, *regime.periodSeconds, regime.beginSeconds);
    }
    return text.empty() ? text : text + ".";
}

/// A known count or period that the result contradicts lowers the confidence and is said.
void crossCheck(Segmentation& result, const SegmentationSettings& settings)
{
    double periodSeconds = 0.0;
    double longest = 0.0;
    for (const Regime& regime : result.regimes) {
        if (regime.periodSeconds && regime.endSeconds - regime.beginSeconds > longest) {
            longest = regime.endSeconds - regime.beginSeconds;
            periodSeconds = *regime.periodSeconds;
        }
    }
    if (settings.knownEpochs && *settings.knownEpochs != result.epochs) {
        const auto known = static_cast<double>(*settings.knownEpochs);
        const auto found = static_cast<double>(result.epochs);
        result.confidence *= std::min(known, found) / std::max(known, found);
        result.reason += fmt::format(" {} epochs were found where {} are known.", result.epochs, *settings.knownEpochs);
    }
    if (settings.knownPeriodSeconds && periodSeconds > 0.0) {
        const double ratio = periodSeconds / *settings.knownPeriodSeconds;
        if (std::abs(ratio - 1.0) > settings.maximumPeriodSpread) {
            result.confidence *= std::min(ratio, 1.0 / ratio);
            result.reason += fmt::format(" The period is {:.3g} s where {:.3g} s is known.", periodSeconds,
                                         *settings.knownPeriodSeconds);
        }
    }
}

Result<Segmentation> readAs(const PowerSeries& series, const GoodSamples& samples, const SegmentationSettings& settings,
                            const RunContext& context)
{
    const std::vector<RegimeFinding> found = findRegimes(samples, settings, context);
    if (found.empty())
        return canceledError();
    Segmentation result = assembled(series, samples, found, context);
    if (context.stopRequested())
        return canceledError();
    const std::size_t place = describingRegimeOf(result.regimes);
    const RegimeFinding& chief = found[place];
    result.shape = chief.wave.shape;
    result.polarity = chief.wave.polarity;
    result.reason = chief.wave.reason + otherRegimes(result, place);
    result.confidence = chief.wave.confidence;
    tellStepsWithoutWave(result);
    return result;
}

/// By how many epochs a reading misses the known number.
double missingEpochs(const Segmentation& read, const SegmentationSettings& settings)
{
    return std::abs(static_cast<double>(read.epochs) - static_cast<double>(*settings.knownEpochs));
}

/// The period to look for where a known number of epochs is missed by more than one and a twentieth.
std::optional<double> periodOfKnownEpochs(const GoodSamples& samples, const Segmentation& read,
                                          const SegmentationSettings& settings)
{
    if (!settings.knownEpochs || settings.knownPeriodSeconds)
        return std::nullopt;
    const auto known = static_cast<double>(*settings.knownEpochs);
    if (missingEpochs(read, settings) <= 1.0 + 0.05 * known)
        return std::nullopt;
    const double seconds = samples.seconds.back() - samples.seconds.front();
    return seconds > 0.0 ? std::optional(seconds / known) : std::nullopt;
}

} // namespace

std::optional<std::pair<double, double>> searchedPeriods(const PowerSeries& series,
                                                         const SegmentationSettings& settings)
{
    constexpr std::size_t ShortestPeriodSamples = 6;
    constexpr std::size_t Enough = 1000; // steps that tell the sampling interval
    if (series.size() < LeastSamples)
        return std::nullopt;
    const std::vector<double>& times = series.timeSeconds;
    std::vector<double> steps;
    for (std::size_t i = 1; i < times.size(); i += 1 + times.size() / Enough)
        steps.push_back(times[i] - times[i - 1]);
    const double least = std::max(ShortestPeriodSamples * median(std::move(steps)), 2.0 * settings.minimumDwellSeconds);
    const double most = (times.back() - times.front()) / static_cast<double>(settings.minimumCycles);
    return least < most ? std::optional(std::pair(least, most)) : std::nullopt;
}

Result<Segmentation> segment(const PowerSeries& series, const SegmentationSettings& settings, const RunContext& context)
{
    if (Result<void> checked = checkSettings(settings); !checked)
        return checked.error();
    const GoodSamples samples = goodSamplesOf(series, context);
    if (context.stopRequested())
        return canceledError();
    if (samples.watts.size() < LeastSamples)
        return Error{ErrorKind::Data, fmt::format("Only {} samples are numbers; at least {} are needed to look for "
                                                  "phases.",
                                                  samples.watts.size(), LeastSamples)};
    Result<Segmentation> read = readAs(series, samples, settings, context);
    if (!read)
        return read;
    if (const std::optional<double> period = periodOfKnownEpochs(samples, *read, settings)) {
        SegmentationSettings hinted = settings;
        hinted.knownPeriodSeconds = period;
        Result<Segmentation> other = readAs(series, samples, hinted, context);
        if (!other)
            return other;
        if (missingEpochs(*other, settings) < missingEpochs(*read, settings)) {
            other->reason += " Read so because of the known number of epochs.";
            read = std::move(other);
        }
    }
    crossCheck(*read, settings);
    return read;
}

} // namespace wattline
