// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/bounds_output.h"
#include "app/cli/commands.h"
#include "app/cli/formula_option.h"
#include "app/cli/loss_option.h"
#include "app/cli/metrics_output.h"
#include "core/base/text.h"
#include "core/evaluation/bounded_predictions.h"
#include "core/report/tables.h"

#include <fmt/format.h>
#include <memory>

namespace wattline::cli {

namespace {

struct PredictOptions {
    std::filesystem::path file;
    std::string formula;
    std::string target;
    std::filesystem::path train; ///< empty: no intervals are asked for
    std::filesystem::path held;
    std::string loss{lossName(UncertaintySettings{}.measure)};
    double confidence = UncertaintySettings{}.confidence;
    bool isGplearn = false;
};

struct Predictions {
    FormulaPredictions rows;
    std::optional<BoundedPredictions> bounded; ///< where the rows of the fit are known
};

void addBounds(Json& json, const BoundedPredictions& bounded)
{
    const auto ends = [&](double Interval::*end) {
        Json list = Json::array();
        for (const Interval& interval : bounded.intervals)
            list.push_back(finiteOrNull(interval.*end));
        return list;
    };
    json["lower"] = bounded.intervals.empty() ? Json(nullptr) : ends(&Interval::low);
    json["upper"] = bounded.intervals.empty() ? Json(nullptr) : ends(&Interval::high);
    json["out_of_range"] = Json::array();
    for (const std::vector<OutOfRange>& features : bounded.outOfRange)
        json["out_of_range"].push_back(outOfRangeJson(bounded.box, features));
    json["rows_out_of_range"] = bounded.rowsOutOfRange;
    json["rows_observed"] = bounded.observedRows;
    json["rows_in_interval"] = bounded.rowsInIntervals;
    json.update(boundsJson(bounded.bounds));
}

Json jsonOf(const Predictions& predictions)
{
    const FormulaPredictions& rows = predictions.rows;
    Json json;
    json["predictions"] = Json::array();
    for (double value : rows.values)
        json["predictions"].push_back(finiteOrNull(value));
    json["rows_scored"] = rows.scoredRows;
    json["metrics"] = rows.metrics ? metricsJson(*rows.metrics) : Json(nullptr);
    if (predictions.bounded)
        addBounds(json, *predictions.bounded);
    return json;
}

TextTable rowsTable(const Predictions& predictions)
{
    TextTable table{{"row", "prediction"}, {}};
    for (std::size_t i = 0; i < predictions.rows.values.size(); ++i)
        table.rows.push_back({std::to_string(i), formatNumber(predictions.rows.values[i])});
    if (!predictions.bounded)
        return table;
    const BoundedPredictions& bounded = *predictions.bounded;
    if (!bounded.intervals.empty())
        table.header.insert(table.header.end(), {"lower", "upper"});
    for (std::size_t i = 0; i < bounded.intervals.size(); ++i)
        table.rows[i].insert(table.rows[i].end(),
                             {formatShort(bounded.intervals[i].low, 6), formatShort(bounded.intervals[i].high, 6)});
    if (bounded.rowsOutOfRange == 0)
        return table;
    table.header.emplace_back("out of range");
    for (std::size_t i = 0; i < bounded.outOfRangeText.size(); ++i)
        table.rows[i].push_back(bounded.outOfRangeText[i]);
    return table;
}

std::string coverageText(const BoundedPredictions& bounded)
{
    std::string text = boundsText(bounded.bounds);
    if (!bounded.intervals.empty() && bounded.observedRows > 0)
        text += fmt::format("{} of {} observations lie in their intervals ({} %).\n", bounded.rowsInIntervals,
                            bounded.observedRows,
                            formatShort(100.0 * static_cast<double>(bounded.rowsInIntervals) /
                                        static_cast<double>(bounded.observedRows)));
    if (bounded.rowsOutOfRange > 0)
        text += fmt::format("{} of {} rows lie outside the rows of the fit: what is predicted there is extrapolated.\n",
                            bounded.rowsOutOfRange, bounded.outOfRange.size());
    return text;
}

std::string textOf(const Predictions& predictions)
{
    std::string text = toPlainText(rowsTable(predictions));
    const FormulaPredictions& rows = predictions.rows;
    if (rows.metrics) {
        TextTable errors{{"n", "MAE", "RMSE", "MRE %", "R2"}, {{std::to_string(rows.scoredRows)}}};
        for (std::string& cell : metricsCells(*rows.metrics))
            errors.rows.front().push_back(std::move(cell));
        text += "\n" + toPlainText(errors);
    }
    if (predictions.bounded)
        text += "\n" + coverageText(*predictions.bounded);
    return text;
}

/// Reads the rows of the fit, where they are named, and bounds the predictions by them.
Result<std::optional<BoundedPredictions>> bounded(const Dataset& dataset, const Expression& formula,
                                                  const PredictOptions& options, const RunContext& context)
{
    if (options.train.empty())
        return std::optional<BoundedPredictions>();
    const Result<Dataset> train = readDataset(options.train, context);
    if (!train)
        return train.error();
    std::optional<Dataset> held;
    if (!options.held.empty()) {
        Result<Dataset> read = readDataset(options.held, context);
        if (!read)
            return read.error();
        held = *std::move(read);
    }
    const FittedTables fittedOn{
        *train, held ? &*held : nullptr, options.target, {options.confidence, lossNamed(options.loss)}};
    Result<BoundedPredictions> predictions = boundedPredictions(dataset, formula, fittedOn);
    if (!predictions)
        return predictions.error();
    return std::optional<BoundedPredictions>(*std::move(predictions));
}

Result<CommandOutput> run(const PredictOptions& options, const CommonOptions& common, const RunContext& context)
{
    const Result<Dataset> dataset = readDataset(options.file, context);
    if (!dataset)
        return dataset.error();
    const Result<Expression> formula = readFormulaOption(options.formula, formulaNames(*dataset), options.isGplearn);
    if (!formula)
        return formula.error();
    // With rows of the fit the target may be known there alone: these rows are then predicted, not scored.
    const bool isScored = options.train.empty() || dataset->find(options.target) != nullptr;
    const Result<FormulaPredictions> rows = predictFormula(*dataset, *formula, isScored ? options.target : "");
    if (!rows)
        return rows.error();
    const Result<std::optional<BoundedPredictions>> limits = bounded(*dataset, *formula, options, context);
    if (!limits)
        return limits.error();
    const Predictions predictions{*rows, *limits};
    CommandOutput output;
    output.text = common.json ? jsonText(jsonOf(predictions)) : textOf(predictions);
    output.messages.push_back(fmt::format("variables {}.", fmt::join(rows->variables, ", ")));
    if (rows->incompleteRows > 0)
        output.messages.push_back(fmt::format("{} rows have no prediction: a cell is empty.", rows->incompleteRows));
    if (!isScored)
        output.messages.push_back(fmt::format("the rows are not scored: {} has no column {}.", dataset->name,
                                              quotedForMessage(options.target)));
    return output;
}

void addBoundsOptions(CLI::App& command, PredictOptions& options, CLI::Option* target)
{
    auto* const train =
        command
            .add_option("--train", options.train,
                        "Rows that the formula was fitted to, with the target: gives each prediction an "
                        "interval, and says which features lie out of their range")
            ->needs(target);
    command
        .add_option("--held", options.held,
                    "Rows that the fit has not seen (validation rows): the intervals rest on their errors")
        ->needs(train);
    command.add_option("--interval", options.confidence, "Share of new observations that the intervals shall hold")
        ->check(CLI::Range(0.5, 0.999))
        ->needs(train)
        ->capture_default_str();
    command.add_option("--loss", options.loss, "What the coefficients were fitted by: the intervals scale with it")
        ->check(CLI::IsMember(lossNames()))
        ->needs(train)
        ->capture_default_str();
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
    auto* const target = command->add_option("--target", options->target, "Column to score the predictions against");
    addBoundsOptions(*command, *options, target);
    command->callback([options, &common = program.common, &chosen = program.chosen] {
        chosen = [options, &common](const RunContext& context) { return run(*options, common, context); };
    });
}

} // namespace wattline::cli
