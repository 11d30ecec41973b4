// SPDX-License-Identifier: GPL-3.0-or-later
// How good modern symbolic regression is: benchmarks/README.md says how the three studies are run and what they gave.
#include "benchmarks/recovery_problems.h"
#include "core/data/split.h"
#include "core/evaluation/comparison.h"
#include "core/evolution/search.h"
#include "core/expression/evaluate.h"
#include "core/expression/print.h"
#include "core/models/methods.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fstream>
#include <iostream>
#include <limits>
#include <set>

using namespace wattline;

namespace {

struct StudyOptions {
    std::string table;
    std::string results = "modern_study.tsv";
    std::vector<std::string> targets;
    std::vector<std::string> features;
    std::size_t splits = 20;
    std::size_t seeds = 10;
    unsigned threads = 0;
    std::vector<std::string> problems;
    ModernSettings settings;

    RunContext context() const
    {
        RunContext context;
        context.threads = threads;
        return context;
    }
};

/// Finished cells, one line each: a key and what came out. A cell that is there is never computed again.
class Results {
public:
    explicit Results(const std::string& file) : m_file(file)
    {
        std::ifstream stream(file);
        for (std::string line; std::getline(stream, line);)
            m_finished.insert(line.substr(0, line.rfind('|')));
    }

    bool has(const std::string& key) const { return m_finished.contains(key); }

