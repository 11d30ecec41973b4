// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/data_options.h"
#include "app/cli/metrics_output.h"
#include "core/evaluation/comparison.h"
#include "core/report/tables.h"

#include <map>
#include <memory>

namespace wattline::cli {

namespace {

struct CompareOptions {
    DataOptions data;
    ComparisonSettings settings;
    std::filesystem::path testRows;
};

Json numberOrNull(const std::optional<double>& value)
{
    return value ? finiteOrNull(*value) : Json(nullptr);
}

Json jsonOf(const MethodResult& method)
{
    Json json;
    json["name"] = method.id;
    json["title"] = method.title;
    if (!method.failure.empty()) {
        json["failure"] = method.failure;
        return json;
    }
    json["mse"] = spreadJson(method.mse);
    json["mre"] = method.mre ? spreadJson(*method.mre) : Json(nullptr);
    json["rmse"] = spreadJson(method.rmse);
    json["mae"] = spreadJson(method.mae);
    json["r2"] = spreadJson(method.r2);
    json["seconds"] = spreadJson(method.seconds);
    json["tuning_seconds"] = method.tuningSeconds;
    json["size"] = method.meanSize;
    json["settings"] = method.settings;
    json["description"] = method.description;
    json["difference"] = numberOrNull(method.difference);
    json["p_value"] = numberOrNull(method.pValue);
    return json;
}

/// One line per repeat: what each method scored there.
Json splitsOf(const Comparison& comparison)
{
    Json splits = Json::array();
    for (std::size_t repeat = 0; repeat < comparison.repeats; ++repeat) {
        Json methods = Json::array();
        for (const MethodResult& method : comparison.methods) {
            if (!method.failure.empty())
                continue;
            const RepeatResult& result = method.repeats[repeat];
            methods.push_back({{"name", method.id},
                               {"mse", finiteOrNull(result.metrics.mse)},
                               {"mre", numberOrNull(result.metrics.mre)},
                               {"rmse", finiteOrNull(result.metrics.rmse)},
                               {"mae", finiteOrNull(result.metrics.mae)},
                               {"r2", finiteOrNull(result.metrics.r2)},
                               {"seconds", result.seconds},
                               {"size", result.size},
                               {"settings", result.settings}});
        }
        splits.push_back({{"repeat", repeat}, {"methods", std::move(methods)}});
    }
    return splits;
}

Json jsonOf(const Comparison& comparison)
{
    Json json;
    json["target"] = comparison.target;
    json["rows"] = {
        {"train", comparison.trainRows}, {"validation", comparison.validationRows}, {"test", comparison.testRows}};
    json["methods"] = Json::array();
    for (const MethodResult& method : comparison.methods)
        json["methods"].push_back(jsonOf(method));
    json["ranking"] = Json::array();
    for (const std::size_t method : ranking(comparison))
        json["ranking"].push_back(comparison.methods[method].id);
    json["baseline"] = comparison.baseline;
    json["repeats"] = comparison.repeats;
    json["splits"] = splitsOf(comparison);
    return json;
}

/// A method that was asked for by name and has no figures makes the command fail; of all methods some may not apply.
void tellFailures(const Comparison& comparison, const ComparisonSettings& settings, CommandOutput& output)
{
    std::size_t failures = 0;
    for (const MethodResult& method : comparison.methods) {
        if (method.failure.empty())
            continue;
        ++failures;
        output.messages.push_back(method.title + ": " + method.failure);
    }
    output.failed = failures == comparison.methods.size() || (failures > 0 && !settings.methods.empty());
}

Result<CommandOutput> run(const CompareOptions& options, const CommonOptions& common, const RunContext& context)
{
    CommandOutput output;
    const Result<RegressionData> data = readRegressionData(options.data, output.messages, context);
    if (!data)
        return data.error();
    ComparisonSettings settings = options.settings;
    settings.seed = common.seed;
    if (!options.testRows.empty()) {
        Result<std::vector<std::vector<std::size_t>>> testRows =
            readTestRowsOf(*data, options.testRows, output.messages);
        if (!testRows)
            return testRows.error();
        settings.testRows = *std::move(testRows);
    }
    const Result<Comparison> comparison = compareMethods(*data, settings, {}, context);
    if (!comparison)
        return comparison.error();
    if (comparison->stopped) // an interrupt leaves no partial file
        return canceledError();
    tellFailures(*comparison, settings, output);
    output.text = common.json ? jsonText(jsonOf(*comparison)) : toPlainText(comparisonTable(*comparison));
    return output;
}

} // namespace

void addCompareCommand(Program& program)
{
    CLI::App* command = program.app.add_subcommand("compare", "Fit every method on the same splits of a data set");
    const auto options = std::make_shared<CompareOptions>();
    addDataOptions(*command, options->data);
    ComparisonSettings& settings = options->settings;
    command
        ->add_option("--methods", settings.methods,
                     "Methods, joined by commas: symbolic, symbolic-modern, linear, ... (default: all)")
        ->delimiter(',');
    command->add_option("--repeats", settings.repeats, "Random splits; ignored with --test-rows")
        ->check(CLI::Range(1U, 1000U))
        ->capture_default_str();
    const std::map<std::string, Effort> efforts = {{"quick", Effort::Quick}, {"paper", Effort::Paper}};
    command->add_option("--effort", settings.effort, "quick: sampled grids; paper: the whole grids and searches")
        ->transform(CLI::CheckedTransformer(efforts))
        ->default_str("quick");
    command->add_option("--baseline", settings.baseline, "The method that the others are tested against")
        ->capture_default_str();
    command->add_option("--test-rows", options->testRows,
                        "File of fixed test sets: row numbers from 0, one line a split");
    command->callback([options, &common = program.common, &chosen = program.chosen] {
        chosen = [options, &common](const RunContext& context) { return run(*options, common, context); };
    });
}

} // namespace wattline::cli
