// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/data_options.h"
#include "app/cli/evolve_output.h"
#include "core/base/text.h"
#include "core/data/split.h"
#include "core/expression/names.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <memory>
#include <optional>

namespace wattline::cli {

namespace {

/// What the user asked for; an absent number leaves the preset's.
struct EvolveOptions {
    DataOptions data;
    std::string preset = "paper";
    std::optional<std::size_t> population;
    std::optional<std::size_t> generations;
    std::optional<std::size_t> tournament;
    std::optional<double> parsimony;
    std::string functions;
    std::filesystem::path testRows;
};

/// Says on parsing, and so as wrong usage, which of the functions there is not.
std::string functionsProblem(const std::string& names)
{
    for (std::string_view name : splitText(names, ',')) {
        const auto known = [&](Op op) { return nameOf(op, FunctionNames::Gplearn) == trimmed(name); };
        if (std::none_of(PaperFunctions.begin(), PaperFunctions.end(), known)) {
            std::vector<std::string_view> all;
            for (Op op : PaperFunctions)
                all.push_back(nameOf(op, FunctionNames::Gplearn));
            return fmt::format("{} is not a function; there are {}", quotedForMessage(name), fmt::join(all, ","));
        }
    }
    return {};
}

std::vector<Op> functionsOf(const std::string& names)
{
    std::vector<Op> functions;
    for (std::string_view name : splitText(names, ',')) {
        for (Op op : PaperFunctions) {
            if (nameOf(op, FunctionNames::Gplearn) == trimmed(name))
                functions.push_back(op);
        }
    }
    return functions;
}

StrictSettings settingsOf(const EvolveOptions& options, std::uint64_t seed)
{
    StrictSettings settings = options.preset == "quick" ? quickSettings() : paperSettings();
    settings.population = options.population.value_or(settings.population);
    settings.generations = options.generations.value_or(settings.generations);
    settings.tournament = options.tournament.value_or(settings.tournament);
    settings.parsimony = options.parsimony.value_or(settings.parsimony);
    if (!options.functions.empty())
        settings.functions = functionsOf(options.functions);
    settings.seed = seed;
    return settings;
}

Result<StrictRun> runSplit(const RegressionData& data, const Split& split, const StrictSettings& settings,
                           const RunContext& context)
{
    StrictRun run{
        settings, selectRows(data, split.train), selectRows(data, split.validation), selectRows(data, split.test), {}};
    Result<EvolutionResult> result = evolveStrict(run.train, run.validation, settings, {}, context);
    if (!result)
        return result.error();
    if (result->stopped)
        return canceledError();
    run.result = std::move(*result);
    return run;
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

Result<CommandOutput> run(const EvolveOptions& options, const CommonOptions& common, const RunContext& context)
{
    CommandOutput output;
    const Result<RegressionData> data = readRegressionData(options.data, output.messages, context);
    if (!data)
        return data.error();
    const Result<std::vector<Split>> splits = splitsOf(*data, options, common.seed, output.messages);
    if (!splits)
        return splits.error();
    std::vector<StrictRun> runs;
    for (const Split& split : *splits) {
        Result<StrictRun> done = runSplit(*data, split, settingsOf(options, common.seed + runs.size()), context);
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
    addDataOptions(*command, options->data);
    // One mode so far; the option is there so that scripts can say which they mean.
    command->add_option("--mode", "strict: the rules of gplearn 0.4.2 (default)")->check(CLI::IsMember({"strict"}));
    const StrictSettings paper = paperSettings();
    const StrictSettings quick = quickSettings();
    command
        ->add_option("--preset", options->preset,
                     fmt::format("paper: population {}, {} generations; quick: {} and {}", paper.population,
                                 paper.generations, quick.population, quick.generations))
        ->check(CLI::IsMember({"paper", "quick"}))
        ->capture_default_str();
    command->add_option("--population", options->population, "Programs of a generation")->check(CLI::Range(1, 1000000));
    command->add_option("--generations", options->generations, "Generations at most")->check(CLI::Range(1, 1000000));
    command->add_option("--tournament", options->tournament, "Programs that compete for each parenthood")
        ->check(CLI::Range(1, 1000000));
    command->add_option("--parsimony", options->parsimony, "What each node costs in a tournament")
        ->check(CLI::NonNegativeNumber);
    command
        ->add_option("--functions", options->functions, "Functions to use, joined by commas (default: the paper's 13)")
        ->check(CLI::Validator(functionsProblem, "NAMES"));
    command->add_option("--test-rows", options->testRows,
                        "Row numbers (from 0) of the test set, one line per split; validation is 1/9 of the rest "
                        "(default: a seeded 8:1:1 split)");
    command->callback([options, &common = program.common, &chosen = program.chosen] {
        chosen = [options, &common](const RunContext& context) { return run(*options, common, context); };
    });
}

} // namespace wattline::cli
