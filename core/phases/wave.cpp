// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/wave.h"

#include "core/phases/chief_regime.h"

#include <vector>

namespace wattline {

namespace {

/// The values of one kind of phase, or of one GPU each.
struct WaveValues {
    std::vector<double> valleyWatts;
    std::vector<double> valleySeconds;
    std::vector<double> peakWatts;
    std::vector<double> peakSeconds;

    std::optional<Wave> spread(std::size_t gpus) const
    {
        if (valleyWatts.empty() || peakWatts.empty())
            return std::nullopt;
        return Wave{spreadOf(valleyWatts), spreadOf(valleySeconds), spreadOf(peakWatts), spreadOf(peakSeconds), gpus};
    }
};

} // namespace

std::optional<Wave> waveOfRegime(const Segmentation& segmentation, std::size_t regime)
{
    if (segmentation.regimes.at(regime).shape != WaveShape::Square)
        return std::nullopt;
    WaveValues values;
    for (const Phase& phase : segmentation.phases) {
        if (!phase.complete || phase.regime != regime)
            continue;
        const bool peak = phase.kind == PhaseKind::Peak;
        (peak ? values.peakWatts : values.valleyWatts).push_back(phase.meanWatts);
        (peak ? values.peakSeconds : values.valleySeconds).push_back(phase.durationSeconds());
    }
    return values.spread(1);
}

std::optional<Wave> waveOf(const Segmentation& segmentation)
{
    const std::optional<std::size_t> chief = chiefRegimeOf(segmentation);
    return chief ? waveOfRegime(segmentation, *chief) : std::nullopt;
}

std::optional<Wave> waveOfRun(std::span<const Segmentation> gpus)
{
    WaveValues values;
    for (const Segmentation& gpu : gpus) {
        const std::optional<Wave> wave = waveOf(gpu);
        if (!wave)
            continue;
        values.valleyWatts.push_back(wave->valleyPowerWatts.mean);
        values.valleySeconds.push_back(wave->valleyDurationSeconds.mean);
        values.peakWatts.push_back(wave->peakPowerWatts.mean);
        values.peakSeconds.push_back(wave->peakDurationSeconds.mean);
    }
    return values.spread(values.peakWatts.size());
}

} // namespace wattline
