// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/import_options.h"
#include "core/base/text.h"
#include "core/phases/trace_phases.h"

#include <algorithm>
#include <fmt/format.h>
#include <memory>

namespace wattline::cli {

namespace {

struct PhasesOptions {
    std::vector<std::filesystem::path> files;
    ReadOptions read;
    SegmentationSettings settings;
    std::string gpu;
};

/// One entry of a file: a GPU, or "sum".
struct NamedSegmentation {
    std::string id;
    const Segmentation& found;
};

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

Json segmentationJson(const NamedSegmentation& named)
{
    const Segmentation& found = named.found;
    Json regimes = Json::array();
    for (const Regime& regime : found.regimes)
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
                           {"reason", regime.reason}});
    Json phases = Json::array();
    for (const Phase& phase : found.phases)
        phases.push_back({{"kind", nameOf(phase.kind)},
                          {"role", nameOf(phase.role)},
                          {"regime", phase.regime},
                          {"begin_s", finiteOrNull(phase.beginSeconds)},
                          {"end_s", finiteOrNull(phase.endSeconds)},
                          {"mean_w", finiteOrNull(phase.meanWatts)},
                          {"energy_j", finiteOrNull(phase.energyJoules)},
                          {"complete", phase.complete}});
    return {{"id", named.id},
            {"shape", nameOf(found.shape)},
            {"polarity", nameOf(found.polarity)},
            {"reason", found.reason},
            {"confidence", finiteOrNull(found.confidence)},
            {"epochs", found.epochs},
            {"regimes", std::move(regimes)},
            {"phases", std::move(phases)},
            {"wave", waveJson(waveOf(found))}};
}

std::string segmentationText(const NamedSegmentation& named)
{
    const Segmentation& found = named.found;
    std::string text = fmt::format("  GPU {}: {}{}, {} epochs, confidence {:.2f}\n    {}\n", named.id,
                                   nameOf(found.shape), found.polarity == Polarity::Inverted ? " (inverted)" : "",
                                   found.epochs, found.confidence, found.reason);
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
    }
    return text;
}

/// Keeps the GPU that was asked for; Error Data where the recording has no such GPU.
Result<Trace> onlyGpu(const Trace& trace, const std::string& id)
{
    Trace kept = trace;
    std::erase_if(kept.gpus, [&](const GpuTrace& gpu) { return gpu.id != id; });
    if (!kept.gpus.empty())
        return kept;
    std::string ids;
    for (const GpuTrace& gpu : trace.gpus)
        ids += (ids.empty() ? "" : ", ") + gpu.id;
    return Error{ErrorKind::Data,
                 fmt::format("{}: there is no GPU {}; it has {}.", trace.path, quotedForMessage(id), ids)};
}

std::vector<NamedSegmentation> namedOf(const Trace& trace, const TracePhases& phases)
{
    std::vector<NamedSegmentation> named;
    for (std::size_t i = 0; i < phases.gpus.size(); ++i)
        named.push_back({trace.gpus[i].id, phases.gpus[i]});
    if (phases.sum)
        named.push_back({"sum", *phases.sum});
    return named;
}

std::string headingOf(const Trace& trace)
{
    return trace.path + (trace.parts > 1 ? fmt::format(" ({} of {})", trace.part, trace.parts) : "") + "\n";
}

Result<CommandOutput> findPhases(const PhasesOptions& options, const CommonOptions& common, const RunContext& context)
{
    CommandOutput output;
    Json files = Json::array();
    const auto use = [&](const Trace& all) -> Result<void> {
        const Result<Trace> trace = options.gpu.empty() ? Result<Trace>(all) : onlyGpu(all, options.gpu);
        if (!trace)
            return trace.error();
        const Result<TracePhases> phases = segmentTrace(*trace, options.settings, context);
        if (!phases)
            return phases.error();
        Json gpus = Json::array();
        output.text += common.json ? std::string() : headingOf(*trace);
        for (const NamedSegmentation& named : namedOf(*trace, *phases)) {
            if (common.json)
                gpus.push_back(segmentationJson(named));
            else
                output.text += segmentationText(named);
        }
        if (!common.json && !phases->disagreement.empty())
            output.text += "  " + phases->disagreement + "\n";
        files.push_back({{"path", trace->path},
                         {"part", trace->part},
                         {"parts", trace->parts},
                         {"gpus", std::move(gpus)},
                         {"wave", waveJson(phases->wave)},
                         {"disagreement", phases->disagreement.empty() ? Json(nullptr) : Json(phases->disagreement)}});
        return {};
    };
    const Result<void> done = forEachTrace(options.files, options.read, context, output, use);
    if (!done)
        return done.error();
    if (common.json)
        output.text = jsonText({{"files", std::move(files)}});
    return output;
}

} // namespace

void addPhasesCommand(Program& program)
{
    const auto options = std::make_shared<PhasesOptions>();
    CLI::App* command = program.app.add_subcommand("phases", "Regimes, epochs, peaks and valleys of recordings");
    command->add_option("files", options->files, "Recordings")->required();
    command->add_option("--gpu", options->gpu, "Only the GPU with this id");
    command
        ->add_option_function<std::size_t>(
            "--epochs", [options](const std::size_t& epochs) { options->settings.knownEpochs = epochs; },
            "Known number of epochs: decides between readings, and is checked")
        ->check(CLI::PositiveNumber);
    command
        ->add_option_function<double>(
            "--period", [options](const double& seconds) { options->settings.knownPeriodSeconds = seconds; },
            "Known duration of an epoch in seconds: only such periods are searched for, and it is checked")
        ->check(CLI::PositiveNumber);
    addImportOptions(*command, options->read);
    command->callback([options, &program] {
        program.chosen = [options, &common = program.common](const RunContext& context) {
            return findPhases(*options, common, context);
        };
    });
}

} // namespace wattline::cli
