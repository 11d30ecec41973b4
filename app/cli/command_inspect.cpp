// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/import_options.h"
#include "app/cli/quality_output.h"
#include "core/base/text.h"

#include <fmt/format.h>
#include <memory>

namespace wattline::cli {

namespace {

struct InspectOptions {
    std::vector<std::filesystem::path> files;
    ReadOptions read;
};

/// A recording and what was measured of it.
struct Inspected {
    const Trace& trace;
    std::vector<SeriesSummary> summaries; ///< one a GPU
    TraceQuality quality;
};

Result<Inspected> measure(const Trace& trace, const RunContext& context)
{
    Inspected inspected{trace, {}, {}};
    for (const GpuTrace& gpu : trace.gpus) {
        if (context.stopRequested())
            return canceledError();
        inspected.summaries.push_back(summarise(gpu.power));
    }
    Result<TraceQuality> quality = qualityOf(trace, inspected.summaries, context);
    if (!quality)
        return quality.error();
    inspected.quality = std::move(*quality);
    return inspected;
}

Json gpuJson(const GpuTrace& gpu, const SeriesSummary& summary, const GpuQuality& quality)
{
    Json faults = Json::array();
    for (const SensorFault& fault : gpu.faults)
        faults.push_back(
            {{"kind", nameOf(fault.kind)},
             {"begin_s", finiteOrNull(gpu.power.timeSeconds[fault.begin])},
             {"end_s", finiteOrNull(gpu.power.timeSeconds[fault.end - 1])},
             {"samples", fault.end - fault.begin},
             {"recorded_w", fault.recordedWatts.empty() ? Json(nullptr) : finiteOrNull(fault.recordedWatts.front())}});
    Json json{{"id", gpu.id},
              {"name", gpu.name},
              {"field", nameOf(gpu.field)},
              {"samples", summary.samples},
              {"missing", summary.missing},
              {"gaps", summary.gaps.size()},
              {"interval_s", finiteOrNull(summary.intervalSeconds)},
              {"refresh_s", finiteOrNull(quality.sensor.measured.seconds)},
              {"duration_s", finiteOrNull(summary.durationSeconds)},
              {"mean_w", finiteOrNull(summary.meanWatts)},
              {"min_w", finiteOrNull(summary.minWatts)},
              {"max_w", finiteOrNull(summary.maxWatts)},
              {"energy_j", finiteOrNull(summary.energyJoules)},
              {"coverage", finiteOrNull(summary.coverage)},
              {"power_limit_w", gpu.powerLimitWatts ? Json(*gpu.powerLimitWatts) : Json(nullptr)},
              {"faults", std::move(faults)}};
    addQuality(json, quality);
    return json;
}

Json traceJson(const Inspected& inspected)
{
    const Trace& trace = inspected.trace;
    Json gpus = Json::array();
    for (std::size_t i = 0; i < trace.gpus.size(); ++i)
        gpus.push_back(gpuJson(trace.gpus[i], inspected.summaries[i], inspected.quality.gpus[i]));
    Json issues = Json::array();
    for (const Issue& issue : trace.issues)
        issues.push_back(
            {{"kind", nameOf(issue.kind)}, {"line", issue.line}, {"count", issue.count}, {"message", issue.message}});
    return {{"path", trace.path},
            {"part", trace.part},
            {"parts", trace.parts},
            {"form", nameOf(trace.form)},
            {"encoding", trace.encoding},
            {"bytes", trace.bytes},
            {"lines", trace.lines},
            {"start_unix_s", trace.startUnixSeconds ? Json(*trace.startUnixSeconds) : Json(nullptr)},
            {"gpus", std::move(gpus)},
            {"skew", skewJson(inspected.quality)},
            {"issues", std::move(issues)}};
}

std::string traceText(const Inspected& inspected)
{
    const Trace& trace = inspected.trace;
    std::string text =
        fmt::format("{}{}\n  {}, {}, {} bytes, {} lines\n", trace.path,
                    trace.parts > 1 ? fmt::format(" ({} of {})", trace.part, trace.parts) : "", nameOf(trace.form),
                    trace.encoding, formatCount(trace.bytes), formatCount(trace.lines));
    text += fmt::format("  {:<14} {:<8} {:>9} {:>7} {:>5} {:>10} {:>9} {:>11} {:>8} {:>8} {:>8} {:>12} {:>8}\n", "GPU",
                        "field", "samples", "missing", "gaps", "interval/s", "refresh/s", "duration/s", "mean/W",
                        "min/W", "max/W", "energy/J", "covered");
    for (std::size_t i = 0; i < trace.gpus.size(); ++i) {
        const GpuTrace& gpu = trace.gpus[i];
        const SeriesSummary& s = inspected.summaries[i];
        text += fmt::format(
            "  {:<14} {:<8} {:>9} {:>7} {:>5} {:>10} {:>9} {:>11.3f} {:>8.2f} {:>8.2f} {:>8.2f} {:>12.1f} {:>6.1f} %\n",
            gpu.id, nameOf(gpu.field), formatCount(s.samples), formatCount(s.missing), s.gaps.size(),
            formatShort(s.intervalSeconds), formatShort(inspected.quality.gpus[i].sensor.measured.seconds),
            s.durationSeconds, s.meanWatts, s.minWatts, s.maxWatts, s.energyJoules, 100.0 * s.coverage);
    }
    text += qualityText(trace, inspected.quality);
    for (const Issue& issue : trace.issues)
        text += fmt::format("  {}{}, {}x: {}\n", nameOf(issue.kind),
                            issue.line > 0 ? fmt::format(" from line {}", issue.line) : std::string(),
                            formatCount(issue.count), issue.message);
    return text;
}

Result<CommandOutput> inspect(const InspectOptions& options, const CommonOptions& common, const RunContext& context)
{
    CommandOutput output;
    Json files = Json::array();
    const Result<void> done =
        forEachTrace(options.files, options.read, context, output, [&](const Trace& trace) -> Result<void> {
            const Result<Inspected> inspected = measure(trace, context);
            if (!inspected)
                return inspected.error();
            if (common.json)
                files.push_back(traceJson(*inspected));
            else
                output.text += traceText(*inspected);
            return {};
        });
    if (!done)
        return done.error();
    if (common.json)
        output.text = jsonText({{"files", std::move(files)}});
    return output;
}

} // namespace

void addInspectCommand(Program& program)
{
    const auto options = std::make_shared<InspectOptions>();
    CLI::App* command = program.app.add_subcommand(
        "inspect", "What recordings hold: GPUs, samples, gaps, energy, and how good they are");
    command->add_option("files", options->files, "Recordings")->required();
    addImportOptions(*command, options->read);
    command->callback([options, &program] {
        program.chosen = [options, &common = program.common](const RunContext& context) {
            return inspect(*options, common, context);
        };
    });
}

} // namespace wattline::cli