    void add(const std::string& key, const std::string& values)
    {
        std::ofstream stream(m_file, std::ios::app);
        stream << key << '|' << values << std::endl;
        m_finished.insert(key);
        std::cout << key << ": " << values << std::endl;
    }

private:
    std::string m_file;
    std::set<std::string> m_finished;
};

int fail(const Error& error)
{
    std::cerr << error.message << '\n';
    return 1;
}

struct Parts {
    RegressionData train, validation, test;
};

Parts partsOf(const RegressionData& data, std::size_t split)
{
    const Split rows = holdOutSplit(static_cast<std::size_t>(data.rows()), static_cast<std::uint32_t>(42 + split));
    return {selectRows(data, rows.train), selectRows(data, rows.validation), selectRows(data, rows.test)};
}

double relativeErrorOf(const RegressionData& rows, const Eigen::VectorXd& predicted)
{
    return metricsOf(rows.target, predicted).mre.value_or(std::numeric_limits<double>::quiet_NaN());
}

Result<EvolutionResult> search(const Parts& parts, ModernSettings settings, std::uint64_t seed,
                               const RunContext& context)
{
    settings.seed = seed;
    const auto search =
        makeSearch(parts.train, parts.validation, {.mode = SearchMode::Modern, .modern = std::move(settings)});
    return search ? runSearch(**search, {}, context) : Result<EvolutionResult>(search.error());
}

std::string modernCell(const Parts& parts, const ModernSettings& settings, std::size_t split, const RunContext& context)
{
    const Result<EvolutionResult> result = search(parts, settings, 42 + split, context);
    if (!result)
        return "failed: " + result.error().message;
    return fmt::format("mre={:.5f} nodes={} seconds={:.2f} cpu={:.2f} evaluations={} formula={}",
                       relativeErrorOf(parts.test, result->predict(parts.test.features)), result->formula.length(),
                       result->seconds, result->cpuSeconds, result->evaluations,
                       toText(result->formula, result->featureNames));
}

/// The table's target columns that the study asks for, one after another.
template <class Body>
int forEachTarget(const StudyOptions& options, const Body& body)
{
    const Result<Dataset> table = readDataset(options.table);
    if (!table)
        return fail(table.error());
    for (const std::string& target : options.targets) {
        const Result<RegressionData> data = regressionData(
            *table, target, options.features.empty() ? defaultFeatures(*table, target) : options.features);
        if (!data)
            return fail(data.error());
        body(target, *data);
    }
    return 0;
}

/// Boosting with its own tuning, as the comparison of methods runs it.
Result<std::string> boostingCell(const RegressionData& data, const StudyOptions& options)
{
    ComparisonSettings settings;
    settings.repeats = options.splits;
    settings.baseline = "boosting";
    const Result<Comparison> comparison =
        compareMethods({boostingMethod(Effort::Quick)}, data, settings, {}, options.context());
    if (!comparison)
        return comparison.error();
    std::string cell = "mre=";
    for (const RepeatResult& repeat : comparison->methods.front().repeats)
        cell += fmt::format("{:.5f} ", repeat.metrics.mre.value_or(std::numeric_limits<double>::quiet_NaN()));
    return cell;
}

int studySplits(const StudyOptions& options)
{
    Results results(options.results);
    return forEachTarget(options, [&](const std::string& target, const RegressionData& data) {
        if (const std::string key = fmt::format("splits {} boosting", target); !results.has(key)) {
            const Result<std::string> cell = boostingCell(data, options);
            results.add(key, cell ? *cell : "failed: " + cell.error().message);
        }
        for (std::size_t split = 0; split < options.splits; ++split) {
            const std::string key = fmt::format("splits {} {} modern", target, split);
            if (!results.has(key))
                results.add(key, modernCell(partsOf(data, split), options.settings, split, options.context()));
        }
    });
}

int studyAblation(const StudyOptions& options)
{
    Results results(options.results);
    return forEachTarget(options, [&](const std::string& target, const RegressionData& data) {
        for (std::size_t split = 0; split < options.splits; ++split) {
            const Parts parts = partsOf(data, split);
            const auto study = [&](const std::string& variant, const ModernSettings& settings) {
                const std::string key = fmt::format("ablation {} {} {}", target, split, variant);
                if (!results.has(key))
                    results.add(key, modernCell(parts, settings, split, options.context()));
            };
            study("all", options.settings);
            for (const Technique& technique : allTechniques()) {
                ModernSettings settings = options.settings;
                settings.techniques.*technique.isOn = false;
                study("without " + std::string(technique.id), settings);
            }
        }
    });
}

int studyRecovery(const StudyOptions& options)
{
    Results results(options.results);
    for (const RecoveryProblem& problem : recoveryProblems()) {
        const auto isAsked = [&](const std::string& name) { return problem.name.starts_with(name); };
        if (!options.problems.empty() && std::none_of(options.problems.begin(), options.problems.end(), isAsked))
            continue;
        for (std::size_t seed = 0; seed < options.seeds; ++seed) {
            const std::string key = fmt::format("recovery {} {}", problem.name, seed);
            if (results.has(key))
                continue;
            ModernSettings settings = options.settings;
            settings.functions = problem.functions;
            settings.error = ErrorMeasure::RootMeanSquare;
            const Parts parts{problem.train(seed), {}, problem.fresh(seed)};
            const Result<EvolutionResult> result = search(parts, settings, seed, options.context());
            if (!result) {
                results.add(key, "failed: " + result.error().message);
                continue;
            }
            const Eigen::VectorXd wrong = result->predict(parts.test.features) - parts.test.target;
            const double error = wrong.lpNorm<Eigen::Infinity>();
            results.add(key, fmt::format("{} error={:.3g} rmse={:.3g} nodes={} seconds={:.2f} formula={}",
                                         error < 1e-10 ? "recovered" : "missed", error,
                                         std::sqrt(wrong.squaredNorm() / static_cast<double>(wrong.size())),
                                         result->formula.length(), result->seconds,
                                         toText(result->formula, result->featureNames)));
        }
    }
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    StudyOptions options;
    CLI::App app("How good modern symbolic regression is; finished cells of the results file are not computed again");
    app.require_subcommand(1);
    app.add_option("--results", options.results, "File of finished cells")->capture_default_str();
    app.add_option("--population", options.settings.population)->capture_default_str();
    app.add_option("--generations", options.settings.generations)->capture_default_str();
    app.add_option("--seconds", options.settings.timeLimitSeconds, "Time limit of one search; 0: none");
    app.add_option("--max-length", options.settings.maxLength)->capture_default_str();
    app.add_option("--threads", options.threads, "0: one per core");
    const auto addTable = [&](CLI::App* study) {
        study->add_option("CSV", options.table)->required();
        study->add_option("--targets", options.targets)->required()->delimiter(',');
        study->add_option("--features", options.features)->delimiter(',');
        study->add_option("--splits", options.splits)->capture_default_str();
        return study;
    };
    CLI::App* splits = addTable(app.add_subcommand("splits", "Test error against boosting on random 8:1:1 splits"));
    CLI::App* ablation = addTable(app.add_subcommand("ablation", "Test error with each technique switched off"));
    CLI::App* recovery = app.add_subcommand("recovery", "Laws without noise found again: Nguyen and Keijzer");
    recovery->add_option("--seeds", options.seeds)->capture_default_str();
    recovery->add_option("--problems", options.problems, "Names or their beginnings; default: all")->delimiter(',');
    CLI11_PARSE(app, argc, argv);
    if (splits->parsed())
        return studySplits(options);
    return ablation->parsed() ? studyAblation(options) : recovery->parsed() ? studyRecovery(options) : 1;
}
