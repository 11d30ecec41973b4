// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/formula_option.h"
#include "app/cli/metrics_output.h"
#include "core/base/text.h"
#include "core/evaluation/predict_formula.h"
#include "core/report/tables.h"

#include <fmt/format.h>
#include <memory>

namespace wattline::cli {

namespace {

struct PredictOptions {
    std::filesystem::path file;
    std::string formula;
    std::string target;
    bool isGplearn = false;
};

Json jsonOf(const FormulaPredictions& predictions)
{
    Json json;
    json["predictions"] = Json::array();
    for (double value : predictions.values)
        json["predictions"].push_back(finiteOrNull(value));
    json["rows_scored"] = predictions.scoredRows;
    json["metrics"] = predictions.metrics ? metricsJson(*predictions.metrics) : Json(nullptr);
    return json;
}

std::string textOf(const FormulaPredictions& predictions)
{
    TextTable rows{{"row", "prediction"}, {}};
    for (std::size_t i = 0; i < predictions.values.size(); ++i)
        rows.rows.push_back({std::to_string(i), formatNumber(predictions.values[i])});
    std::string text = toPlainText(rows);
    if (predictions.metrics) {
        TextTable errors{{"n", "MAE", "RMSE", "MRE %", "R2"}, {{std::to_string(predictions.scoredRows)}}};
        for (std::string& cell : metricsCells(*predictions.metrics))
            errors.rows.front().push_back(std::move(cell));
        text += "\n" + toPlainText(errors);
    }
    return text;
}

Result<CommandOutput> run(const PredictOptions& options, const CommonOptions& common, const RunContext& context)
{
    const Result<Dataset> dataset = readDataset(options.file, context);
    if (!dataset)
        return dataset.error();
    const Result<Expression> formula = readFormulaOption(options.formula, formulaNames(*dataset), options.isGplearn);
    if (!formula)
        return formula.error();
    const Result<FormulaPredictions> predictions = predictFormula(*dataset, *formula, options.target);
    if (!predictions)
        return predictions.error();
    CommandOutput output;
    output.text = common.json ? jsonText(jsonOf(*predictions)) : textOf(*predictions);
    output.messages.push_back(fmt::format("variables {}.", fmt::join(predictions->variables, ", ")));
    if (predictions->incompleteRows > 0)
        output.messages.push_back(
            fmt::format("{} rows have no prediction: a cell is empty.", predictions->incompleteRows));
    return output;
}

} // namespace

void addPredictCommand(Program& program)
{
    CLI::App* command = program.app.add_subcommand("predict", "Evaluate a formula on the rows of a CSV and score it");
    const auto options = std::make_shared<PredictOptions>();
    command->add_option("CSV", options->file, "Data set: any CSV with a header")->required();
    command
        ->add_option("--formula", options->formula,
                     "Formula over the columns, as evolve prints it in raw units; names that are no plain words stand "
                     "between backticks")
        ->required();
    addGplearnOption(*command, options->isGplearn);
    command->add_option("--target", options->target, "Column to score the predictions against");
    command->callback([options, &common = program.common, &chosen = program.chosen] {
        chosen = [options, &common](const RunContext& context) { return run(*options, common, context); };
    });
}

} // namespace wattline::cli
