// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/measured_stretch.h"

#include "core/phases/chief_regime.h"
#include "core/trace/integrate.h"

#include <algorithm>

namespace wattline {

namespace {

/// The first two targets are of the valleys, the other two of the peaks.
bool counts(const Phase& phase, std::size_t regime, std::optional<std::size_t> target)
{
    return phase.complete && phase.regime == regime &&
           (!target || phase.kind == (*target < 2 ? PhaseKind::Valley : PhaseKind::Peak));
}

std::optional<MeasuredStretch> waveStretch(const TracePhases& phases, std::optional<std::size_t> target)
{
    for (std::size_t gpu = 0; gpu < phases.gpus.size(); ++gpu) {
        const std::optional<std::size_t> regime = chiefRegimeOf(phases.gpus[gpu]);
        if (!regime)
            continue;
        std::optional<MeasuredStretch> stretch;
        for (const Phase& phase : phases.gpus[gpu].phases) {
            if (!counts(phase, *regime, target))
                continue;
            if (!stretch)
                stretch = MeasuredStretch{gpu, phase.beginSeconds, phase.endSeconds};
            stretch->endSeconds = phase.endSeconds;
        }
        return stretch;
    }
    return std::nullopt;
}

} // namespace

std::optional<FlatStretch> flatStretchOf(const PowerSeries& series, const Segmentation& segmentation)
{
    const double gapSeconds = gapThresholdSeconds(series);
    std::optional<FlatStretch> found;
    double mostEnergy = 0.0;
    for (std::size_t r = 0; r < segmentation.regimes.size(); ++r) {
        const Regime& regime = segmentation.regimes[r];
        if (regime.shape != WaveShape::Flat)
            continue;
        const CoveredEnergy covered = integrate(series, gapSeconds, regime.beginSeconds, regime.endSeconds);
        if (covered.joules > mostEnergy) {
            mostEnergy = covered.joules;
            found = FlatStretch{r, covered.joules / covered.seconds};
        }
    }
    return found;
}

std::optional<MeasuredStretch> stretchBehind(const Trace& trace, const TracePhases& phases,
                                             std::optional<std::size_t> target)
{
    if (phases.wave)
        return waveStretch(phases, target);
    if (phases.gpus.empty() || phases.gpus.front().shape != WaveShape::Flat || trace.gpus.empty())
        return std::nullopt;
    const std::optional<FlatStretch> flat = flatStretchOf(trace.gpus.front().power, phases.gpus.front());
    if (!flat)
        return std::nullopt;
    const Regime& regime = phases.gpus.front().regimes[flat->regime];
    return MeasuredStretch{0, regime.beginSeconds, regime.endSeconds};
}

} // namespace wattline
