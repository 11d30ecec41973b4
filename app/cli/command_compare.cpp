// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/compare_options.h"
#include "app/cli/comparison_output.h"
#include "app/cli/formula_option.h"

#include <memory>

namespace wattline::cli {

namespace {

/// A method that was asked for by name and failed makes the command fail; of all methods some may not apply.
void tellFailures(const Comparison& comparison, const ComparisonSettings& settings, CommandOutput& output)
{
    std::size_t failures = 0;
    for (const MethodResult& method : comparison.methods) {
        if (method.failedRepeats == 0)
            continue;
        ++failures;
        output.messages.push_back(method.title + ": " + failureText(method, comparison.repeats));
    }
    output.failed = failures == comparison.methods.size() || (failures > 0 && !settings.methods.empty());
}

/// Fills what rests on the data: fixed test rows and the formula.
Result<void> completeSettings(const CompareOptions& options, const RegressionData& data, ComparisonSettings& settings,
                              std::vector<std::string>& messages)
{
    if (!options.testRows.empty()) {
        Result<std::vector<std::vector<std::size_t>>> testRows = readTestRowsOf(data, options.testRows, messages);
        if (!testRows)
            return testRows.error();
        settings.testRows = *std::move(testRows);
    }
    if (!options.formula.empty()) {
        Result<Expression> formula = readFormulaOption(options.formula, data.featureNames, options.isGplearn);
        if (!formula)
            return formula.error();
        settings.formula = FixedFormula{"Given formula", *std::move(formula), data.featureNames, {}};
    }
    return {};
}

Result<CommandOutput> run(CompareOptions options, const CommonOptions& common, const RunContext& context)
{
    applyCompareOptions(options, common.seed);
    CommandOutput output;
    const Result<RegressionData> data = readRegressionData(options.data, output.messages, context);
    if (!data)
        return data.error();
    ComparisonSettings& settings = options.settings;
    if (const Result<void> complete = completeSettings(options, *data, settings, output.messages); !complete)
        return complete.error();
    const Result<Comparison> comparison = compareMethods(*data, settings, {}, context);
    if (!comparison)
        return comparison.error();
    if (comparison->stopped) // an interrupt leaves no partial file
        return canceledError();
    tellFailures(*comparison, settings, output);
    const Format format = formatOf(options.format, common);
    output.text = format == Format::JsonText ? jsonText(comparisonJson(*comparison))
                                             : formattedTable(comparisonTable(*comparison), format);
    return output;
}

} // namespace

void addCompareCommand(Program& program)
{
    CLI::App* command = program.app.add_subcommand("compare", "Fit every method on the same splits of a data set");
    const auto options = std::make_shared<CompareOptions>();
    addCompareOptions(*command, *options);
    command->callback([options, &common = program.common, &chosen = program.chosen] {
        chosen = [options, &common](const RunContext& context) { return run(*options, common, context); };
    });
}

} // namespace wattline::cli
