// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/import_options.h"
#include "app/cli/metrics_output.h"
#include "core/base/text.h"
#include "core/trace/replicates.h"

#include <fmt/format.h>
#include <map>
#include <memory>

namespace wattline::cli {

namespace {

struct ReplicatesOptions {
    std::vector<std::filesystem::path> files;
    ReadOptions read;
    AlignSettings align;
    std::string gpu;
    std::filesystem::path curve;
};

constexpr std::size_t PointsPerLook = 100'000; ///< points of the curve between two looks at the stop token

/// Nothing where a stop was requested.
std::optional<Json> curveJson(const ReplicateAverage& average, const RunContext& context)
{
    Json times = Json::array();
    Json means = Json::array();
    Json spreads = Json::array();
    for (std::size_t i = 0; i < average.mean.size(); ++i) {
        if (i % PointsPerLook == 0 && context.stopRequested())
            return std::nullopt;
        times.push_back(average.mean.timeSeconds[i]);
        means.push_back(finiteOrNull(average.mean.powerWatts[i]));
        spreads.push_back(finiteOrNull(average.stdWatts[i]));
    }
    return Json{{"time_s", std::move(times)},
                {"mean_w", std::move(means)},
                {"std_w", std::move(spreads)},
                {"count", average.count}};
}

Json averageJson(const ReplicateAverage& average, Json curve)
{
    Json replicates = Json::array();
    for (const Replicate& one : average.replicates)
        replicates.push_back({{"name", one.name},
                              {"zero_s", finiteOrNull(one.zeroSeconds)},
                              {"mean_w", finiteOrNull(one.meanWatts)},
                              {"energy_j", finiteOrNull(one.energyJoules)},
                              {"distance_w", finiteOrNull(one.distanceWatts)}});
    return {{"replicates", std::move(replicates)},
            {"begin_s", average.mean.timeSeconds.front()},
            {"end_s", average.mean.timeSeconds.back()},
            {"step_s", average.stepSeconds},
            {"mean_w", spreadJson(average.meanWatts)},
            {"energy_j", spreadJson(average.energyJoules)},
            {"drift",
             {{"range_w", finiteOrNull(average.drift.rangeWatts)},
              {"range", finiteOrNull(average.drift.rangeFraction)},
              {"slope_w", finiteOrNull(average.drift.slopeWatts)},
              {"slope_p", finiteOrNull(average.drift.slopeP)}}},
            {"warnings", average.warnings},
            {"curve", std::move(curve)}};
}

std::string averageText(const ReplicateAverage& average)
{
    std::string text = fmt::format("{} replicates, {} s to {} s around time zero, one point every {} s\n",
                                   average.replicates.size(), formatShort(average.mean.timeSeconds.front()),
                                   formatShort(average.mean.timeSeconds.back()), formatShort(average.stepSeconds));
    text +=
        fmt::format("  {:>11} {:>9} {:>13} {:>11}  {}\n", "zero/s", "mean/W", "energy/J", "distance/W", "recording");
    for (const Replicate& one : average.replicates)
        text += fmt::format("  {:>11.3f} {:>9.2f} {:>13.1f} {:>11.2f}  {}\n", one.zeroSeconds, one.meanWatts,
                            one.energyJoules, one.distanceWatts, one.name);
    text += fmt::format("  mean power {:.2f} ± {:.2f} W, energy {:.1f} ± {:.1f} J\n", average.meanWatts.mean,
                        average.meanWatts.std, average.energyJoules.mean, average.energyJoules.std);
    text +=
        fmt::format("  the mean powers lie {:.2f} W ({:.2f} %) apart, {:+.3f} W from one to the next{}\n",
                    average.drift.rangeWatts, 100.0 * average.drift.rangeFraction, average.drift.slopeWatts,
                    average.replicates.size() > 2 ? fmt::format(" (p = {:.3f})", average.drift.slopeP) : std::string());
    return text;
}

/// Nothing where a stop was requested.
std::optional<std::string> curveCsv(const ReplicateAverage& average, const RunContext& context)
{
    const auto cell = [](double value) { return std::isnan(value) ? std::string() : formatShort(value, 7); };
    std::string csv = "time_s,power_w,std_w,count\n";
    for (std::size_t i = 0; i < average.mean.size(); ++i) {
        if (i % PointsPerLook == 0 && context.stopRequested())
            return std::nullopt;
        csv += fmt::format("{:.6f},{},{},{}\n", average.mean.timeSeconds[i], cell(average.mean.powerWatts[i]),
                           cell(average.stdWatts[i]), average.count[i]);
    }
    return csv;
}

/// Nothing where a stop was requested.
std::optional<std::string> outputText(const ReplicateAverage& average, bool asJson, const RunContext& context)
{
    if (!asJson)
        return averageText(average);
    std::optional<Json> curve = curveJson(average, context);
    if (!curve)
        return std::nullopt;
    return jsonText(averageJson(average, std::move(*curve)));
}

Result<CommandOutput> findAverage(const ReplicatesOptions& options, const CommonOptions& common,
                                  const RunContext& context)
{
    CommandOutput output;
    std::vector<NamedSeries> series;
    const Result<void> done =
        forEachTrace(options.files, options.read, context, output, [&](const Trace& trace) -> Result<void> {
            Result<PowerSeries> power = powerOf(trace, options.gpu);
            if (!power)
                return power.error();
            series.push_back({titleOf(trace), std::move(*power), trace.startUnixSeconds});
            return {};
        });
    if (!done)
        return done.error();
    if (output.failed) // an average of the others would not be the one that was asked for
        return Error{ErrorKind::Data, output.messages.front()};
    const Result<ReplicateAverage> average = averageReplicates(series, options.align, context);
    if (!average)
        return average.error();
    std::optional<std::string> text = outputText(*average, common.json, context);
    std::optional<std::string> csv = options.curve.empty() ? std::string() : curveCsv(*average, context);
    if (!text || !csv)
        return canceledError();
    output.text = std::move(*text);
    if (!options.curve.empty())
        output.files.push_back({options.curve, std::move(*csv)});
    output.messages.insert(output.messages.end(), average->warnings.begin(), average->warnings.end());
    return output;
}

} // namespace

void addReplicatesCommand(Program& program)
{
    const auto options = std::make_shared<ReplicatesOptions>();
    CLI::App* command =
        program.app.add_subcommand("replicates", "Average of several recordings of the same work, point by point");
    command->add_option("files", options->files, "Two recordings or more, better three")->required();
    command->add_option("--gpu", options->gpu, "The GPU with this id (default: the mean over the GPUs of a recording)");
    const std::map<std::string, AlignAt> places{
        {"rise", AlignAt::FirstRise}, {"begin", AlignAt::Begin}, {"clock", AlignAt::Clock}};
    command
        ->add_option(
            "--align", options->align.alignAt,
            "What becomes time zero: the first rise to the peak, the first sample, or the same moment by the clock")
        ->transform(CLI::CheckedTransformer(places))
        ->default_str("rise");
    command
        ->add_option("--step", options->align.stepSeconds,
                     "Seconds between the points of the average (default: the longest sampling interval)")
        ->check(CLI::PositiveNumber);
    command->add_option("--curve", options->curve, "Write the averaged curve to this CSV file");
    addImportOptions(*command, options->read);
    command->callback([options, &program] {
        program.chosen = [options, &common = program.common](const RunContext& context) {
            return findAverage(*options, common, context);
        };
    });
}

} // namespace wattline::cli
