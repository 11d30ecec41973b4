// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/compare_options.h"

#include "app/cli/formula_option.h"
#include "app/cli/split_option.h"
#include "core/base/text.h"

#include <map>

namespace wattline::cli {

namespace {

std::string selectProblem(const std::string& text)
{
    const auto [by, threshold] = partedAtColon(text);
    const bool isRule = by == "pearson" || by == "union";
    const std::optional<double> limit = parseNumber(threshold);
    if (text == "none" || (isRule && text == by) || (isRule && limit && *limit >= 0.0))
        return {};
    return quotedForMessage(text) + " is no selection; there are none, pearson[:THRESHOLD] and union[:THRESHOLD]";
}

void addTestOptions(CLI::App& command, ComparisonSettings& settings)
{
    command.add_option("--baseline", settings.baseline, "The method that the others are tested against")
        ->capture_default_str();
    command
        .add_option("--negligible", settings.negligibleShare,
                    "Share of the baseline's MSE up to which a difference does not matter")
        ->check(CLI::Range(0.0, 0.99))
        ->capture_default_str();
}

void addSplitOptions(CLI::App& command, CompareOptions& options)
{
    CLI::Option* rows = command.add_option("--test-rows", options.testRows,
                                           "File of fixed test sets: row numbers from 0, one line a split");
    addSplitOption(command, options.split)->excludes(rows);
    command
        .add_option("--select", options.select,
                    "Select features anew on the training rows of each split: pearson (size of r above 0.3) or union "
                    "(that, or so many nats of mutual information), with :THRESHOLD or without; none takes those given")
        ->check(CLI::Validator(selectProblem, "RULE"))
        ->default_str("none");
}

} // namespace

void addCompareOptions(CLI::App& command, CompareOptions& options)
{
    addDataOptions(command, options.data);
    ComparisonSettings& settings = options.settings;
    command
        .add_option("--methods", settings.methods,
                    "Methods, joined by commas: symbolic, symbolic-modern, linear, ... (default: all)")
        ->delimiter(',');
    command.add_option("--formula", options.formula,
                       "A formula of the features, in units of the data set, that joins the table as it is");
    addGplearnOption(command, options.isGplearn);
    command.add_option("--repeats", settings.repeats, "Random splits; ignored with --test-rows")
        ->check(CLI::Range(1U, 1000U))
        ->capture_default_str();
    const std::map<std::string, Effort> efforts = {{"quick", Effort::Quick}, {"paper", Effort::Paper}};
    command.add_option("--effort", settings.effort, "quick: sampled grids; paper: the whole grids and searches")
        ->transform(CLI::CheckedTransformer(efforts))
        ->default_str("quick");
    command.add_flag("--tune-every-split", options.tuneEverySplit,
                     "Search the grids in the training rows of every split, not of the first three");
    addTestOptions(command, settings);
    addSplitOptions(command, options);
    addFormatOption(command, options.format);
}

void applyCompareOptions(CompareOptions& options, std::uint32_t seed)
{
    options.settings.seed = seed;
    options.settings.split = splitRuleOf(options.split);
    options.data.groupBy = options.settings.split.column;
    const auto [by, threshold] = partedAtColon(options.select);
    FeatureSelection& selection = options.settings.selection;
    if (by == "pearson")
        selection.by = FeatureSelection::By::Pearson;
    else if (by == "union")
        selection.by = FeatureSelection::By::Union;
    selection.settings.threshold = parseNumber(threshold).value_or(selection.settings.threshold);
    selection.settings.seed = seed;
    if (options.tuneEverySplit)
        options.settings.tunedRepeats = ComparisonSettings::TuneEverySplit;
}

} // namespace wattline::cli
