// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/at_option.h"
#include "app/cli/card_output.h"
#include "app/cli/commands.h"
#include "app/cli/formula_option.h"
#include "app/cli/loss_option.h"
#include "core/base/text.h"
#include "core/evaluation/predict_formula.h"
#include "core/expression/parse.h"
#include "core/expression/print.h"
#include "core/expression/simplify.h"

#include <cmath>
#include <fmt/format.h>
#include <memory>

namespace wattline::cli {

namespace {

struct FormulaOptions {
    std::string text;
    std::filesystem::path file;
    std::string target;
    std::string notation;
    std::string loss{lossName(UncertaintySettings{}.measure)};
    std::string at;
    double confidence = UncertaintySettings{}.confidence;
    bool isGplearn = false;
    bool isSimplified = false;
};

/// A formula that stands for itself, or that speaks of the rows of a data set.
struct Subject {
    FormulaColumns columns; ///< without rows where there is no data set
    std::optional<Interval> range;
    std::optional<FormulaCard> card;
    std::optional<RowPrediction> row; ///< with the card
};

/// Between which values each column lies; empty cells left out.
std::vector<Interval> boxOf(const Eigen::MatrixXd& columns)
{
    std::vector<Interval> box;
    for (const auto& column : columns.colwise()) {
        Interval side = {std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
        for (const double value : column)
            side = {std::fmin(side.low, value), std::fmax(side.high, value)};
        box.push_back(side);
    }
    return box;
}

Result<FormulaCard> cardFor(const Dataset& dataset, const FormulaColumns& columns, const FormulaOptions& options,
                            const RunContext& context)
{
    if (columns.names.empty())
        return Error{ErrorKind::Data, dataset.name + ": the formula reads no column, so that no row determines it; "
                                                     "predict scores a constant."};
    Result<RegressionData> rows = regressionData(dataset, options.target, columns.names);
    if (!rows)
        return rows.error();
    return cardOf({columns.formula, {}, {{"all", std::make_shared<RegressionData>(*std::move(rows))}}},
                  {options.confidence, lossNamed(options.loss)}, context);
}

Result<Subject> subjectOf(const FormulaOptions& options, const RunContext& context)
{
    if (options.file.empty()) {
        const std::vector<std::string> names = namesIn(options.text);
        Result<Expression> formula = readFormulaOption(options.text, names, options.isGplearn);
        if (!formula)
            return formula.error();
        return Subject{{options.isSimplified ? simplified(*formula) : *formula, names, {}}, {}, {}, {}};
    }
    const Result<Dataset> dataset = readDataset(options.file, context);
    if (!dataset)
        return dataset.error();
    const Result<Expression> formula = readFormulaOption(options.text, formulaNames(*dataset), options.isGplearn);
    if (!formula)
        return formula.error();
    Subject subject{columnsOfFormula(*dataset, options.isSimplified ? simplified(*formula) : *formula), {}, {}, {}};
    subject.range = rangeOver(subject.columns.formula, boxOf(subject.columns.columns));
    if (options.target.empty())
        return subject;
    Result<FormulaCard> card = cardFor(*dataset, subject.columns, options, context);
    if (!card)
        return card.error();
    subject.card = *std::move(card);
    if (options.at.empty())
        return subject;
    Result<RowPrediction> row = predictAt(options.at, *subject.card);
    if (!row)
        return row.error();
    subject.row = *std::move(row);
    return subject;
}

std::vector<std::string> featuresOf(const FormulaColumns& columns)
{
    std::vector<std::string> features;
    for (const std::size_t variable : variablesOf(columns.formula))
        features.push_back(columns.names[variable]);
    return features;
}

Json jsonOf(const Subject& subject, const FormulaOptions& options)
{
    const FormulaColumns& columns = subject.columns;
    Json json{{"text", toText(columns.formula, columns.names)},
              {"length", columns.formula.length()},
              {"depth", depthOf(columns.formula)},
              {"features", featuresOf(columns)}};
    if (!options.file.empty())
        json["range"] = subject.range ? Json{subject.range->low, subject.range->high} : Json(nullptr);
    if (const Notation* notation = notationNamed(options.notation); notation != nullptr)
        json[options.notation] = notation->write(columns.formula, columns.names);
    if (subject.card)
        json["card"] = cardJson(*subject.card);
    if (subject.row)
        json["at"] = rowPredictionJson(*subject.row, *subject.card);
    return json;
}

std::string textOf(const Subject& subject, const FormulaOptions& options)
{
    const FormulaColumns& columns = subject.columns;
    const std::vector<std::string> features = featuresOf(columns);
    std::string text = fmt::format("{}\n\n{} nodes, depth {}; features {}\n", toText(columns.formula, columns.names),
                                   columns.formula.length(), depthOf(columns.formula),
                                   features.empty() ? "none" : fmt::format("{}", fmt::join(features, ", ")));
    if (subject.range)
        text += fmt::format("between {} and {} over the ranges of its features\n", formatShort(subject.range->low),
                            formatShort(subject.range->high));
    else if (!options.file.empty())
        text += "not bounded over the ranges of its features: a pole, a root or logarithm of a negative number or an "
                "overflow may lie inside\n";
    text += protectedText(protectedUsesOf(columns.formula));
    if (subject.card)
        text += "\n" + cardText(*subject.card);
    if (subject.row)
        text += "\n" + rowPredictionText(*subject.row, *subject.card);
    return text;
}

Result<CommandOutput> run(const FormulaOptions& options, const CommonOptions& common, const RunContext& context)
{
    const Result<Subject> subject = subjectOf(options, context);
    if (!subject)
        return subject.error();
    CommandOutput output;
    const Notation* const notation = notationNamed(options.notation);
    if (common.json)
        output.text = jsonText(jsonOf(*subject, options));
    else if (notation != nullptr) {
        output.text = notation->write(subject->columns.formula, subject->columns.names);
        output.text += output.text.ends_with('\n') ? "" : "\n";
    } else
        output.text = textOf(*subject, options);
    return output;
}

} // namespace

void addFormulaCommand(Program& program)
{
    CLI::App* command = program.app.add_subcommand(
        "formula", "Write a formula in another notation, simplify it, and say how well rows determine it");
    const auto options = std::make_shared<FormulaOptions>();
    std::vector<std::string> notations;
    for (const Notation& notation : allNotations())
        notations.emplace_back(notation.id);
    command->add_option("FORMULA", options->text, "Formula, as evolve prints it in raw units")->required();
    auto* const file = command->add_option("CSV", options->file, "Data set whose numeric columns it speaks of");
    command->add_option("--as", options->notation, "Print the formula alone, in this notation")
        ->check(CLI::IsMember(notations));
    command->add_flag("--simplify", options->isSimplified, "Simplify it first: the same values, up to rounding");
    addGplearnOption(*command, options->isGplearn);
    auto* const target =
        command->add_option("--target", options->target, "Column to hold it against: errors, intervals, limits")
            ->needs(file);
    command->add_option("--loss", options->loss, "What its coefficients were fitted by, for their intervals")
        ->check(CLI::IsMember(lossNames()))
        ->needs(target)
        ->capture_default_str();
    command->add_option("--confidence", options->confidence, "Of the intervals")
        ->check(CLI::Range(0.5, 0.999))
        ->needs(target)
        ->capture_default_str();
    command
        ->add_option("--at", options->at,
                     "Predict one row: NAME=NUMBER for each feature, joined by commas; with its interval, and which "
                     "features lie out of their range")
        ->join(',')
        ->needs(target);
    command->callback([options, &common = program.common, &chosen = program.chosen] {
        chosen = [options, &common](const RunContext& context) { return run(*options, common, context); };
    });
}

} // namespace wattline::cli
