// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/population.h"

#include "core/base/parallel.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace wattline {

namespace {

using Id = ProgramGraph::Id;

constexpr double Unknown = -1.0; ///< no mean absolute error is negative
constexpr std::size_t DrawnTogether = 128;
constexpr std::size_t EnteredBetweenLooks = 1024;

double penalised(double rawFitness, double penalty)
{
    return std::isnan(rawFitness) ? std::numeric_limits<double>::infinity() : rawFitness + penalty;
}

/// Individuals by their base: children of one parent stand side by side, and so do their new nodes.
std::vector<std::uint32_t> relatedOrder(const std::vector<Offspring>& offspring)
{
    std::vector<std::uint64_t> keys;
    keys.reserve(offspring.size());
    for (std::size_t i = 0; i < offspring.size(); ++i)
        keys.push_back(std::uint64_t{offspring[i].base.value_or(0)} << 32 | i);
    std::sort(keys.begin(), keys.end());
    return {keys.begin(), keys.end()};
}

} // namespace

Population::Population(const Eigen::MatrixXd& features, const Eigen::VectorXd& target, const StrictSettings& settings)
    : m_rules(settings, static_cast<std::size_t>(features.cols())),
      m_rows(static_cast<std::size_t>(features.rows())),
      m_scorer(features, target)
{
}

bool Population::advance(const RunContext& context)
{
    std::vector<Offspring> offspring(m_rules.settings.population);
    if (!drawOffspring(offspring, context))
        return false;
    const std::size_t before = graph().size();
    std::optional<Generation> next = enter(offspring, context);
    if (!next || !score(*next, context)) {
        m_present.graph.forgetFrom(before);
        return false;
    }
    m_present = std::move(*next);
    ++m_generation;
    return true;
}

Parents Population::parents() const
{
    Parents parents{m_present.programs, {}};
    parents.penalisedFitness.reserve(size());
    for (std::size_t i = 0; i < size(); ++i) {
        const double penalty = m_rules.settings.parsimony * static_cast<double>(length(i));
        parents.penalisedFitness.push_back(penalised(rawFitness(i), penalty));
    }
    return parents;
}

/// Each individual has a stream of its own, so it does not matter which thread draws it.
bool Population::drawOffspring(std::vector<Offspring>& offspring, const RunContext& context) const
{
    const Parents candidates = parents();
    const std::size_t count = offspring.size();
    return parallelFor((count + DrawnTogether - 1) / DrawnTogether, context, [&](std::size_t part) {
        const std::size_t end = std::min(count, (part + 1) * DrawnTogether);
        for (std::size_t i = part * DrawnTogether; i < end; ++i) {
            RandomStream random(m_rules.settings.seed, m_generation * count + i);
            if (m_generation == 0)
                offspring[i].newTree = randomProgram(m_rules, random);
            else
                offspring[i] = randomOffspring(graph(), candidates, m_rules, random);
        }
    });
}

/// The next generation in a graph of its own, what is known of its fitness filled in. The present graph has the new
/// nodes too.
std::optional<Population::Generation> Population::enter(const std::vector<Offspring>& offspring,
                                                        const RunContext& context)
{
    const std::vector<std::uint32_t> order = relatedOrder(offspring);
    std::vector<Id> programs;
    programs.reserve(order.size());
    std::vector<double> known(graph().size(), Unknown);
    for (std::size_t i = 0; i < size(); ++i)
        known[m_present.programs[i]] = rawFitness(i);
    Generation next;
    next.programs.resize(order.size());
    next.fitness.resize(order.size(), Unknown);
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i % EnteredBetweenLooks == 0 && context.stopRequested())
            return {};
        const Id program = insertOffspring(m_present.graph, offspring[order[i]]);
        programs.push_back(program);
        next.fitness[order[i]] = program < known.size() ? known[program] : Unknown;
    }
    std::optional<ProgramGraph> compact = graph().compacted(programs, context);
    if (!compact)
        return {};
    next.graph = std::move(*compact);
    for (std::size_t i = 0; i < order.size(); ++i)
        next.programs[order[i]] = programs[i];
    return next;
}

bool Population::score(Generation& generation, const RunContext& context)
{
    std::vector<double> fitness(generation.graph.size(), Unknown);
    for (std::size_t i = 0; i < generation.programs.size(); ++i) {
        if (generation.fitness[i] != Unknown)
            fitness[generation.programs[i]] = generation.fitness[i];
    }
    std::vector<Id> unknown = generation.programs;
    std::erase_if(unknown, [&](Id program) { return fitness[program] != Unknown; });
    std::sort(unknown.begin(), unknown.end());
    unknown.erase(std::unique(unknown.begin(), unknown.end()), unknown.end());
    const std::optional<std::vector<double>> errors = m_scorer.meanAbsoluteErrors(generation.graph, unknown, context);
    if (!errors)
        return false;
    for (std::size_t i = 0; i < unknown.size(); ++i)
        fitness[unknown[i]] = (*errors)[i];
    for (std::size_t i = 0; i < generation.programs.size(); ++i) {
        generation.fitness[i] = fitness[generation.programs[i]];
        m_nodeRowsAsked += std::uint64_t{generation.graph.at(generation.programs[i]).length} * m_rows;
    }
    m_evaluations += unknown.size();
    return true;
}

void Population::change(const StrictSettings& settings)
{
    m_rules = VariationRules(settings, m_rules.variableCount);
}

std::size_t Population::distinct() const
{
    std::vector<Id> programs = m_present.programs;
    std::sort(programs.begin(), programs.end());
    return static_cast<std::size_t>(std::unique(programs.begin(), programs.end()) - programs.begin());
}

std::size_t Population::best() const
{
    std::size_t best = 0;
    for (std::size_t i = 1; i < size(); ++i) {
        if (rawFitness(i) < rawFitness(best) || (std::isnan(rawFitness(best)) && !std::isnan(rawFitness(i))))
            best = i;
    }
    return best;
}

} // namespace wattline
