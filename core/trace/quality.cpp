// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/quality.h"

#include "core/base/statistics.h"
#include "core/trace/pieces.h"
#include "core/trace/quality_findings.h"
#include "core/trace/stretches.h"

#include <algorithm>
#include <cmath>

namespace wattline {

namespace {

constexpr double NotANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double SaturatedFrom = 0.99; ///< of the power limit
constexpr std::size_t MostValues = 65536;

void measureSampling(const PowerSeries& series, GpuQuality& quality)
{
    std::vector<double> steps;
    for (const auto& [begin, end] : sampledStretches(series.size())) {
        for (std::size_t i = begin + 1; i < end; ++i)
            steps.push_back(series.timeSeconds[i] - series.timeSeconds[i - 1]);
    }
    if (steps.empty())
        return;
    quality.interval95Seconds = quantile(steps, 0.95);
    const double middle = median(steps);
    for (double& step : steps)
        step = std::abs(step - middle);
    quality.jitter = middle > 0.0 ? quantile(std::move(steps), 0.95) / middle : 0.0;
}

/// Counts what repeats and measures the time at the limit; false where a stop was requested.
bool walkSamples(const GpuTrace& gpu, const std::vector<SeriesGap>& gaps, GpuQuality& quality,
                 const RunContext& context)
{
    constexpr std::size_t SamplesPerLook = 1U << 20U;
    const PowerSeries& series = gpu.power;
    const double limit = SaturatedFrom * gpu.powerLimitWatts.value_or(NotANumber);
    double covered = 0.0;
    double saturated = 0.0;
    auto gap = gaps.begin();
    const auto visit = [&](const Piece& piece) {
        quality.repeatedValues += piece.beginWatts == piece.endWatts ? 1 : 0;
        quality.duplicateStamps += piece.beginSeconds == piece.endSeconds ? 1 : 0;
        if (gap != gaps.end() && piece.beginSeconds >= gap->beginSeconds && piece.endSeconds >= gap->endSeconds) {
            ++gap;
            return;
        }
        covered += piece.seconds();
        saturated += piece.secondsAbove(limit); // of no level: 0
    };
    std::size_t good = NoSample;
    for (std::size_t begin = 0; begin < series.size(); begin += SamplesPerLook) {
        if (context.stopRequested())
            return false;
        good = forEachPiece(series, good, begin, std::min(begin + SamplesPerLook, series.size()), visit);
    }
    quality.saturatedShare = gpu.powerLimitWatts && covered > 0.0 ? saturated / covered : NotANumber;
    return true;
}

void measureGaps(const SeriesSummary& summary, GpuQuality& quality)
{
    quality.coverage = summary.coverage;
    quality.gaps = summary.gaps.size();
    for (const SeriesGap& gap : summary.gaps) {
        quality.gapSeconds += gap.endSeconds - gap.beginSeconds;
        quality.longestGapSeconds = std::max(quality.longestGapSeconds, gap.endSeconds - gap.beginSeconds);
    }
}

double stepOf(const PowerSeries& series)
{
    std::vector<float> values;
    const std::size_t stride = series.size() / MostValues + 1;
    for (std::size_t i = 0; i < series.size(); i += stride) {
        if (!std::isnan(series.powerWatts[i]))
            values.push_back(series.powerWatts[i]);
    }
    std::sort(values.begin(), values.end());
    double least = 0.0;
    for (std::size_t i = 1; i < values.size(); ++i) {
        const double step = static_cast<double>(values[i]) - values[i - 1];
        if (step > 0.0 && (least == 0.0 || step < least))
            least = step;
    }
    // The values are floats: a step is not known better than to a tenth of a milliwatt.
    return least > 1e-3 ? std::round(least * 1e4) / 1e4 : least;
}

double nearestTo(double time, const std::vector<double>& times)
{
    auto nearest = std::lower_bound(times.begin(), times.end(), time);
    if (nearest == times.end() || (nearest != times.begin() && time - nearest[-1] < *nearest - time))
        --nearest;
    return *nearest;
}

FaultCounts countFaults(const std::vector<SensorFault>& faults)
{
    FaultCounts counts;
    for (const SensorFault& fault : faults) {
        const std::size_t samples = fault.end - fault.begin;
        switch (fault.kind) {
        case FaultKind::Negative:
            counts.negative += samples;
            break;
        case FaultKind::Impossible:
            counts.impossible += samples;
            break;
        case FaultKind::Stuck:
            counts.stuck += samples;
            break;
        }
    }
    return counts;
}

} // namespace

Result<GpuQuality> qualityOf(const GpuTrace& gpu, const SeriesSummary& summary, const RunContext& context)
{
    GpuQuality quality;
    quality.intervalSeconds = summary.intervalSeconds;
    measureSampling(gpu.power, quality);
    measureGaps(summary, quality);
    if (context.stopRequested() || !walkSamples(gpu, summary.gaps, quality, context))
        return canceledError();
    quality.stepWatts = stepOf(gpu.power);
    quality.faults = countFaults(gpu.faults);
    quality.sensor = sensorLimitsOf(gpu, summary.intervalSeconds);
    quality.findings = findingsOn(quality, gpu, summary);
    return quality;
}

Result<TraceQuality> qualityOf(const Trace& trace, const std::vector<SeriesSummary>& summaries,
                               const RunContext& context)
{
    TraceQuality quality;
    std::vector<const PowerSeries*> clocks;
    for (std::size_t i = 0; i < trace.gpus.size(); ++i) {
        Result<GpuQuality> one = qualityOf(trace.gpus[i], summaries[i], context);
        if (!one)
            return one.error();
        quality.gpus.push_back(std::move(*one));
        clocks.push_back(&trace.gpus[i].power);
    }
    quality.skew = skewOf(clocks);
    if (quality.skew)
        quality.clock = clockFinding(*quality.skew, quality.gpus.front().intervalSeconds);
    return quality;
}

std::optional<HostSkew> skewOf(const std::vector<const PowerSeries*>& series)
{
    if (series.size() < 2 || std::any_of(series.begin(), series.end(), [](const auto* one) { return one->empty(); }))
        return {};
    const std::size_t ticks = series.front()->size();
    const bool isComplete =
        std::all_of(series.begin(), series.end(), [&](const auto* one) { return one->size() == ticks; });
    std::vector<double> spreads;
    for (std::size_t tick = 0; tick < ticks; tick += ticks / MostValues + 1) {
        const double first = series.front()->timeSeconds[tick];
        double earliest = first;
        double latest = first;
        for (const PowerSeries* other : series) {
            const double time = isComplete ? other->timeSeconds[tick] : nearestTo(first, other->timeSeconds);
            earliest = std::min(earliest, time);
            latest = std::max(latest, time);
        }
        spreads.push_back(latest - earliest);
    }
    return HostSkew{median(spreads), quantile(spreads, 0.99)};
}

} // namespace wattline
