// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/trace_phases.h"

#include <fmt/format.h>

namespace wattline {

namespace {

Error namingGpu(const Error& error, const Trace& trace, const std::string& id)
{
    if (error.kind == ErrorKind::Canceled)
        return error;
    return {error.kind, fmt::format("{}: GPU {}: {}", trace.path, id, error.message)};
}

} // namespace

Result<TracePhases> segmentTrace(const Trace& trace, const SegmentationSettings& settings, const RunContext& context)
{
    TracePhases phases;
    std::vector<const PowerSeries*> series;
    for (const GpuTrace& gpu : trace.gpus) {
        context.report(static_cast<double>(series.size()) / static_cast<double>(trace.gpus.size()),
                       "Finding phases of GPU " + gpu.id);
        Result<Segmentation> found = segment(gpu.power, settings, context);
        if (!found)
            return namingGpu(found.error(), trace, gpu.id);
        phases.gpus.push_back(std::move(*found));
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
    return phases;
}

} // namespace wattline
