// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/evolve_output.h"

#include "app/cli/card_output.h"
#include "app/cli/loss_option.h"
#include "app/cli/metrics_output.h"
#include "core/base/text.h"
#include "core/expression/names.h"
#include "core/expression/print.h"
#include "core/report/tables.h"

#include <fmt/format.h>

namespace wattline::cli {

namespace {

Json functionsJson(const std::vector<Op>& functions, FunctionNames names)
{
    Json json = Json::array();
    for (Op op : functions)
        json.push_back(nameOf(op, names));
    return json;
}

Json strictJson(const StrictSettings& settings)
{
    return {{"population", settings.population},
            {"generations", settings.generations},
            {"tournament", settings.tournament},
            {"stopping_fitness", settings.stoppingFitness},
            {"crossover", settings.crossover},
            {"subtree_mutation", settings.subtreeMutation},
            {"hoist_mutation", settings.hoistMutation},
            {"point_mutation", settings.pointMutation},
            {"point_replace", settings.pointReplace},
            {"parsimony", settings.parsimony},
            {"constant_range", {settings.constantMin, settings.constantMax}},
            {"initial_depth", {settings.depthMin, settings.depthMax}},
            {"functions", functionsJson(settings.functions, FunctionNames::Gplearn)},
            {"seed", settings.seed}};
}

Json modernJson(const ModernSettings& settings)
{
    Json techniques = Json::object();
    for (const Technique& technique : allTechniques())
        techniques[std::string(technique.id)] = settings.techniques.*technique.isOn;
    return {{"population", settings.population},
            {"generations", settings.generations},
            {"evaluations", settings.evaluations},
            {"time_limit_s", settings.timeLimitSeconds},
            {"max_length", settings.maxLength},
            {"stopping_error", settings.stoppingError},
            {"loss", lossName(settings.error)},
            {"functions", functionsJson(settings.functions, FunctionNames::Ordinary)},
            {"techniques", techniques},
            {"seed", settings.seed}};
}

Json historyJson(const std::vector<GenerationStats>& history)
{
    Json json = Json::array();
    for (const GenerationStats& stats : history) {
        json.push_back({{"generation", stats.generation},
                        {"best_fitness", finiteOrNull(stats.bestFitness)},
                        {"mean_fitness", finiteOrNull(stats.meanFitness)},
                        {"validation_fitness", finiteOrNull(stats.validationFitness)},
                        {"best_length", stats.bestLength},
                        {"mean_length", stats.meanLength},
                        {"diversity", stats.diversity},
                        {"seconds", stats.seconds},
                        {"node_rows", stats.nodeRows}});
    }
    return json;
}

Json formulaJson(const EvolveRun& run)
{
    const EvolutionResult& result = run.result;
    std::vector<std::string> features;
    for (std::size_t variable : variablesOf(result.formula))
        features.push_back(result.featureNames[variable]);
    Json json{{"text", toText(result.formula, result.featureNames)},
              {"raw_text", toText(result.rawFormula, result.featureNames)},
              {"latex", toLatex(result.rawFormula, result.featureNames)},
              {"python", toPython(result.rawFormula, result.featureNames)}};
    if (run.settings.mode == SearchMode::Strict)
        json["gplearn"] = toPrefix(result.formula, {});
    json["length"] = result.formula.length();
    json["depth"] = depthOf(result.formula);
    json["features"] = features;
    return json;
}

/// The front of the run, the returned formula marked, and added where it is not among them: gplearn returns the best of
/// the last generation.
Json frontJson(const EvolutionResult& result)
{
    Json front = Json::array();
    const auto add = [&](const Expression& formula, double train, double validation, bool isChosen) {
        front.push_back({{"text", toText(formula, result.featureNames)},
                         {"length", formula.length()},
                         {"train_error", finiteOrNull(train)},
                         {"validation_error", finiteOrNull(validation)},
                         {"chosen", isChosen}});
    };
    bool hasChosen = false;
    for (const FormulaCandidate& candidate : result.front) {
        const bool isChosen = !hasChosen && candidate.formula == result.formula;
        hasChosen = hasChosen || isChosen;
        add(candidate.formula, candidate.trainError, candidate.validationError, isChosen);
    }
    const GenerationStats& last = result.history.back();
    if (!hasChosen)
        add(result.formula, last.bestFitness, last.validationFitness, true);
    return front;
}

Json metricsOrNull(const PartErrors& part)
{
    return part.errors ? metricsJson(*part.errors) : Json(nullptr);
}

std::string_view modeName(const SearchSettings& settings)
{
    return settings.mode == SearchMode::Strict ? "strict" : "modern";
}

Json runJson(const EvolveRun& run)
{
    const EvolutionResult& result = run.result;
    Json json{{"mode", modeName(run.settings)}, {"settings", settingsJson(run.settings)}};
    for (const PartErrors& part : run.card.parts)
        json["rows"][part.name] = part.rows;
    json["target"] = run.card.target;
    json["features"] = result.featureNames;
    json["history"] = historyJson(result.history);
    json["formula"] = formulaJson(run);
    json["error_measure"] = lossName(result.errorMeasure);
    json["front"] = frontJson(result);
    for (const PartErrors& part : run.card.parts)
        json["metrics"][part.name] = metricsOrNull(part);
    json["card"] = cardJson(run.card);
    json["evaluations"] = result.evaluations;
    json["node_rows"] = result.nodeRows;
    json["node_rows_asked"] = result.nodeRowsAsked;
    json["seconds"] = result.seconds;
    json["cpu_seconds"] = result.cpuSeconds;
    return json;
}

std::size_t populationOf(const SearchSettings& settings)
{
    return settings.mode == SearchMode::Strict ? settings.strict.population : settings.modern.population;
}

std::string runText(const EvolveRun& run)
{
    const EvolutionResult& result = run.result;
    return fmt::format("{} = {}\n\n{} nodes, depth {}; {} generations of {} in {} s ({} s CPU)\n{}\n{}",
                       run.card.target, toText(result.rawFormula, result.featureNames), result.formula.length(),
                       depthOf(result.formula), result.history.size(), populationOf(run.settings),
                       formatShort(result.seconds, 3), formatShort(result.cpuSeconds, 3),
                       protectedText(run.card.protectedFunctions), cardText(run.card));
}

} // namespace

Json settingsJson(const SearchSettings& settings)
{
    return settings.mode == SearchMode::Strict ? strictJson(settings.strict) : modernJson(settings.modern);
}

Json evolveJson(const std::vector<EvolveRun>& runs)
{
    if (runs.size() == 1)
        return runJson(runs.front());
    Json json{{"mode", modeName(runs.front().settings)}, {"splits", Json::array()}};
    std::uint64_t evaluations = 0;
    std::uint64_t nodeRows = 0;
    std::uint64_t nodeRowsAsked = 0;
    double seconds = 0.0;
    double cpuSeconds = 0.0;
    for (const EvolveRun& run : runs) {
        json["splits"].push_back(runJson(run));
        evaluations += run.result.evaluations;
        nodeRows += run.result.nodeRows;
        nodeRowsAsked += run.result.nodeRowsAsked;
        seconds += run.result.seconds;
        cpuSeconds += run.result.cpuSeconds;
    }
    json["evaluations"] = evaluations;
    json["node_rows"] = nodeRows;
    json["node_rows_asked"] = nodeRowsAsked;
    json["seconds"] = seconds;
    json["cpu_seconds"] = cpuSeconds;
    return json;
}

std::string evolveText(const std::vector<EvolveRun>& runs)
{
    std::string text;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        if (runs.size() > 1)
            text += fmt::format("{}Split {}\n\n", i > 0 ? "\n" : "", i + 1);
        text += runText(runs[i]);
    }
    return text;
}

} // namespace wattline::cli
