// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/trace_phases.h"

#include "core/phases/measure_phase.h"

#include <fmt/format.h>

namespace wattline {

namespace {

Error namingGpu(const Error& error, const Trace& trace, const std::string& id)
{
    if (error.kind == ErrorKind::Canceled)
        return error;
    return {error.kind, fmt::format("{}: GPU {}: {}", trace.path, id, error.message)};
}

/// The progress of one GPU as a part of that of all.
RunContext partOf(const RunContext& whole, const Trace& trace, std::size_t gpu)
{
    RunContext part = whole;
    if (whole.onProgress)
        part.onProgress = [&whole, &trace, gpu](const Progress& progress) {
            whole.report((static_cast<double>(gpu) + progress.fraction) / static_cast<double>(trace.gpus.size()),
                         "Finding phases of GPU " + trace.gpus[gpu].id);
        };
    return part;
}

std::string epochsOf(const std::string& who, const Segmentation& found)
{
    return found.shape == WaveShape::Square ? fmt::format("{} {}", who, found.epochs)
                                            : fmt::format("{} none ({})", who, nameOf(found.shape));
}

void measureAll(Segmentation& kept, const PowerSeries& series)
{
    const PhaseMeter meter(series);
    for (Phase& phase : kept.phases)
        meter.measure(phase);
}

} // namespace

std::string disagreementOf(const Trace& trace, const TracePhases& phases)
{
    if (phases.gpus.size() < 2)
        return {};
    const Segmentation& first = phases.gpus.front();
    bool agree = !phases.sum || (phases.sum->epochs == first.epochs && phases.sum->shape == first.shape);
    std::string text;
    for (std::size_t g = 0; g < phases.gpus.size(); ++g) {
        agree = agree && phases.gpus[g].epochs == first.epochs && phases.gpus[g].shape == first.shape;
        text += (text.empty() ? "" : ", ") + epochsOf("GPU " + trace.gpus[g].id, phases.gpus[g]);
    }
    if (agree)
        return {};
    return "The epochs differ: " + text + (phases.sum ? ", " + epochsOf("their sum", *phases.sum) : "") + ".";
}

KeptPhases keptOf(const TracePhases& phases)
{
    KeptPhases kept;
    for (const Segmentation& gpu : phases.gpus)
        kept.push_back(gpu.edited ? std::optional(gpu) : std::nullopt);
    return kept;
}

Result<TracePhases> segmentTrace(const Trace& trace, const SegmentationSettings& settings, const RunContext& context)
{
    return segmentTrace(trace, KeptPhases(trace.gpus.size()), settings, context);
}

Result<TracePhases> segmentTrace(const Trace& trace, KeptPhases kept, const SegmentationSettings& settings,
                                 const RunContext& context)
{
    TracePhases phases;
    std::vector<const PowerSeries*> series;
    for (const GpuTrace& gpu : trace.gpus) {
        std::optional<Segmentation>& known = kept.at(series.size());
        if (known) {
            measureAll(*known, gpu.power);
            phases.gpus.push_back(std::move(*known));
        } else {
            Result<Segmentation> found = segment(gpu.power, settings, partOf(context, trace, series.size()));
            if (!found)
                return namingGpu(found.error(), trace, gpu.id);
            phases.gpus.push_back(std::move(*found));
        }
        series.push_back(&gpu.power);
    }
    if (series.size() > 1) {
        Result<Segmentation> found = segment(sumOfSeries(series), settings, context);
        if (!found && found.error().kind == ErrorKind::Canceled)
            return found.error();
        // GPUs recorded one after the other have no common time, so no sum; each still has its own phases.
        if (found)
            phases.sum = std::move(*found);
    }
    phases.wave = waveOfRun(phases.gpus);
    phases.disagreement = disagreementOf(trace, phases);
    return phases;
}

} // namespace wattline
