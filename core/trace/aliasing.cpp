// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/aliasing.h"

#include "core/base/text.h"
#include "core/trace/align.h"
#include "core/trace/integrate.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wattline {

namespace {

constexpr double IntervalsPerWindow = 100.0;
constexpr double LeastIntervalsPerWindow = 10.0;
constexpr double WantedWindows = 5.0;
constexpr double LeastWindows = 2.0;
constexpr double LeastCoverage = 0.9;
constexpr double RepeatsFrom = 1.5; ///< samples per value
constexpr int Beginnings = 8;

std::string percent(double fraction)
{
    return formatShort(100.0 * fraction, 3) + " %";
}

std::string seconds(double value)
{
    return formatShort(value, 4) + " s";
}

/// The stretch that both logs share, on the fast log's clock.
struct SharedStretch {
    double beginSeconds = 0.0;
    double endSeconds = 0.0;
};

Result<void> checkIntervals(const AliasingCheck& check, const AliasingSettings& settings)
{
    if (!(check.fastIntervalSeconds > 0.0) || !(check.slowIntervalSeconds > 0.0))
        return Error{ErrorKind::Data, "A log of fewer than two samples, or without times, has no sampling interval."};
    if (check.slowIntervalSeconds <= check.fastIntervalSeconds)
        return Error{ErrorKind::Data,
                     fmt::format("The slow log ({}) is not slower than the fast one ({}).",
                                 seconds(check.slowIntervalSeconds), seconds(check.fastIntervalSeconds))};
    if (settings.windowSeconds < 0.0 || !(settings.mostMeanDifference > 0.0) || !(settings.mostDifference > 0.0))
        return Error{ErrorKind::Data, "Window and limits of the aliasing check must be positive."};
    if (settings.windowSeconds > 0.0 && settings.windowSeconds < check.slowIntervalSeconds)
        return Error{ErrorKind::Data, fmt::format("A window of {} is shorter than the slow log's interval of {}.",
                                                  seconds(settings.windowSeconds), seconds(check.slowIntervalSeconds))};
    return {};
}

double windowOf(const AliasingCheck& check, double sharedSeconds, double windowSeconds)
{
    if (windowSeconds > 0.0)
        return windowSeconds;
    const double window = std::min(IntervalsPerWindow * check.slowIntervalSeconds, sharedSeconds / WantedWindows);
    return std::max(window, LeastIntervalsPerWindow * check.slowIntervalSeconds);
}

/// Windows that could not be compared.
struct SkippedWindows {
    std::size_t ofGaps = 0;
    std::size_t ofNoPower = 0;
};

/// Compares window by window; nothing where a stop was requested.
std::optional<SkippedWindows> compareWindows(const PowerSeries& fast, const PowerSeries& slow, double slowLeadSeconds,
                                             const SharedStretch& shared, AliasingCheck& check,
                                             const RunContext& context)
{
    const double fastGap = gapThresholdSeconds(fast);
    const double slowGap = gapThresholdSeconds(slow);
    SkippedWindows skipped;
    double fastJoules = 0.0;
    double slowJoules = 0.0;
    double sum = 0.0;
    const double most = std::floor((shared.endSeconds - shared.beginSeconds) / check.windowSeconds * (1.0 + 1e-9));
    for (double window = 0.0; window < most; ++window) {
        if (context.stopRequested())
            return std::nullopt;
        const double begin = shared.beginSeconds + window * check.windowSeconds;
        const double end = begin + check.windowSeconds;
        const CoveredEnergy ofFast = integrate(fast, fastGap, begin, end);
        const CoveredEnergy ofSlow = integrate(slow, slowGap, begin - slowLeadSeconds, end - slowLeadSeconds);
        const double covered = std::min(ofFast.seconds, ofSlow.seconds);
        const bool isCovered = covered >= LeastCoverage * check.windowSeconds;
        if (!isCovered || !(ofFast.joules > 0.0)) {
            ++(isCovered ? skipped.ofNoPower : skipped.ofGaps);
            continue;
        }
        const double slowMean = ofSlow.joules / ofSlow.seconds;
        const double fastMean = ofFast.joules / ofFast.seconds;
        const double difference = std::abs(slowMean / fastMean - 1.0);
        ++check.windows;
        sum += difference;
        fastJoules += fastMean * check.windowSeconds;
        slowJoules += slowMean * check.windowSeconds;
        if (difference > check.largestDifference) {
            check.largestDifference = difference;
            check.largestAtSeconds = begin;
        }
    }
    check.meanDifference = sum / static_cast<double>(check.windows);
    check.energyDifference = slowJoules / fastJoules - 1.0;
    return skipped;
}

void decide(AliasingCheck& check, const AliasingSettings& settings)
{
    const bool agrees = check.meanDifference < settings.mostMeanDifference &&
                        check.largestDifference < settings.mostDifference &&
                        std::abs(check.energyDifference) < settings.mostMeanDifference;
    check.verdict = agrees ? AliasingVerdict::SlowIsEnough : AliasingVerdict::SlowIsTooSlow;
    check.reason = fmt::format("A sample every {} {}: against one every {}, means over {} windows of {} differ by {} "
                               "on average and {} at most (allowed: {} and {}), the energy by {}.",
                               seconds(check.slowIntervalSeconds), agrees ? "is enough" : "is too slow",
                               seconds(check.fastIntervalSeconds), formatCount(check.windows),
                               seconds(check.windowSeconds), percent(check.meanDifference),
                               percent(check.largestDifference), percent(settings.mostMeanDifference),
                               percent(settings.mostDifference), percent(check.energyDifference));
    check.fastRepeats = check.refresh.visible && check.refresh.samplesPerValue >= RepeatsFrom;
    if (check.fastRepeats)
        check.reason += fmt::format(" The sensor gives a new value every {}, so the fast log only repeats each about "
                                    "{} times; what the board does between two values no log can tell.",
                                    seconds(check.refresh.seconds), formatShort(check.refresh.samplesPerValue, 2));
}

Error tooFewWindows(const AliasingCheck& check, double sharedSeconds, const SkippedWindows& skipped)
{
    const std::size_t all = check.windows + skipped.ofGaps + skipped.ofNoPower;
    const std::string windows = fmt::format("{} windows of {}", formatCount(all), seconds(check.windowSeconds));
    std::string message = fmt::format("The two logs share {}, too little for two windows of {} that both cover.",
                                      seconds(std::max(0.0, sharedSeconds)), seconds(check.windowSeconds));
    if (static_cast<double>(all) >= LeastWindows && skipped.ofNoPower >= skipped.ofGaps)
        message = fmt::format("In {} of the {} the power is zero: fewer than two are left in which a difference "
                              "could be a share of it.",
                              formatCount(skipped.ofNoPower), windows);
    else if (static_cast<double>(all) >= LeastWindows)
        message = fmt::format("Of the {} gaps leave fewer than two covered windows.", windows);
    return {ErrorKind::Data, message};
}

Result<AliasingCheck> compare(const PowerSeries& fast, const PowerSeries& slow, double slowLeadSeconds,
                              const AliasingSettings& settings, const SensorRefresh& refresh, const RunContext& context)
{
    AliasingCheck check;
    check.refresh = refresh;
    check.fastIntervalSeconds = samplingIntervalSeconds(fast);
    check.slowIntervalSeconds = samplingIntervalSeconds(slow);
    if (const Result<void> fine = checkIntervals(check, settings); !fine)
        return fine.error();
    const SharedStretch shared{std::max(fast.timeSeconds.front(), slow.timeSeconds.front() + slowLeadSeconds),
                               std::min(fast.timeSeconds.back(), slow.timeSeconds.back() + slowLeadSeconds)};
    const double sharedSeconds = shared.endSeconds - shared.beginSeconds;
    check.windowSeconds = windowOf(check, sharedSeconds, settings.windowSeconds);
    const std::optional<SkippedWindows> skipped = compareWindows(fast, slow, slowLeadSeconds, shared, check, context);
    if (!skipped)
        return canceledError();
    if (static_cast<double>(check.windows) < LeastWindows)
        return tooFewWindows(check, sharedSeconds, *skipped);
    decide(check, settings);
    return check;
}

} // namespace

