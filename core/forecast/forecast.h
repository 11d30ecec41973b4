// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/phases/trace_phases.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace wattline {

/// The wave of a run that has not been started: the four targets, per GPU.
struct WaveTargets {
    double valleyPowerWatts = 0.0;
    double valleyDurationSeconds = 0.0;
    double peakPowerWatts = 0.0;
    double peakDurationSeconds = 0.0;
};

/// The targets of a wave that was measured: its means, the spread left aside.
WaveTargets targetsOf(const Wave& wave);

/// What a recording says of the runs that are like it.
struct RecordedWave {
    WaveTargets targets;
    std::size_t gpus = 0;           ///< that show the wave, as many as were measured
    std::optional<double> tdpWatts; ///< the power limit of the first of them
    /// A sentence where the recording has more GPUs than these.
    std::vector<std::string> remarks;
};

/// The wave of a recording, with the number of GPUs and the power limit to forecast from; nothing where it has none.
std::optional<RecordedWave> recordedWave(const Trace& trace, const TracePhases& phases);

struct ForecastSettings {
    std::size_t epochs = 10;
    std::size_t gpus = 4;
    std::size_t servers = 1000; ///< of the fleet figure, each with that many GPUs
    double carbonKgPerKwh = 0.5;
    std::optional<double> tdpWatts; ///< of one GPU, drawn as a line
};

struct EnergyAndCarbon {
    double energyKwh = 0.0;
    double co2Kg = 0.0;
};

/// One corner of the power curve, of all GPUs together or of one.
struct CurvePoint {
    double seconds = 0.0;
    double watts = 0.0;
};

/// A forecast. Energy is of the GPUs only (PUE 1), cycles back to back, peak first, then valley (method.md row 29, 30).
struct Forecast {
    WaveTargets targets;
    ForecastSettings settings;
    double cycleSeconds = 0.0;
    double dutyCycle = 0.0; ///< 0 to 1
    double meanWattsPerGpu = 0.0;
    double runSeconds = 0.0; ///< epochs x cycle
    EnergyAndCarbon run;     ///< all GPUs, all epochs
    EnergyAndCarbon day;     ///< all GPUs of one server, 24 h of cycles
    EnergyAndCarbon fleet;   ///< day x servers
    /// Sentences on what deserves a second look: a valley that draws more than its peak, a peak above the TDP.
    std::vector<std::string> remarks;

    /// Corners of the square wave per GPU, 2 per phase (none for a phase of no length), at most `cycles` cycles (all
    /// for 0).
    std::vector<CurvePoint> curve(std::size_t cycles = 0) const;
};

/// Error Data for powers, durations, carbon or TDP that are negative or not finite, a cycle of no length, no epoch or
/// no GPU; Error Numeric where the energy overflows.
Result<Forecast> forecastWave(const WaveTargets& targets, const ForecastSettings& settings = {});

/// The corners of the whole run's curve as CSV text with the columns time_s and power_w, per GPU.
std::string curveCsv(const Forecast& forecast);

} // namespace wattline
