// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/data_options.h"
#include "app/cli/metrics_output.h"
#include "app/cli/split_option.h"
#include "core/report/learning_figure.h"

#include <fmt/format.h>
#include <map>
#include <memory>

namespace wattline::cli {

namespace {

struct LearningCurveOptions {
    DataOptions data;
    LearningCurveSettings settings;
    std::string split; ///< "random", "stratified:COLUMN" or "grouped:COLUMN"
};

Json jsonOf(const LearningPoint& point)
{
    Json json = {{"share", point.share}, {"train_rows", point.trainRows}};
    if (!point.failure.empty()) {
        json["failure"] = point.failure;
        return json;
    }
    json["mse"] = spreadJson(point.mse);
    json["mre"] = point.mre ? spreadJson(*point.mre) : Json(nullptr);
    json["rmse"] = spreadJson(point.rmse);
    json["mae"] = spreadJson(point.mae);
    json["r2"] = spreadJson(point.r2);
    json["settings"] = point.settings;
    return json;
}

Json jsonOf(const LearningCurve& curve)
{
    Json json;
    json["target"] = curve.target;
    json["split"] = splitRuleJson(curve.split);
    json["repeats"] = curve.repeats;
    json["train_rows"] = curve.allTrainRows;
    json["test_rows"] = curve.testRows;
    json["methods"] = Json::array();
    for (const LearningLine& line : curve.methods) {
        Json points = Json::array();
        for (const LearningPoint& point : line.points)
            points.push_back(jsonOf(point));
        json["methods"].push_back({{"name", line.id}, {"title", line.title}, {"points", std::move(points)}});
    }
    return json;
}

/// A point without figures is told; without any the command has failed.
void tellFailures(const LearningCurve& curve, CommandOutput& output)
{
    bool any = false;
    for (const LearningLine& line : curve.methods) {
        for (const LearningPoint& point : line.points) {
            any = any || point.failure.empty();
            if (!point.failure.empty())
                output.messages.push_back(
                    fmt::format("{}, {} training rows: {}", line.title, point.trainRows, point.failure));
        }
    }
    output.failed = !any;
}

Result<CommandOutput> run(const LearningCurveOptions& options, const CommonOptions& common, const RunContext& context)
{
    CommandOutput output;
    LearningCurveSettings settings = options.settings;
    settings.seed = common.seed;
    settings.split = splitRuleOf(options.split);
    DataOptions chosen = options.data;
    chosen.groupBy = settings.split.column;
    const Result<RegressionData> data = readRegressionData(chosen, output.messages, context);
    if (!data)
        return data.error();
    const Result<LearningCurve> curve = learningCurve(*data, settings, {}, context);
    if (!curve)
        return curve.error();
    if (curve->stopped) // an interrupt leaves no partial file
        return canceledError();
    tellFailures(*curve, output);
    output.text = common.json ? jsonText(jsonOf(*curve)) : toPlainText(learningTable(*curve));
    return output;
}

} // namespace

void addLearningCurveCommand(Program& program)
{
    CLI::App* command =
        program.app.add_subcommand("learning-curve", "How the error falls with the number of rows to learn from");
    const auto options = std::make_shared<LearningCurveOptions>();
    addDataOptions(*command, options->data);
    LearningCurveSettings& settings = options->settings;
    command
        ->add_option("--methods", settings.methods, "Methods, joined by commas: linear, boosting, symbolic-modern, ...")
        ->delimiter(',')
        ->capture_default_str();
    command
        ->add_option("--shares", settings.shares,
                     "Shares of the training rows, joined by commas; each repeat's parts are nested")
        ->delimiter(',')
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    command->add_option("--repeats", settings.repeats, "Splits; a point is the mean over them")
        ->check(CLI::Range(1U, 1000U))
        ->capture_default_str();
    addSplitOption(*command, options->split);
    const std::map<std::string, Effort> efforts = {{"quick", Effort::Quick}, {"paper", Effort::Paper}};
    command
        ->add_option("--effort", settings.effort,
                     "quick: sampled grids; paper: the whole grids and searches, at every share")
        ->transform(CLI::CheckedTransformer(efforts))
        ->default_str("quick");
    command->callback([options, &common = program.common, &chosen = program.chosen] {
        chosen = [options, &common](const RunContext& context) { return run(*options, common, context); };
    });
}

} // namespace wattline::cli
