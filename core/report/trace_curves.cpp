// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/trace_curves.h"

#include "core/base/parallel.h"
#include "core/phases/segmentation.h"
#include "core/report/lanes.h"

#include <algorithm>
#include <limits>

namespace wattline {

namespace {

const Error Stopped{ErrorKind::Canceled, "Stopped while the curves were made."};

/// The moving average chunk by chunk, so that a stop is answered soon.
SampledSeries::Values smoothed(const std::vector<float>& values, int window, const RunContext& context)
{
    constexpr std::size_t Chunk = 1 << 17;
    const std::size_t half = static_cast<std::size_t>(window) / 2;
    auto result = std::make_shared<std::vector<float>>(values.size());
    const bool done = parallelFor((values.size() + Chunk - 1) / Chunk, context, [&](std::size_t chunk) {
        const std::size_t begin = chunk * Chunk;
        const std::size_t end = std::min(values.size(), begin + Chunk);
        const std::size_t from = begin - std::min(begin, half);
        const std::size_t to = std::min(values.size(), end + half);
        const std::vector<float> averaged = movingAverage(
            {values.begin() + static_cast<std::ptrdiff_t>(from), values.begin() + static_cast<std::ptrdiff_t>(to)},
            window);
        std::copy_n(averaged.begin() + static_cast<std::ptrdiff_t>(begin - from), end - begin,
                    result->begin() + static_cast<std::ptrdiff_t>(begin));
    });
    return done ? result : nullptr;
}

Result<EnergyIndex> energyOf(const std::shared_ptr<const Trace>& counted, std::size_t place, const GpuCurves& curves,
                             const RunContext& context)
{
    const PowerSeries& power = counted->gpus[place].power;
    std::shared_ptr<const SampledSeries> sampled = curves.measured;
    if (&power.powerWatts != &curves.measured->values())
        sampled = SampledSeries::make(SampledSeries::Times(counted, &power.timeSeconds),
                                      SampledSeries::Values(counted, &power.powerWatts), context);
    if (!sampled)
        return Stopped;
    std::optional<EnergyIndex> energy =
        EnergyIndex::build(std::shared_ptr<const PowerSeries>(counted, &power), sampled, context);
    if (!energy)
        return Stopped;
    return std::move(*energy);
}

Result<GpuCurves> curvesOf(const std::shared_ptr<const Trace>& trace, const GpuTrace& gpu,
                           const CurveSettings& settings, const RunContext& context)
{
    const SampledSeries::Times times(trace, &gpu.power.timeSeconds); // shares the trace's life
    GpuCurves curves;
    curves.measured = SampledSeries::make(times, SampledSeries::Values(trace, &gpu.power.powerWatts), context);
    if (!curves.measured)
        return Stopped;
    curves.power = curves.measured;
    if (settings.smoothingSamples > 1) {
        const SampledSeries::Values values = smoothed(gpu.power.powerWatts, settings.smoothingSamples, context);
        curves.power = values ? SampledSeries::make(times, values, context) : nullptr;
        if (!curves.power)
            return Stopped;
    }
    for (const std::string& name : settings.columns) {
        const SideSeries* side = findColumn(gpu, name);
        curves.sides.push_back(side != nullptr
                                   ? SampledSeries::make(times, SampledSeries::Values(trace, &side->values), context)
                                   : nullptr);
        if (side != nullptr && !curves.sides.back())
            return Stopped;
    }
    return curves;
}

} // namespace

std::pair<double, double> TraceCurves::span() const
{
    double begin = std::numeric_limits<double>::infinity();
    double end = -begin;
    for (const GpuCurves& gpu : gpus) {
        if (gpu.power->size() == 0)
            continue;
        begin = std::min(begin, gpu.power->times().front());
        end = std::max(end, gpu.power->times().back());
    }
    return begin <= end ? std::pair(begin, end) : std::pair(0.0, 0.0);
}

Result<TraceCurves> sampleTrace(std::shared_ptr<const Trace> trace, const CurveSettings& settings,
                                const RunContext& context, std::shared_ptr<const Trace> counted)
{
    TraceCurves curves{std::move(trace), std::move(counted), settings, {}};
    if (!curves.counted)
        curves.counted = curves.trace;
    for (const GpuTrace& gpu : curves.trace->gpus) {
        Result<GpuCurves> made = curvesOf(curves.trace, gpu, settings, context);
        if (!made)
            return made.error();
        Result<EnergyIndex> energy = energyOf(curves.counted, curves.gpus.size(), *made, context);
        if (!energy)
            return energy.error();
        made->energy = std::move(*energy);
        curves.gpus.push_back(std::move(*made));
        context.report(static_cast<double>(curves.gpus.size()) / static_cast<double>(curves.trace->gpus.size()),
                       "Drawing GPU " + gpu.id);
    }
    return curves;
}

std::vector<ValueExtent> envelopeOf(const TraceCurves& curves, const std::vector<std::size_t>& gpus, std::size_t count)
{
    std::vector<ValueExtent> envelope(count);
    std::vector<SampleColumn> columns;
    const auto [begin, end] = curves.span();
    for (const std::size_t gpu : gpus) {
        curves.gpus[gpu].measured->columns(begin, end, count, columns);
        for (std::size_t i = 0; i < count; ++i) {
            envelope[i].take(columns[i].low);
            envelope[i].take(columns[i].high);
            const double middle = begin + (end - begin) * (static_cast<double>(i) + 0.5) / static_cast<double>(count);
            if (columns[i].empty()) // the line passes through it, unless it is a gap
                envelope[i].take(static_cast<float>(curves.gpus[gpu].measured->valueAt(middle)));
        }
    }
    return envelope;
}

std::vector<CursorReading> readCursors(const TraceCurves& curves, double a, double b)
{
    std::vector<CursorReading> readings;
    for (const GpuCurves& gpu : curves.gpus)
        readings.push_back(
            {gpu.measured->valueAt(a), gpu.measured->valueAt(b), gpu.energy.between(std::min(a, b), std::max(a, b))});
    return readings;
}

} // namespace wattline
