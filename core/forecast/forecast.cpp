// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/forecast.h"

#include "core/base/csv.h"
#include "core/base/text.h"

#include <algorithm>
#include <cmath>

namespace wattline {

namespace {

constexpr double SecondsPerDay = 86400.0;
constexpr double JoulesPerKwh = 3.6e6;

struct NamedValue {
    const char* name;
    double value;
};

Result<void> checkNotNegative(std::initializer_list<NamedValue> values)
{
    for (const auto& [name, value] : values) {
        if (!std::isfinite(value) || value < 0.0)
            return Error{ErrorKind::Data, std::string("Forecast: the ") + name + " is " + formatNumber(value) +
                                              "; it must be zero or a positive number."};
    }
    return {};
}

Result<void> check(const WaveTargets& targets, const ForecastSettings& settings)
{
    if (auto numbers = checkNotNegative({{"valley power", targets.valleyPowerWatts},
                                         {"valley duration", targets.valleyDurationSeconds},
                                         {"peak power", targets.peakPowerWatts},
                                         {"peak duration", targets.peakDurationSeconds},
                                         {"carbon intensity", settings.carbonKgPerKwh},
                                         {"TDP", settings.tdpWatts.value_or(0.0)}});
        !numbers)
        return numbers;
    if (targets.peakDurationSeconds + targets.valleyDurationSeconds <= 0.0)
        return Error{ErrorKind::Data, "Forecast: peak and valley both last 0 s; a cycle needs a length."};
    if (settings.epochs == 0)
        return Error{ErrorKind::Data, "Forecast: no epoch; a run has at least one."};
    if (settings.gpus == 0)
        return Error{ErrorKind::Data, "Forecast: no GPU; a run uses at least one."};
    return {};
}

EnergyAndCarbon energyOf(double watts, double seconds, double carbonKgPerKwh)
{
    const double energyKwh = watts * seconds / JoulesPerKwh;
    return {energyKwh, energyKwh * carbonKgPerKwh};
}

std::vector<std::string> remarksOn(const WaveTargets& targets, const ForecastSettings& settings)
{
    std::vector<std::string> remarks;
    const std::string peak = "The peak of " + formatShort(targets.peakPowerWatts, 5) + " W";
    if (targets.peakPowerWatts < targets.valleyPowerWatts)
        remarks.push_back(peak + " is below the valley of " + formatShort(targets.valleyPowerWatts, 5) +
                          " W: the two may be exchanged.");
    if (settings.tdpWatts && targets.peakPowerWatts > *settings.tdpWatts)
        remarks.push_back(peak + " is above the TDP of " + formatShort(*settings.tdpWatts, 5) + " W.");
    return remarks;
}

} // namespace

std::vector<CurvePoint> Forecast::curve(std::size_t cycles) const
{
    const std::size_t shown = cycles == 0 ? settings.epochs : std::min(cycles, settings.epochs);
    std::vector<CurvePoint> corners;
    const auto addPhase = [&corners](double beginSeconds, double endSeconds, double watts) {
        corners.push_back({beginSeconds, watts});
        corners.push_back({endSeconds, watts});
    };
    for (std::size_t cycle = 0; cycle < shown; ++cycle) {
        // Each phase ends exactly where the next begins, or rounding would let time step back between cycles. A phase
        // of no length has no corners: two of them at one time would draw a spike.
        const double begin = static_cast<double>(cycle) * cycleSeconds;
        const double end = static_cast<double>(cycle + 1) * cycleSeconds;
        const double middle = targets.valleyDurationSeconds > 0.0 ? begin + targets.peakDurationSeconds : end;
        if (targets.peakDurationSeconds > 0.0)
            addPhase(begin, middle, targets.peakPowerWatts);
        if (targets.valleyDurationSeconds > 0.0)
            addPhase(middle, end, targets.valleyPowerWatts);
    }
    return corners;
}

WaveTargets targetsOf(const Wave& wave)
{
    return {wave.valleyPowerWatts.mean, wave.valleyDurationSeconds.mean, wave.peakPowerWatts.mean,
            wave.peakDurationSeconds.mean};
}

std::optional<RecordedWave> recordedWave(const Trace& trace, const TracePhases& phases)
{
    if (!phases.wave)
        return std::nullopt;
    RecordedWave recorded{.targets = targetsOf(*phases.wave), .gpus = phases.wave->gpus};
    const auto first =
        std::ranges::find_if(phases.gpus, [](const Segmentation& gpu) { return waveOf(gpu).has_value(); });
    if (first != phases.gpus.end())
        recorded.tdpWatts = trace.gpus[static_cast<std::size_t>(first - phases.gpus.begin())].powerLimitWatts;
    if (recorded.gpus < trace.gpus.size())
        recorded.remarks.push_back("The wave is that of " + std::to_string(recorded.gpus) + " of the " +
                                   std::to_string(trace.gpus.size()) +
                                   " GPUs in the recording; unless another number is given, only these are counted.");
    return recorded;
}

Result<Forecast> forecastWave(const WaveTargets& targets, const ForecastSettings& settings)
{
    if (const auto checked = check(targets, settings); !checked)
        return checked.error();
    Forecast forecast{.targets = targets, .settings = settings, .remarks = remarksOn(targets, settings)};
    forecast.cycleSeconds = targets.peakDurationSeconds + targets.valleyDurationSeconds;
    forecast.dutyCycle = targets.peakDurationSeconds / forecast.cycleSeconds;
    forecast.meanWattsPerGpu =
        forecast.dutyCycle * targets.peakPowerWatts + (1.0 - forecast.dutyCycle) * targets.valleyPowerWatts;
    forecast.runSeconds = static_cast<double>(settings.epochs) * forecast.cycleSeconds;

    const double serverWatts = forecast.meanWattsPerGpu * static_cast<double>(settings.gpus);
    const double fleetWatts = serverWatts * static_cast<double>(settings.servers);
    forecast.run = energyOf(serverWatts, forecast.runSeconds, settings.carbonKgPerKwh);
    forecast.day = energyOf(serverWatts, SecondsPerDay, settings.carbonKgPerKwh);
    forecast.fleet = energyOf(fleetWatts, SecondsPerDay, settings.carbonKgPerKwh);
    for (const EnergyAndCarbon& part : {forecast.run, forecast.day, forecast.fleet}) {
        if (!std::isfinite(part.energyKwh) || !std::isfinite(part.co2Kg))
            return Error{ErrorKind::Numeric, "Forecast: the energy is beyond every number; give smaller values."};
    }
    return forecast;
}

std::string curveCsv(const Forecast& forecast)
{
    std::string text = csvLine({"time_s", "power_w"});
    for (const CurvePoint& corner : forecast.curve())
        text += csvLine({formatNumber(corner.seconds), formatNumber(corner.watts)});
    return text;
}

} // namespace wattline
