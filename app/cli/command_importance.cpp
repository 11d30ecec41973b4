// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/data_options.h"
#include "app/cli/formula_option.h"
#include "app/cli/metrics_output.h"
#include "app/cli/table_format.h"
#include "core/evaluation/importance_study.h"
#include "core/report/importance_tables.h"

#include <map>
#include <memory>

namespace wattline::cli {

namespace {

struct ImportanceOptions {
    DataOptions data;
    ImportanceSettings settings;
    std::string formula; ///< empty: the method
    bool isGplearn = false;
    Format format = Format::PlainText;
    std::string discrete; ///< names joined by commas; empty: the settings' own
};

Json jsonOf(const ElasticStep& step)
{
    Json json = {{"change", spreadJson(step.change)}, {"step", finiteOrNull(step.step)}};
    json.update(
        {{"rows", step.rows}, {"outside", step.outside}, {"skipped", step.skipped}, {"undefined", step.undefined}});
    return json;
}

Json jsonOf(const ImportanceStudy& study, std::size_t feature)
{
    const FeatureImportance& importance = study.importances[feature];
    const FeatureElasticity elasticity = study.elasticity(feature);
    return {{"name", study.featureNames[feature]},
            {"mse_change", spreadJson(importance.mse)},
            {"mse_share", importance.mseShare},
            {"mre_change", spreadJson(importance.mre)},
            {"mre_share", importance.mreShare ? Json(*importance.mreShare) : Json(nullptr)},
            {"elasticity",
             {{"stepped", elasticity.stepped}, {"up", jsonOf(elasticity.up)}, {"down", jsonOf(elasticity.down)}}}};
}

Json jsonOf(const ImportanceStudy& study)
{
    Json json;
    json["target"] = study.target;
    json["model"] = study.model;
    json["seen_share"] = study.seenShare ? Json(*study.seenShare) : Json(nullptr);
    json["rows"] = {{"train", study.trainRows}, {"test", study.testRows}};
    json["splits"] = study.splits.size();
    json["shuffles"] = study.shuffles;
    json["settings"] = Json::array();
    for (const ImportanceSplit& split : study.splits)
        json["settings"].push_back(split.settings);
    json["mse"] = spreadJson(study.mse);
    json["mre"] = spreadJson(study.mre);
    json["features"] = Json::array();
    for (const std::size_t feature : study.ranking())
        json["features"].push_back(jsonOf(study, feature));
    json["correlated"] = Json::array();
    for (const CorrelatedPair& pair : study.correlated)
        json["correlated"].push_back({{"first", study.featureNames[pair.first]},
                                      {"second", study.featureNames[pair.second]},
                                      {"r", finiteOrNull(pair.r)}});
    json["remarks"] = remarksOn(study);
    return json;
}

Result<CommandOutput> run(const ImportanceOptions& options, const CommonOptions& common, const RunContext& context)
{
    CommandOutput output;
    const Result<RegressionData> data = readRegressionData(options.data, output.messages, context);
    if (!data)
        return data.error();
    ImportanceSettings settings = options.settings;
    settings.seed = common.seed;
    if (!options.formula.empty()) {
        Result<Expression> formula = readFormulaOption(options.formula, data->featureNames, options.isGplearn);
        if (!formula)
            return formula.error();
        settings.formula = *std::move(formula);
    }
    if (!options.discrete.empty())
        settings.elasticity.stepped = namesIn(options.discrete);
    const Result<ImportanceStudy> study = studyImportance(*data, settings, {}, context);
    if (!study)
        return study.error();
    if (study->stopped) // an interrupt leaves no partial file
        return canceledError();
    const Format format = formatOf(options.format, common);
    if (format == Format::JsonText) {
        output.text = jsonText(jsonOf(*study));
        return output;
    }
    TextTable importance = importanceTable(*study);
    TextTable elasticity = elasticityTable(*study);
    (format == Format::Csv ? importance : elasticity).notes = remarksOn(*study);
    output.text = formattedTable(importance, format);
    if (format != Format::Csv) // one file of CSV is one table
        output.text += "\n" + formattedTable(elasticity, format);
    return output;
}

} // namespace

void addImportanceCommand(Program& program)
{
    CLI::App* command =
        program.app.add_subcommand("importance", "What each feature contributes to a model, asked on test rows");
    const auto options = std::make_shared<ImportanceOptions>();
    addDataOptions(*command, options->data);
    ImportanceSettings& settings = options->settings;
    CLI::Option* method = command->add_option("--method", settings.method,
                                              "The method that is fitted to the training rows: boosting, linear, ...");
    method->capture_default_str();
    command
        ->add_option("--formula", options->formula,
                     "A formula over the features, in their units, to be asked as it is instead of a method; the test "
                     "rows may be among those it was made on")
        ->excludes(method);
    addGplearnOption(*command, options->isGplearn);
    const std::map<std::string, Effort> efforts = {{"quick", Effort::Quick}, {"paper", Effort::Paper}};
    command->add_option("--effort", settings.effort, "quick: sampled grids; paper: the whole grids and searches")
        ->transform(CLI::CheckedTransformer(efforts))
        ->default_str("quick");
    command->add_option("--splits", settings.splits, "Random splits to average over, one model each")
        ->check(CLI::Range(1U, 1000U))
        ->capture_default_str();
    command->add_option("--shuffles", settings.shuffles, "Shuffles of each feature on each split")
        ->check(CLI::Range(1U, 100'000U))
        ->capture_default_str();
    command->add_option("--discrete", options->discrete,
                        "Features without values in between, joined by commas: the second view moves them to the next "
                        "value of the training rows (default: num_workers,batch_size,image_size,data_size)");
    addFormatOption(*command, options->format);
    command->callback([options, &common = program.common, &chosen = program.chosen] {
        chosen = [options, &common](const RunContext& context) { return run(*options, common, context); };
    });
}

} // namespace wattline::cli