SlowLead slowLeadOf(const ClockedSeries& fast, const ClockedSeries& slow)
{
    if (fast.power.empty() || slow.power.empty())
        return {};
    if (fast.startUnixSeconds && slow.startUnixSeconds) {
        const double lead = *slow.startUnixSeconds - *fast.startUnixSeconds;
        const double shared = std::min(fast.power.timeSeconds.back(), slow.power.timeSeconds.back() + lead) -
                              std::max(fast.power.timeSeconds.front(), slow.power.timeSeconds.front() + lead);
        const double shorter = std::min(fast.power.timeSeconds.back() - fast.power.timeSeconds.front(),
                                        slow.power.timeSeconds.back() - slow.power.timeSeconds.front());
        if (shared > 0.5 * shorter)
            return {lead, LeadFrom::WallClock};
    }
    const std::optional<Rise> fastRise = firstRise(fast.power);
    const std::optional<Rise> slowRise = firstRise(slow.power);
    if (fastRise && slowRise)
        return {fastRise->seconds - slowRise->seconds, LeadFrom::FirstRise};
    return {fast.power.timeSeconds.front() - slow.power.timeSeconds.front(), LeadFrom::Begin};
}

Result<AliasingCheck> checkAliasing(const PowerSeries& fast, const PowerSeries& slow, double slowLeadSeconds,
                                    const AliasingSettings& settings, const RunContext& context)
{
    return compare(fast, slow, slowLeadSeconds, settings, measureRefresh(fast), context);
}

