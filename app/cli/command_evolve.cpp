// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/evolve_checkpoint.h"
#include "app/cli/evolve_options.h"
#include "app/cli/evolve_output.h"
#include "core/data/split.h"

#include <fmt/format.h>
#include <memory>

namespace wattline::cli {

namespace {

Result<EvolutionResult> runSearchOf(const SearchTask& task, const RunContext& context)
{
    const Result<std::unique_ptr<Search>> search = makeSearch(
        selectRows(task.data, task.split.train), selectRows(task.data, task.split.validation), task.settings);
    return search ? runSearch(**search, {}, context) : Result<EvolutionResult>(search.error());
}

/// Whether the formula was chosen by its errors on the validation rows: in modern mode by default.
bool validationChose(const SearchSettings& settings)
{
    return settings.mode == SearchMode::Modern && settings.modern.techniques.innerValidation;
}

/// A search that is interrupted gives no result, also where a formula has been found: the command promises what its
/// settings say.
Result<EvolveRun> runOf(const SearchTask& task, Result<EvolutionResult> result, const RunContext& context)
{
    if (!result)
        return result.error();
    if (result->stopped)
        return canceledError();
    const auto part = [&](const char* name, const std::vector<std::size_t>& rows) {
        return NamedRows{name, std::make_shared<RegressionData>(selectRows(task.data, rows))};
    };
    const CardSubject subject{
        result->formula,
        result->scaler,
        {part("train", task.split.train), part("validation", task.split.validation), part("test", task.split.test)},
        1,
        validationChose(task.settings)};
    Result<FormulaCard> card = cardOf(subject, {.measure = result->errorMeasure}, context);
    if (!card)
        return card.error();
    return EvolveRun{task.settings, std::move(*result), std::move(*card)};
}

/// The splits asked for: the 8:1:1 split of the seed, or one for each line of the --test-rows file.
Result<std::vector<Split>> splitsOf(const RegressionData& data, const EvolveOptions& options, std::uint32_t seed,
                                    std::vector<std::string>& messages)
{
    const auto rows = static_cast<std::size_t>(data.rows());
    if (options.testRows.empty()) {
        if (rows < 5)
            return Error{ErrorKind::Data, fmt::format("{}: {} usable rows are too few to hold out a test set; at least "
                                                      "5 are needed.",
                                                      options.data.file.string(), rows)};
        return std::vector<Split>{holdOutSplit(rows, seed)};
    }
    const Result<std::vector<std::vector<std::size_t>>> sets = readTestRowsOf(data, options.testRows, messages);
    if (!sets)
        return sets.error();
    std::vector<Split> splits;
    for (const std::vector<std::size_t>& testRows : *sets)
        splits.push_back(splitWithTestRows(rows, testRows, seed + static_cast<std::uint32_t>(splits.size())));
    return splits;
}

Result<CommandOutput> run(const EvolveOptions& options, const SearchSettings& settings, const CommonOptions& common,
                          const RunContext& context)
{
    CommandOutput output;
    const Result<RegressionData> data = readRegressionData(options.data, output.messages, context);
    if (!data)
        return data.error();
    const Result<std::vector<Split>> splits = splitsOf(*data, options, common.seed, output.messages);
    if (!splits)
        return splits.error();
    if (!options.checkpoint.empty() && splits->size() > 1)
        return Error{ErrorKind::Data, fmt::format("{}: a checkpoint holds one search, and there are {} splits.",
                                                  options.checkpoint.string(), splits->size())};
    std::vector<EvolveRun> runs;
    for (const Split& split : *splits) {
        const SearchTask task{*data, split, withSeed(settings, common.seed + runs.size())};
        Result<EvolutionResult> result = options.checkpoint.empty()
                                             ? runSearchOf(task, context)
                                             : runWithCheckpoint(task, options.checkpoint, output.messages, context);
        Result<EvolveRun> done = runOf(task, std::move(result), context);
        if (!done)
            return done.error();
        runs.push_back(std::move(*done));
    }
    output.text = common.json ? jsonText(evolveJson(runs)) : evolveText(runs);
    return output;
}

} // namespace

void addEvolveCommand(Program& program)
{
    CLI::App* command = program.app.add_subcommand("evolve", "Search a formula for a target: symbolic regression");
    const auto options = std::make_shared<EvolveOptions>();
    addEvolveOptions(*command, *options);
    command->callback([options, &common = program.common, &chosen = program.chosen] {
        chosen = [options, settings = settingsOf(*options), &common](const RunContext& context) {
            return run(*options, settings, common, context);
        };
    });
}

} // namespace wattline::cli
