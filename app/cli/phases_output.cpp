// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/phases_output.h"

#include "core/phases/chief_regime.h"

#include <fmt/format.h>

namespace wattline::cli {

Json waveJson(const std::optional<Wave>& wave)
{
    if (!wave)
        return nullptr;
    return {{"valley_power_w", finiteOrNull(wave->valleyPowerWatts.mean)},
            {"valley_power_w_std", finiteOrNull(wave->valleyPowerWatts.std)},
            {"valley_duration_s", finiteOrNull(wave->valleyDurationSeconds.mean)},
            {"valley_duration_s_std", finiteOrNull(wave->valleyDurationSeconds.std)},
            {"peak_power_w", finiteOrNull(wave->peakPowerWatts.mean)},
            {"peak_power_w_std", finiteOrNull(wave->peakPowerWatts.std)},
            {"peak_duration_s", finiteOrNull(wave->peakDurationSeconds.mean)},
            {"peak_duration_s_std", finiteOrNull(wave->peakDurationSeconds.std)},
            {"cycle_s", finiteOrNull(wave->cycleSeconds())},
            {"duty_cycle", finiteOrNull(wave->dutyCycle())}};
}

namespace {

Json regimesJson(const Segmentation& found)
{
    Json regimes = Json::array();
    for (std::size_t r = 0; r < found.regimes.size(); ++r) {
        const Regime& regime = found.regimes[r];
        regimes.push_back({{"begin_s", finiteOrNull(regime.beginSeconds)},
                           {"end_s", finiteOrNull(regime.endSeconds)},
                           {"shape", nameOf(regime.shape)},
                           {"period_s", regime.periodSeconds ? finiteOrNull(*regime.periodSeconds) : Json(nullptr)},
                           {"epochs", regime.epochs},
                           {"kind", nameOf(regime.kind)},
                           {"mark", nameOf(regime.mark)},
                           {"polarity", nameOf(regime.polarity)},
                           {"level_w", finiteOrNull(regime.levelWatts)},
                           {"amplitude_w", finiteOrNull(regime.amplitudeWatts)},
                           {"confidence", finiteOrNull(regime.confidence)},
                           {"reason", regime.reason},
                           {"wave", waveJson(waveOfRegime(found, r))}});
    }
    return regimes;
}

Json phaseJson(const Phase& phase)
{
    return {{"kind", nameOf(phase.kind)},
            {"role", nameOf(phase.role)},
            {"regime", phase.regime},
            {"begin_s", finiteOrNull(phase.beginSeconds)},
            {"end_s", finiteOrNull(phase.endSeconds)},
            {"mean_w", finiteOrNull(phase.meanWatts)},
            {"energy_j", finiteOrNull(phase.energyJoules)},
            {"complete", phase.complete},
            {"edited", phase.edited}};
}

} // namespace

Json segmentationJson(const NamedSegmentation& named)
{
    const Segmentation& found = named.found;
    const std::optional<std::size_t> chief = chiefRegimeOf(found);
    Json phases = Json::array();
    for (const Phase& phase : found.phases)
        phases.push_back(phaseJson(phase));
    return {{"id", named.id},
            {"shape", nameOf(found.shape)},
            {"polarity", nameOf(found.polarity)},
            {"reason", found.reason},
            {"confidence", finiteOrNull(found.confidence)},
            {"epochs", found.epochs},
            {"edited", found.edited},
            {"regimes", regimesJson(found)},
            {"phases", std::move(phases)},
            {"wave", waveJson(waveOf(found))},
            {"wave_regime", chief ? Json(*chief) : Json(nullptr)},
            {"wave_reason", chief ? Json(chiefReasonOf(found)) : Json(nullptr)}};
}

std::string segmentationText(const NamedSegmentation& named)
{
    const Segmentation& found = named.found;
    std::string text =
        fmt::format("  GPU {}: {}{}, {} epochs, confidence {:.2f}\n    {}\n", named.id, nameOf(found.shape),
                    found.polarity == Polarity::Inverted ? " (inverted)" : "", found.epochs, found.confidence,
                    found.reason + (found.edited ? " Changed by hand." : ""));
    for (const Regime& regime : found.regimes)
        text += fmt::format("    {:>12.3f} s to {:>12.3f} s  {:<9} {:<9} {:>6.1f} W  {}\n", regime.beginSeconds,
                            regime.endSeconds, nameOf(regime.kind), nameOf(regime.shape), regime.levelWatts,
                            regime.periodSeconds
                                ? fmt::format("{} epochs of {:.4g} s, {} of {:.3g} W", regime.epochs,
                                              *regime.periodSeconds, nameOf(regime.mark), regime.amplitudeWatts)
                                : std::string());
    if (const std::optional<Wave> wave = waveOf(found)) {
        const auto row = [](const char* name, const Spread& power, const Spread& duration) {
            return fmt::format("    {:<7} {:>9.2f} ± {:>7.2f} W  {:>10.3f} ± {:>8.3f} s\n", name, power.mean, power.std,
                               duration.mean, duration.std);
        };
        text += row("peak", wave->peakPowerWatts, wave->peakDurationSeconds);
        text += row("valley", wave->valleyPowerWatts, wave->valleyDurationSeconds);
        text +=
            fmt::format("    cycle {:.3f} s, duty cycle {:.1f} %\n", wave->cycleSeconds(), 100.0 * wave->dutyCycle());
        if (found.regimes.size() > 1)
            text += "    " + chiefReasonOf(found) + "\n";
    }
    return text;
}

} // namespace wattline::cli
