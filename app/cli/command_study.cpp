// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/data_options.h"
#include "app/cli/metrics_output.h"
#include "app/cli/table_format.h"
#include "core/evaluation/study.h"
#include "core/report/study_table.h"

#include <fmt/format.h>
#include <memory>

namespace wattline::cli {

namespace {

struct StudyOptions {
    DataOptions data;
    std::string mode = "strict";
    StudyPlan plan;
    std::filesystem::path results;
    Format format = Format::PlainText;
};

Json jsonOf(const StudyPoint& point)
{
    Json json = {{"population", point.population}, {"generations", point.generations}};
    json["crossover"] = finiteOrNull(point.crossover);
    json["validation_error"] = spreadJson(point.validation);
    json["test_error"] = spreadJson(point.test);
    json["seconds"] = spreadJson(point.seconds);
    json["length"] = finiteOrNull(point.meanLength);
    json["on_plateau"] = point.onPlateau;
    return json;
}

Json jsonOf(const Study& study)
{
    const auto pointOrNull = [&study](const std::optional<std::size_t>& point) {
        return point ? jsonOf(study.points[*point]) : Json(nullptr);
    };
    Json json;
    json["target"] = study.target;
    json["mode"] = study.mode == SearchMode::Strict ? "strict" : "modern";
    json["error"] = study.relative ? "mre" : "rmse";
    json["rows"] = {{"train", study.trainRows}, {"validation", study.validationRows}, {"test", study.testRows}};
    json["repeats"] = study.repeats;
    json["runs"] = study.runs.size();
    json["resumed_runs"] = study.resumed;
    json["points"] = Json::array();
    for (const StudyPoint& point : study.points)
        json["points"].push_back(jsonOf(point));
    json["best"] = pointOrNull(study.best);
    json["plateau"] = pointOrNull(study.plateau);
    json["remarks"] = remarksOn(study);
    return json;
}

Result<CommandOutput> run(const StudyOptions& options, const CommonOptions& common, const RunContext& context)
{
    CommandOutput output;
    const Result<RegressionData> data = readRegressionData(options.data, output.messages, context);
    if (!data)
        return data.error();
    StudyPlan plan = options.plan;
    plan.base = settingsOf(options.mode == "strict" ? SearchPreset::Paper : SearchPreset::Modern);
    plan.base = withSeed(plan.base, common.seed);
    const Result<Study> study = runStudy(*data, plan, options.results, {}, context);
    if (!study)
        return study.error();
    if (study->stopped) {
        const std::string kept = options.results.empty()
                                     ? std::string("nothing was written.")
                                     : fmt::format("the finished runs are in {}.", options.results.string());
        return Error{ErrorKind::Canceled,
                     fmt::format("interrupted after {} of {} runs; {}", study->runs.size(), study->runsAsked, kept)};
    }
    if (study->resumed > 0)
        output.messages.push_back(fmt::format("{} of {} runs were in {} already.", study->resumed, study->runsAsked,
                                              options.results.string()));
    const Format format = formatOf(options.format, common);
    TextTable points = studyTable(*study);
    points.notes = remarksOn(*study);
    output.text = format == Format::JsonText ? jsonText(jsonOf(*study)) : formattedTable(points, format);
    return output;
}

} // namespace

void addStudyCommand(Program& program)
{
    CLI::App* command = program.app.add_subcommand(
        "study", "Search with a grid of populations, generations and crossovers, and find where more no longer helps");
    const auto options = std::make_shared<StudyOptions>();
    addDataOptions(*command, options->data);
    command->add_option("--mode", options->mode, "strict: the paper's engine; modern: small accurate formulas")
        ->check(CLI::IsMember({"strict", "modern"}))
        ->capture_default_str();
    StudyPlan& plan = options->plan;
    command->add_option("--populations", plan.populations, "Programs of a generation, joined by commas")
        ->delimiter(',')
        ->capture_default_str();
    command
        ->add_option("--generations", plan.generations,
                     "Numbers of generations, joined by commas; the greatest is "
                     "run, the others are measured in passing")
        ->delimiter(',')
        ->capture_default_str();
    CLI::Option* crossovers =
        command->add_option("--crossovers", plan.crossovers, "Shares of crossover, joined by commas; strict mode alone")
            ->delimiter(',')
            ->capture_default_str();
    command->add_option("--repeats", plan.repeats, "Searches of each point, each with its own split and seed")
        ->check(CLI::Range(1U, 1000U))
        ->capture_default_str();
    command->add_option("--results", options->results,
                        "File that keeps every finished run; the same study begun again goes on from it");
    addFormatOption(*command, options->format);
    command->callback([options, crossovers, &common = program.common, &chosen = program.chosen] {
        if (options->mode == "modern" && crossovers->count() > 0)
            throw CLI::ValidationError("study", "--crossovers is an option of strict mode");
        chosen = [options, &common](const RunContext& context) { return run(*options, common, context); };
    });
}

} // namespace wattline::cli
