// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/replicates.h"

#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace wattline {

namespace {

constexpr double NotANumber = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t EnoughReplicates = 3;
constexpr double NoticedDrift = 0.01;    ///< of the mean power, from the first replicate to the last
constexpr double NoticedRange = 0.03;    ///< of the mean power
constexpr double NoticedRemainder = 0.9; ///< of the longest recording
constexpr double Significant = 0.05;
constexpr std::size_t PointsPerLook = 1U << 18U;

/// Mean, spread and count of each point of the grid; false where a stop was requested.
bool averagePoints(const AlignedSeries& aligned, ReplicateAverage& average, const RunContext& context)
{
    const std::size_t points = aligned.timeSeconds.size();
    average.mean = {aligned.timeSeconds, std::vector<float>(points)};
    average.stdWatts.resize(points);
    average.count.resize(points);
    std::vector<double> values;
    for (std::size_t i = 0; i < points; ++i) {
        if (i % PointsPerLook == 0 && context.stopRequested())
            return false;
        values.clear();
        for (const std::vector<float>& watts : aligned.watts) {
            if (!std::isnan(watts[i]))
                values.push_back(watts[i]);
        }
        average.mean.powerWatts[i] = static_cast<float>(mean(values));
        average.stdWatts[i] = static_cast<float>(values.size() < 2 ? NotANumber : sampleStd(values));
        average.count[i] = static_cast<std::uint32_t>(values.size());
    }
    return true;
}

double distanceOf(const std::vector<float>& watts, const std::vector<float>& meanWatts)
{
    double sum = 0.0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < watts.size(); ++i) {
        if (std::isnan(watts[i]))
            continue;
        const double distance = static_cast<double>(watts[i]) - meanWatts[i];
        sum += distance * distance;
        ++count;
    }
    return std::sqrt(sum / static_cast<double>(count));
}

Replicate replicateOf(const NamedSeries& series, double zeroSeconds, const AlignedSeries& aligned)
{
    Replicate replicate;
    replicate.name = series.name;
    replicate.zeroSeconds = zeroSeconds;
    const CoveredEnergy covered = energyInCommon(series.power, zeroSeconds, aligned);
    replicate.energyJoules = covered.joules;
    replicate.meanWatts = covered.seconds > 0.0 ? covered.joules / covered.seconds : NotANumber;
    return replicate;
}

ReplicateDrift driftOf(const std::vector<double>& meanWatts)
{
    ReplicateDrift drift;
    const auto [least, most] = std::minmax_element(meanWatts.begin(), meanWatts.end());
    const double average = mean(meanWatts);
    drift.rangeWatts = *most - *least;
    drift.rangeFraction = drift.rangeWatts / average;
    const auto count = static_cast<double>(meanWatts.size());
    double products = 0.0;
    double squares = 0.0;
    for (std::size_t i = 0; i < meanWatts.size(); ++i) {
        const double place = static_cast<double>(i) - 0.5 * (count - 1.0);
        products += place * (meanWatts[i] - average);
        squares += place * place;
    }
    drift.slopeWatts = products / squares;
    double rest = 0.0;
    for (std::size_t i = 0; i < meanWatts.size(); ++i) {
        const double place = static_cast<double>(i) - 0.5 * (count - 1.0);
        rest += std::pow(meanWatts[i] - average - drift.slopeWatts * place, 2);
    }
    drift.slopeP = NotANumber;
    if (meanWatts.size() >= EnoughReplicates && drift.slopeWatts == 0.0)
        drift.slopeP = 1.0;
    else if (meanWatts.size() >= EnoughReplicates)
        drift.slopeP = studentTwoSidedP(drift.slopeWatts / std::sqrt(rest / (count - 2.0) / squares), count - 2.0);
    return drift;
}

std::vector<std::string> warningsOn(const ReplicateAverage& average, const std::vector<NamedSeries>& series)
{
    std::vector<std::string> warnings;
    if (series.size() < EnoughReplicates)
        warnings.emplace_back("Only two replicates: the spread rests on a single difference; record three or more.");
    const ReplicateDrift& drift = average.drift;
    const double drifted = std::abs(drift.slopeWatts) * static_cast<double>(series.size() - 1);
    if (drift.slopeP < Significant && drifted > NoticedDrift * average.meanWatts.mean)
        warnings.push_back(fmt::format("The mean power drifts by {} W from one replicate to the next (p = {}).",
                                       formatShort(drift.slopeWatts, 3), formatShort(drift.slopeP, 2)));
    else if (drift.rangeFraction > NoticedRange)
        warnings.push_back(fmt::format("The mean powers of the replicates lie {} % apart.",
                                       formatShort(100.0 * drift.rangeFraction, 3)));
    double longest = 0.0;
    for (const NamedSeries& one : series)
        longest = std::max(longest, one.power.timeSeconds.back() - one.power.timeSeconds.front());
    const double common = average.mean.timeSeconds.back() - average.mean.timeSeconds.front();
    if (common < NoticedRemainder * longest)
        warnings.push_back(fmt::format("Only {} s are common to all of the recordings; the longest lasts {} s.",
                                       formatShort(common), formatShort(longest)));
    return warnings;
}

} // namespace

Result<ReplicateAverage> averageReplicates(const std::vector<NamedSeries>& series, const AlignSettings& settings,
                                           const RunContext& context)
{
    if (series.size() < 2)
        return Error{ErrorKind::Data, "An average of replicates needs two recordings at least, better three."};
    const Result<AlignedSeries> aligned = align(series, settings, context);
    if (!aligned)
        return aligned.error();
    ReplicateAverage average;
    average.stepSeconds = aligned->stepSeconds;
    if (!averagePoints(*aligned, average, context))
        return canceledError();
    std::vector<double> means;
    std::vector<double> energies;
    for (std::size_t i = 0; i < series.size(); ++i) {
        Replicate replicate = replicateOf(series[i], aligned->zeroSeconds[i], *aligned);
        if (std::isnan(replicate.meanWatts))
            return Error{ErrorKind::Data, series[i].name + ": nothing of it lies in the stretch common to all."};
        replicate.distanceWatts = distanceOf(aligned->watts[i], average.mean.powerWatts);
        means.push_back(replicate.meanWatts);
        energies.push_back(replicate.energyJoules);
        average.replicates.push_back(std::move(replicate));
    }
    average.meanWatts = spreadOf(means);
    average.energyJoules = spreadOf(energies);
    average.drift = driftOf(means);
    average.warnings = warningsOn(average, series);
    return average;
}

} // namespace wattline
