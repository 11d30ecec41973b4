// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/strict.h"

#include "core/evolution/population.h"
#include "core/evolution/strict_settings.h"
#include "core/expression/evaluate.h"

#include <chrono>
#include <cmath>
#include <ctime>
#include <limits>

namespace wattline {

namespace {

using Clock = std::chrono::steady_clock;

double processCpuSeconds()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Validation rows as the programs see them.
struct Validation {
    Eigen::MatrixXd features;
    Eigen::VectorXd target;

    double errorOf(const Expression& formula) const
    {
        if (target.size() == 0)
            return std::numeric_limits<double>::quiet_NaN();
        return (evaluate(formula, features) - target).cwiseAbs().mean();
    }
};

GenerationStats statsOf(const Population& population, const Validation& validation)
{
    GenerationStats stats;
    const std::size_t best = population.best();
    stats.bestFitness = population.rawFitness(best);
    stats.bestLength = population.length(best);
    stats.best = population.program(best);
    stats.validationFitness = validation.errorOf(stats.best);
    stats.nodeRows = population.nodeRows();
    double fitness = 0.0;
    double lengths = 0.0;
    std::size_t finite = 0;
    for (std::size_t i = 0; i < population.size(); ++i) {
        lengths += static_cast<double>(population.length(i));
        if (std::isfinite(population.rawFitness(i))) {
            fitness += population.rawFitness(i);
            ++finite;
        }
    }
    stats.meanFitness = fitness / static_cast<double>(finite); // none: NaN
    stats.meanLength = lengths / static_cast<double>(population.size());
    return stats;
}

std::vector<double> asVector(const Eigen::RowVectorXd& values)
{
    return {values.begin(), values.end()};
}

Validation seenThrough(const Scaler& scaler, const RegressionData& rows)
{
    return rows.rows() > 0 ? Validation{scaler.transform(rows.features), rows.target} : Validation{};
}

void reportGeneration(std::size_t done, std::size_t all, const RunContext& context)
{
    context.report(static_cast<double>(done) / static_cast<double>(all),
                   "Generation " + std::to_string(done) + " of " + std::to_string(all));
}

/// The best of the last generation as the formula of the result, and what the search has cost.
void takeOutcome(const Population& population, EvolutionResult& result)
{
    result.formula = result.history.back().best;
    result.rawFormula = inRawUnits(result.formula, asVector(result.scaler.mean), asVector(result.scaler.scale));
    result.evaluations = population.evaluations();
    result.nodeRows = population.nodeRows();
    result.nodeRowsAsked = population.nodeRowsAsked();
}

} // namespace

Eigen::VectorXd EvolutionResult::predict(const Eigen::MatrixXd& features) const
{
    return evaluate(rawFormula, features);
}

Result<EvolutionResult> evolveStrict(const RegressionData& train, const RegressionData& validation,
                                     const StrictSettings& settings,
                                     const std::function<void(const GenerationStats&)>& observer,
                                     const RunContext& context)
{
    if (const Result<void> checked = checkStrictRun(train, validation, settings); !checked)
        return checked.error();
    const Clock::time_point start = Clock::now();
    const double cpuStart = processCpuSeconds();

    EvolutionResult result;
    result.scaler = fitScaler(train.features);
    result.featureNames = train.featureNames;
    const Validation held = seenThrough(result.scaler, validation);
    Population population(result.scaler.transform(train.features), train.target, settings);
    double bestOfRun = std::numeric_limits<double>::infinity();
    while (result.history.size() < settings.generations) {
        if (!population.advance(context)) {
            result.stopped = true;
            break;
        }
        GenerationStats stats = statsOf(population, held);
        stats.generation = result.history.size();
        stats.seconds = secondsSince(start);
        if (stats.bestFitness < bestOfRun) {
            bestOfRun = stats.bestFitness;
            result.bestOfRun = stats.best;
        }
        result.history.push_back(stats);
        if (observer)
            observer(stats);
        reportGeneration(result.history.size(), settings.generations, context);
        if (stats.bestFitness <= settings.stoppingFitness)
            break;
    }
    if (result.history.empty())
        return canceledError();
    if (!std::isfinite(result.history.back().bestFitness))
        return Error{ErrorKind::Numeric, "No program has a finite error on the training rows; are the features or the "
                                         "target too large?"};
    takeOutcome(population, result);
    result.seconds = secondsSince(start);
    result.cpuSeconds = processCpuSeconds() - cpuStart;
    return result;
}

} // namespace wattline
