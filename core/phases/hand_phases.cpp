// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/hand_phases.h"

#include <algorithm>
#include <cmath>

namespace wattline {

namespace {

/// Where nothing was measured files hold 0.
double finiteOr0(double value)
{
    return std::isfinite(value) ? value : 0.0;
}

} // namespace

SeriesStamp stampOf(const Trace& trace, std::size_t gpu)
{
    constexpr std::size_t Probes = 64;
    const PowerSeries& series = trace.gpus.at(gpu).power;
    SeriesStamp stamp;
    stamp.startUnixSeconds = trace.startUnixSeconds;
    stamp.samples = series.size();
    if (series.empty())
        return stamp;
    stamp.beginSeconds = series.timeSeconds.front();
    stamp.endSeconds = series.timeSeconds.back();
    for (std::size_t i = 0; i < Probes; ++i) {
        const float watts = series.powerWatts[i * (series.size() - 1) / (Probes - 1)];
        stamp.probeWatts += std::isfinite(watts) ? watts : 0.0F;
    }
    return stamp;
}

std::vector<HandPhases> handPhasesOf(const Trace& trace, const TracePhases& phases)
{
    std::vector<HandPhases> made;
    for (std::size_t gpu = 0; gpu < std::min(trace.gpus.size(), phases.gpus.size()); ++gpu) {
        if (!phases.gpus[gpu].edited)
            continue;
        made.push_back({trace.gpus[gpu].id, stampOf(trace, gpu), phases.gpus[gpu]});
        for (Phase& phase : made.back().phases.phases)
            phase.meanWatts = phase.energyJoules = 0.0;
        for (Regime& regime : made.back().phases.regimes) {
            regime.levelWatts = finiteOr0(regime.levelWatts);
            regime.amplitudeWatts = finiteOr0(regime.amplitudeWatts);
        }
    }
    return made;
}

bool areOf(const HandPhases& phases, const Trace& trace)
{
    const auto isGpu = [&](const GpuTrace& gpu) { return gpu.id == phases.gpu; };
    const auto gpu = std::find_if(trace.gpus.begin(), trace.gpus.end(), isGpu);
    if (gpu == trace.gpus.end() || gpu->power.empty())
        return false;
    const SeriesStamp stamp = stampOf(trace, static_cast<std::size_t>(gpu - trace.gpus.begin()));
    const auto isWithin = [&](const auto& stretch) {
        return stretch.beginSeconds >= stamp.beginSeconds && stretch.endSeconds <= stamp.endSeconds;
    };
    const Segmentation& made = phases.phases;
    return phases.stamp == stamp && std::all_of(made.regimes.begin(), made.regimes.end(), isWithin) &&
           std::all_of(made.phases.begin(), made.phases.end(), isWithin);
}

KeptPhases keptOf(const Trace& trace, const std::vector<HandPhases>& phases)
{
    KeptPhases kept(trace.gpus.size());
    for (const HandPhases& each : phases) {
        for (std::size_t gpu = 0; gpu < kept.size(); ++gpu) {
            if (trace.gpus[gpu].id == each.gpu && areOf(each, trace))
                kept[gpu] = each.phases;
        }
    }
    return kept;
}

} // namespace wattline
