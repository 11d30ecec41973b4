// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/import_options.h"
#include "core/base/text.h"
#include "core/trace/aliasing.h"
#include "core/trace/align.h"

#include <fmt/format.h>
#include <memory>

namespace wattline::cli {

namespace {

struct AliasingOptions {
    std::filesystem::path fast;
    std::filesystem::path slow; ///< empty: the fast log thinned out
    double everySeconds = 0.0;
    std::optional<double> leadSeconds;
    double mostMeanPercent = 1.0;
    double mostPercent = 3.0;
    ReadOptions read;
    AliasingSettings settings;
    std::string gpu;
};

/// The check and how the two logs were laid over each other.
struct AliasingRun {
    AliasingCheck check;
    std::string alignedBy; ///< empty where there is one log
    double leadSeconds = 0.0;
};

Result<std::vector<ClockedSeries>> readLogs(const AliasingOptions& options, const RunContext& context)
{
    std::vector<std::filesystem::path> files{options.fast};
    if (!options.slow.empty())
        files.push_back(options.slow);
    std::vector<ClockedSeries> logs;
    for (const std::filesystem::path& file : files) {
        const Result<Trace> trace = readTrace(file, options.read, context);
        if (!trace)
            return trace.error();
        Result<PowerSeries> power = powerOf(*trace, options.gpu);
        if (!power)
            return power.error();
        logs.push_back({std::move(*power), trace->startUnixSeconds});
    }
    return logs;
}

Result<AliasingRun> runCheck(const AliasingOptions& options, const RunContext& context)
{
    const Result<std::vector<ClockedSeries>> logs = readLogs(options, context);
    if (!logs)
        return logs.error();
    AliasingSettings settings = options.settings;
    settings.mostMeanDifference = 0.01 * options.mostMeanPercent;
    settings.mostDifference = 0.01 * options.mostPercent;
    AliasingRun run;
    if (!options.slow.empty()) {
        const SlowLead lead = slowLeadOf(logs->front(), logs->back());
        run.leadSeconds = options.leadSeconds.value_or(lead.seconds);
        run.alignedBy = options.leadSeconds ? "lead asked for" : nameOf(lead.from);
    }
    Result<AliasingCheck> check =
        options.slow.empty()
            ? checkThinned(logs->front().power, options.everySeconds, settings, context)
            : checkAliasing(logs->front().power, logs->back().power, run.leadSeconds, settings, context);
    if (!check)
        return check.error();
    run.check = std::move(*check);
    return run;
}

Json runJson(const AliasingOptions& options, const AliasingRun& run)
{
    const AliasingCheck& check = run.check;
    return {{"fast", {{"path", options.fast.string()}, {"interval_s", finiteOrNull(check.fastIntervalSeconds)}}},
            {"slow",
             {{"path", options.slow.empty() ? Json(nullptr) : Json(options.slow.string())},
              {"interval_s", finiteOrNull(check.slowIntervalSeconds)}}},
            {"aligned_by", run.alignedBy.empty() ? Json(nullptr) : Json(run.alignedBy)},
            {"lead_s", finiteOrNull(run.leadSeconds)},
            {"refresh_s", finiteOrNull(check.refresh.seconds)},
            {"refresh_visible", check.refresh.visible},
            {"samples_per_value", finiteOrNull(check.refresh.samplesPerValue)},
            {"fast_repeats", check.fastRepeats},
            {"window_s", finiteOrNull(check.windowSeconds)},
            {"windows", check.windows},
            {"mean_difference", finiteOrNull(check.meanDifference)},
            {"max_difference", finiteOrNull(check.largestDifference)},
            {"max_at_s", finiteOrNull(check.largestAtSeconds)},
            {"energy_difference", finiteOrNull(check.energyDifference)},
            {"limits", {{"mean", 0.01 * options.mostMeanPercent}, {"max", 0.01 * options.mostPercent}}},
            {"verdict", nameOf(check.verdict)},
            {"reason", check.reason}};
}

std::string runText(const AliasingRun& run)
{
    const AliasingCheck& check = run.check;
    std::string text = nameOf(check.verdict) + "\n  " + check.reason + "\n";
    if (check.windows > 0)
        text += fmt::format("  The largest difference lies at {} s.\n", formatShort(check.largestAtSeconds, 6));
    if (!run.alignedBy.empty())
        text += fmt::format("  The slow log begins {} s on the fast log's clock (by {}).\n",
                            formatShort(run.leadSeconds, 6), run.alignedBy);
    return text;
}

void addCheckOptions(CLI::App& command, AliasingOptions& options)
{
    CLI::Option* slow = command.add_option("slow", options.slow, "The slow log of the same run");
    CLI::Option* every =
        command
            .add_option("--every", options.everySeconds,
                        "Instead of a slow log: thin the fast one out to one sample in this many seconds")
            ->check(CLI::PositiveNumber)
            ->excludes(slow);
    command.add_option("--gpu", options.gpu, "The GPU with this id (default: the mean over the GPUs of a recording)");
    command
        .add_option("--window", options.settings.windowSeconds,
                    "Seconds of the windows whose means are compared (default: a hundred intervals of the slow log)")
        ->check(CLI::PositiveNumber);
    command.add_option("--mean-limit", options.mostMeanPercent, "Mean difference allowed, in %")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command.add_option("--max-limit", options.mostPercent, "Largest difference allowed, in %")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command
        .add_option_function<double>(
            "--lead", [&options](const double& seconds) { options.leadSeconds = seconds; },
            "Seconds on the fast log's clock at which the slow log begins (default: from the stamps, else the first "
            "rise)")
        ->excludes(every);
}

} // namespace

void addAliasingCommand(Program& program)
{
    const auto options = std::make_shared<AliasingOptions>();
    CLI::App* command = program.app.add_subcommand("aliasing", "Whether a slow log says the same as a fast one");
    command->add_option("fast", options->fast, "The fast log")->required();
    addCheckOptions(*command, *options);
    addImportOptions(*command, options->read);
    command->callback([options, &program] {
        if (options->slow.empty() && !(options->everySeconds > 0.0))
            throw CLI::ValidationError("aliasing", "name the slow log, or an interval with --every");
        program.chosen = [options, &common = program.common](const RunContext& context) -> Result<CommandOutput> {
            const Result<AliasingRun> run = runCheck(*options, context);
            if (!run)
                return run.error();
            CommandOutput output;
            output.text = common.json ? jsonText(runJson(*options, *run)) : runText(*run);
            return output;
        };
    });
}

} // namespace wattline::cli
