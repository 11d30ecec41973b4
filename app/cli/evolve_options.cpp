// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/evolve_options.h"

#include "app/cli/loss_option.h"
#include "core/base/text.h"
#include "core/expression/names.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace wattline::cli {

namespace {

constexpr std::array PresetNames = {std::pair{"paper", SearchPreset::Paper}, std::pair{"modern", SearchPreset::Modern},
                                    std::pair{"quick", SearchPreset::Quick}};

CLI::ValidationError wrongUsage(const std::string& sentence)
{
    return CLI::ValidationError("evolve", sentence);
}

/// The mode that is asked for, by its name or by that of a preset; modern where neither is given.
SearchSettings presetOf(const EvolveOptions& options)
{
    SearchPreset preset = options.mode == "strict" ? SearchPreset::Paper : SearchPreset::Modern;
    for (const auto& [name, each] : PresetNames) {
        if (options.preset == name)
            preset = each;
    }
    const SearchSettings settings = settingsOf(preset);
    if (options.mode && (*options.mode == "strict") != (settings.mode == SearchMode::Strict))
        throw wrongUsage(fmt::format("the preset {} is not of {} mode", *options.preset, *options.mode));
    return settings;
}

std::vector<Op> functionsOf(std::string_view names, SearchMode mode)
{
    const FunctionNames spelling = mode == SearchMode::Strict ? FunctionNames::Gplearn : FunctionNames::Ordinary;
    std::vector<Op> all = {AllFunctions.begin(), AllFunctions.end()};
    if (mode == SearchMode::Strict)
        all = {PaperFunctions.begin(), PaperFunctions.end()};
    std::vector<Op> functions;
    for (std::string_view name : splitText(names, ',')) {
        const std::optional<Op> op = functionNamed(trimmed(name), spelling);
        if (!op || std::find(all.begin(), all.end(), *op) == all.end()) {
            std::vector<std::string_view> known;
            for (Op each : all)
                known.push_back(nameOf(each, spelling));
            throw wrongUsage(fmt::format("--functions: {} is not a function of this mode; there are {}",
                                         quotedForMessage(name), fmt::join(known, ",")));
        }
        functions.push_back(*op);
    }
    return functions;
}

/// Refuses the first of the options that is given although it is of the other mode.
void refuse(std::initializer_list<std::pair<const char*, bool>> given, const char* mode)
{
    for (const auto& [name, isGiven] : given) {
        if (isGiven)
            throw wrongUsage(fmt::format("{} is an option of {} mode", name, mode));
    }
}

void apply(const EvolveOptions& options, StrictSettings& settings)
{
    refuse({{"--evaluations", options.evaluations.has_value()},
            {"--time-limit", options.timeLimitSeconds.has_value()},
            {"--max-length", options.maxLength.has_value()},
            {"--loss", options.loss.has_value()},
            {"--without", !options.without.empty()}},
           "modern");
    settings.population = options.population.value_or(settings.population);
    settings.generations = options.generations.value_or(settings.generations);
    settings.tournament = options.tournament.value_or(settings.tournament);
    settings.parsimony = options.parsimony.value_or(settings.parsimony);
    if (options.functions)
        settings.functions = functionsOf(*options.functions, SearchMode::Strict);
}

void apply(const EvolveOptions& options, ModernSettings& settings)
{
    refuse({{"--tournament", options.tournament.has_value()}, {"--parsimony", options.parsimony.has_value()}},
           "strict");
    settings.population = options.population.value_or(settings.population);
    settings.generations = options.generations.value_or(settings.generations);
    settings.evaluations = options.evaluations.value_or(settings.evaluations);
    settings.timeLimitSeconds = options.timeLimitSeconds.value_or(settings.timeLimitSeconds);
    settings.maxLength = options.maxLength.value_or(settings.maxLength);
    if (options.loss)
        settings.error = lossNamed(*options.loss);
    for (const Technique& technique : allTechniques()) {
        if (std::find(options.without.begin(), options.without.end(), technique.id) != options.without.end())
            settings.techniques.*technique.isOn = false;
    }
    if (options.functions)
        settings.functions = functionsOf(*options.functions, SearchMode::Modern);
}

void addModernOptions(CLI::App& command, EvolveOptions& options)
{
    std::vector<std::string> techniques;
    for (const Technique& technique : allTechniques())
        techniques.emplace_back(technique.id);
    command.add_option("--evaluations", options.evaluations, "Modern: end after so many programs; 0: no limit");
    command
        .add_option("--time-limit", options.timeLimitSeconds,
                    "Modern: end after so many seconds; 0: no limit. The result then depends on the machine")
        ->check(CLI::NonNegativeNumber);
    command
        .add_option("--max-length", options.maxLength,
                    fmt::format("Modern: nodes of a formula at most (default: {})", ModernSettings{}.maxLength))
        ->check(CLI::Range(3, 200));
    command
        .add_option("--loss", options.loss,
                    fmt::format("Modern: the error that is made small (default: {})", lossName(ModernSettings{}.error)))
        ->check(CLI::IsMember(lossNames()));
    command
        .add_option("--without", options.without, "Modern: techniques to leave out, joined by commas or given again")
        ->delimiter(',')
        ->check(CLI::IsMember(techniques));
}

} // namespace

void addEvolveOptions(CLI::App& command, EvolveOptions& options)
{
    addDataOptions(command, options.data);
    command
        .add_option("--mode", options.mode,
                    "modern: small formulas that predict well (default); strict: the rules of gplearn 0.4.2")
        ->check(CLI::IsMember({"strict", "modern"}));
    const StrictSettings paper = paperSettings();
    const StrictSettings quick = quickSettings();
    const ModernSettings modern;
    command
        .add_option(
            "--preset", options.preset,
            fmt::format("modern: population {}, {} generations; paper (strict): {} and {}; quick (strict): {} and {}",
                        modern.population, modern.generations, paper.population, paper.generations, quick.population,
                        quick.generations))
        ->check(CLI::IsMember({"paper", "modern", "quick"}));
    command.add_option("--population", options.population, "Programs of a generation")->check(CLI::Range(1, 1000000));
    command.add_option("--generations", options.generations, "Generations at most")->check(CLI::Range(1, 1000000));
    command.add_option("--functions", options.functions,
                       "Functions to use, joined by commas; in strict mode gplearn's (default: the paper's 13)");
    command.add_option("--tournament", options.tournament, "Strict: programs that compete for each parenthood")
        ->check(CLI::Range(1, 1000000));
    command.add_option("--parsimony", options.parsimony, "Strict: what each node costs in a tournament")
        ->check(CLI::NonNegativeNumber);
    addModernOptions(command, options);
    command.add_option("--test-rows", options.testRows,
                       "Row numbers (from 0) of the test set, one line per split; validation is 1/9 of the rest "
                       "(default: a seeded 8:1:1 split)");
    command.add_option("--checkpoint", options.checkpoint,
                       "Write the search to this file every few seconds and where it is interrupted; where the file is "
                       "there already, go on with its search");
}

SearchSettings settingsOf(const EvolveOptions& options)
{
    SearchSettings settings = presetOf(options);
    if (settings.mode == SearchMode::Strict)
        apply(options, settings.strict);
    else
        apply(options, settings.modern);
    return settings;
}

} // namespace wattline::cli
