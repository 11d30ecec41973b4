// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/population.h"

#include "core/base/parallel.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace wattline {

namespace {

constexpr std::size_t DrawnTogether = 128;
constexpr std::size_t EnteredBetweenLooks = 1024;

double penalised(double rawFitness, double penalty)
{
    return std::isnan(rawFitness) ? std::numeric_limits<double>::infinity() : rawFitness + penalty;
}

} // namespace

Population::Population(const Eigen::MatrixXd& features, const Eigen::VectorXd& target, const StrictSettings& settings)
    : m_rules(settings, static_cast<std::size_t>(features.cols())),
      m_rows(static_cast<std::size_t>(features.rows())),
      m_scorer(features, target),
      m_nodesToForgetAt(32 * settings.population)
{
}

bool Population::advance(const RunContext& context)
{
    std::vector<Offspring> offspring(m_rules.settings.population);
    if (!drawOffspring(offspring, context) || !enter(offspring, context) || !score(context))
        return false;
    m_programs.swap(m_next);
    ++m_generation;
    forgetUnused();
    return true;
}

std::vector<Parent> Population::parents() const
{
    std::vector<Parent> parents;
    parents.reserve(size());
    for (std::size_t i = 0; i < size(); ++i) {
        const double penalty = m_rules.settings.parsimony * static_cast<double>(length(i));
        parents.push_back({m_programs[i], penalised(rawFitness(i), penalty)});
    }
    return parents;
}

/// Each individual has a stream of its own, so it does not matter which thread draws it.
bool Population::drawOffspring(std::vector<Offspring>& offspring, const RunContext& context) const
{
    const std::vector<Parent> candidates = parents();
    const std::size_t count = offspring.size();
    return parallelFor((count + DrawnTogether - 1) / DrawnTogether, context, [&](std::size_t part) {
        const std::size_t end = std::min(count, (part + 1) * DrawnTogether);
        for (std::size_t i = part * DrawnTogether; i < end; ++i) {
            RandomStream random(m_rules.settings.seed, m_generation * count + i);
            if (m_generation == 0)
                offspring[i].newTree = randomProgram(m_rules, random);
            else
                offspring[i] = randomOffspring(m_graph, candidates, m_rules, random);
        }
    });
}

/// Children of one parent are entered together: their new nodes, and so their computation, stand side by side.
bool Population::enter(const std::vector<Offspring>& offspring, const RunContext& context)
{
    std::vector<std::uint32_t> order(offspring.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return offspring[a].base.value_or(0) < offspring[b].base.value_or(0);
    });
    m_next.assign(offspring.size(), 0);
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i % EnteredBetweenLooks == 0 && context.stopRequested())
            return false;
        m_next[order[i]] = insertOffspring(m_graph, offspring[order[i]]);
    }
    m_fitness.resize(m_graph.size(), Unknown);
    return true;
}

bool Population::score(const RunContext& context)
{
    std::vector<ProgramGraph::Id> unknown;
    for (ProgramGraph::Id program : m_next) {
        if (m_fitness[program] == Unknown)
            unknown.push_back(program);
    }
    std::sort(unknown.begin(), unknown.end());
    unknown.erase(std::unique(unknown.begin(), unknown.end()), unknown.end());
    const std::optional<std::vector<double>> errors = m_scorer.meanAbsoluteErrors(m_graph, unknown, context);
    if (!errors)
        return false;
    for (std::size_t i = 0; i < unknown.size(); ++i)
        m_fitness[unknown[i]] = (*errors)[i];
    m_evaluations += unknown.size();
    for (ProgramGraph::Id program : m_next)
        m_nodeRowsAsked += std::uint64_t{m_graph.at(program).length} * m_rows;
    return true;
}

void Population::forgetUnused()
{
    if (m_graph.size() < m_nodesToForgetAt)
        return;
    const std::vector<ProgramGraph::Id> renumbered = m_graph.keepOnly(m_programs);
    std::vector<double> fitness(m_graph.size(), Unknown);
    for (ProgramGraph::Id& program : m_programs) {
        fitness[renumbered[program]] = m_fitness[program];
        program = renumbered[program];
    }
    m_fitness = std::move(fitness);
    m_nodesToForgetAt = 2 * m_graph.size() + 16 * m_programs.size();
}

void Population::change(const StrictSettings& settings)
{
    m_rules = VariationRules(settings, m_rules.variableCount);
}

std::size_t Population::distinct() const
{
    std::vector<ProgramGraph::Id> programs = m_programs;
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