Result<AliasingCheck> checkThinned(const PowerSeries& fast, double intervalSeconds, const AliasingSettings& settings,
                                   const RunContext& context)
{
    if (!(intervalSeconds > 0.0))
        return Error{ErrorKind::Data, "The interval of the slower log must be positive."};
    const SensorRefresh refresh = measureRefresh(fast);
    std::optional<AliasingCheck> worst;
    for (int beginning = 0; beginning < Beginnings; ++beginning) {
        const PowerSeries slow = thinned(fast, intervalSeconds, intervalSeconds * beginning / Beginnings);
        Result<AliasingCheck> check = compare(fast, slow, 0.0, settings, refresh, context);
        if (!check)
            return check.error();
        if (!worst || check->largestDifference > worst->largestDifference)
            worst = std::move(*check);
    }
    return std::move(*worst);
}

PowerSeries thinned(const PowerSeries& series, double intervalSeconds, double offsetSeconds)
{
    PowerSeries thin;
    double tick = series.empty() ? 0.0 : series.timeSeconds.front() + offsetSeconds;
    for (std::size_t i = 0; i < series.size(); ++i) {
        // Stamps carry rounding: one that lies on the tick counts as reached.
        if (series.timeSeconds[i] < tick - 1e-6 * intervalSeconds)
            continue;
        thin.timeSeconds.push_back(series.timeSeconds[i]);
        thin.powerWatts.push_back(series.powerWatts[i]);
        tick += intervalSeconds * std::max(1.0, std::ceil((series.timeSeconds[i] - tick) / intervalSeconds + 1e-9));
    }
    return thin;
}

std::string nameOf(AliasingVerdict verdict)
{
    switch (verdict) {
    case AliasingVerdict::SlowIsEnough:
        return "slow is enough";
    case AliasingVerdict::SlowIsTooSlow:
        return "slow is too slow";
    }
    return {};
}

std::string nameOf(LeadFrom from)
{
    switch (from) {
    case LeadFrom::WallClock:
        return "wall clock";
    case LeadFrom::FirstRise:
        return "first rise";
    case LeadFrom::Begin:
        return "begin";
    }
    return {};
}

} // namespace wattline
