// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/import_options.h"
#include "core/forecast/forecast.h"
#include "core/phases/noted_phases.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <memory>

namespace wattline::cli {

namespace {

/// What the user asked for: the wave as four numbers, or the recording of which it shall be measured.
struct ForecastRequest {
    WaveTargets targets;
    std::filesystem::path trace;
    ReadOptions reading;
    NotesUse notes = NotesUse::LeftAside;
    std::size_t gpus = 0; ///< 0: those of the recording that show the wave
    ForecastSettings settings;
    std::vector<std::string> remarks;
    std::filesystem::path curve;
};

/// Measures the wave of the recording and takes the GPUs that show it and the power limit where the user gave none.
Result<ForecastRequest> measured(ForecastRequest request, const RunContext& context)
{
    Result<Trace> trace = readTrace(request.trace, request.reading, context);
    if (!trace)
        return trace.error();
    const Result<NotedPhases> noted = notedPhases(*std::move(trace), request.notes, {}, context);
    if (!noted)
        return noted.error();
    std::optional<RecordedWave> recorded = recordedWave(noted->counted, noted->phases);
    if (!recorded)
        return Error{ErrorKind::Data,
                     fmt::format("{}: no wave to forecast from. {} Give the four numbers instead of --trace.",
                                 request.trace.string(), noted->phases.gpus.front().reason)};
    request.targets = recorded->targets;
    if (request.gpus == 0)
        request.gpus = recorded->gpus;
    if (!request.settings.tdpWatts)
        request.settings.tdpWatts = recorded->tdpWatts;
    request.remarks = std::move(recorded->remarks);
    return request;
}

Json jsonOf(const EnergyAndCarbon& part)
{
    return {{"energy_kwh", finiteOrNull(part.energyKwh)}, {"co2_kg", finiteOrNull(part.co2Kg)}};
}

Json jsonOf(const Forecast& forecast)
{
    Json run = {{"duration_s", forecast.runSeconds}};
    run.update(jsonOf(forecast.run));
    Json fleet = {{"servers", forecast.settings.servers}};
    fleet.update(jsonOf(forecast.fleet));
    return {{"valley_power_w", forecast.targets.valleyPowerWatts},
            {"valley_duration_s", forecast.targets.valleyDurationSeconds},
            {"peak_power_w", forecast.targets.peakPowerWatts},
            {"peak_duration_s", forecast.targets.peakDurationSeconds},
            {"epochs", forecast.settings.epochs},
            {"gpus", forecast.settings.gpus},
            {"tdp_w", forecast.settings.tdpWatts ? Json(*forecast.settings.tdpWatts) : Json(nullptr)},
            {"carbon_kg_per_kwh", forecast.settings.carbonKgPerKwh},
            {"cycle_s", forecast.cycleSeconds},
            {"duty_cycle", forecast.dutyCycle},
            {"mean_w", forecast.meanWattsPerGpu},
            {"run", run},
            {"day", jsonOf(forecast.day)},
            {"fleet", fleet}};
}

std::string textOf(const Forecast& forecast)
{
    const ForecastSettings& settings = forecast.settings;
    const WaveTargets& targets = forecast.targets;
    const auto line = [](const std::string& name, const std::string& value) {
        return fmt::format("{:<28}{}\n", name, value);
    };
    const auto energyLine = [&line](const std::string& name, const EnergyAndCarbon& part) {
        return line(name, fmt::format("{:.3f} kWh, {:.3f} kg CO2", part.energyKwh, part.co2Kg));
    };
    std::string text;
    text += line("Peak", fmt::format("{:.2f} W for {:.2f} s", targets.peakPowerWatts, targets.peakDurationSeconds));
    text +=
        line("Valley", fmt::format("{:.2f} W for {:.2f} s", targets.valleyPowerWatts, targets.valleyDurationSeconds));
    if (settings.tdpWatts)
        text += line("TDP", fmt::format("{:.0f} W", *settings.tdpWatts));
    text += line("Cycle", fmt::format("{:.2f} s", forecast.cycleSeconds));
    text += line("Duty cycle", fmt::format("{:.1f} %", 100.0 * forecast.dutyCycle));
    text += line("Mean power of a GPU", fmt::format("{:.2f} W", forecast.meanWattsPerGpu));
    text += line("Run",
                 fmt::format("{} epochs on {} GPUs in {:.1f} s", settings.epochs, settings.gpus, forecast.runSeconds));
    text += energyLine("  of the whole run", forecast.run);
    text += energyLine("  of a day", forecast.day);
    text += energyLine(fmt::format("  of a day, {} servers", settings.servers), forecast.fleet);
    return text;
}

Result<CommandOutput> runForecast(ForecastRequest request, const CommonOptions& common, const RunContext& context)
{
    if (!request.trace.empty()) {
        Result<ForecastRequest> complete = measured(std::move(request), context);
        if (!complete)
            return complete.error();
        request = *std::move(complete);
    }
    request.settings.gpus = request.gpus;
    const Result<Forecast> forecast = forecastWave(request.targets, request.settings);
    if (!forecast)
        return forecast.error();
    request.remarks.insert(request.remarks.end(), forecast->remarks.begin(), forecast->remarks.end());
    CommandOutput output{common.json ? jsonText(jsonOf(*forecast)) : textOf(*forecast), std::move(request.remarks)};
    if (!request.curve.empty())
        output.files.push_back({request.curve, curveCsv(*forecast)});
    return output;
}

} // namespace

void addForecastCommand(Program& program)
{
    const auto request = std::make_shared<ForecastRequest>();
    WaveTargets& targets = request->targets;
    ForecastSettings& settings = request->settings;
    CLI::App* command = program.app.add_subcommand("forecast", "Curve, energy and carbon of a run not yet started");

    const std::array<CLI::Option*, 4> wave = {
        command->add_option("--valley-power", targets.valleyPowerWatts, "Mean power of a valley per GPU, in W"),
        command->add_option("--valley-duration", targets.valleyDurationSeconds, "Duration of a valley, in s"),
        command->add_option("--peak-power", targets.peakPowerWatts, "Mean power of a peak per GPU, in W"),
        command->add_option("--peak-duration", targets.peakDurationSeconds, "Duration of a peak, in s")};
    CLI::Option* trace = command->add_option("--trace", request->trace, "Measure the wave of this recording instead");
    for (CLI::Option* number : wave)
        trace->excludes(number);
    addImportOptions(*command, request->reading);
    addNotesOption(*command, request->notes)->needs(trace);

    command->add_option("--epochs", settings.epochs, "Epochs of the run")
        ->required()
        ->check(CLI::Range(std::size_t{1}, std::size_t{100'000}));
    CLI::Option* gpus =
        command->add_option("--gpus", request->gpus, "GPUs of the run (default with --trace: those that show the wave)")
            ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000}));
    command->add_option("--servers", settings.servers, "Servers of the fleet, each with that many GPUs")
        ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000'000}))
        ->capture_default_str();
    command->add_option("--carbon", settings.carbonKgPerKwh, "Carbon intensity in kg CO2 per kWh")
        ->capture_default_str();
    command->add_option("--tdp", settings.tdpWatts, "Power limit of a GPU in W (default with --trace: as recorded)");
    command->add_option("--curve", request->curve, "Write the corners of the power curve to this CSV file");

    command->callback([&program, request, wave, trace, gpus] {
        const auto isGiven = [](const CLI::Option* option) { return option->count() > 0; };
        if (!isGiven(trace) && !(std::ranges::all_of(wave, isGiven) && isGiven(gpus)))
            throw CLI::ValidationError("forecast", "needs --valley-power, --valley-duration, --peak-power, "
                                                   "--peak-duration and --gpus, or --trace");
        program.chosen = [&program, request](const RunContext& context) {
            return runForecast(*request, program.common, context);
        };
    });
}

} // namespace wattline::cli
