// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/modern_generations.h"

#include "core/base/parallel.h"
#include "core/evolution/enter_front.h"
#include "core/evolution/power_laws.h"
#include "core/evolution/stopwatch.h"

#include <algorithm>
#include <array>

namespace wattline {

namespace {

constexpr std::size_t ProbeRows = 7;
constexpr std::size_t StepsOfBest = 20;

/// Some rows from all over the table.
Eigen::MatrixXd probeOf(const Eigen::MatrixXd& features)
{
    const auto rows = static_cast<std::size_t>(features.rows());
    const std::size_t count = std::min(ProbeRows, rows);
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < count; ++i)
        chosen.push_back((2 * i + 1) * rows / (2 * count));
    return features(chosen, Eigen::all);
}

Expression meanOf(const RegressionData& train)
{
    return {{{Op::Constant, 0, train.target.mean()}}};
}

/// The functions that the later list no longer has, but for those that scaling and simplifying put in themselves.
std::vector<Op> functionsOnlyIn(const std::vector<Op>& earlier, const std::vector<Op>& later)
{
    constexpr std::array AlwaysThere = {Op::Add, Op::Sub, Op::Mul, Op::Square};
    std::vector<Op> dropped;
    for (const Op op : earlier) {
        const bool stays = std::find(later.begin(), later.end(), op) != later.end() ||
                           std::find(AlwaysThere.begin(), AlwaysThere.end(), op) != AlwaysThere.end();
        if (!stays)
            dropped.push_back(op);
    }
    return dropped;
}

bool usesAnyOf(const std::vector<Op>& functions, const Expression& formula)
{
    return std::any_of(formula.nodes.begin(), formula.nodes.end(), [&](const Node& node) {
        return std::find(functions.begin(), functions.end(), node.op) != functions.end();
    });
}

} // namespace

ModernGenerations::ModernGenerations(const RegressionData& train, FitRows rows, const ModernSettings& settings)
    : m_train(train),
      m_settings(settings),
      m_assessor(std::move(rows), train, settings),
      m_draw(settings.functions, probeOf(train.features))
{
}

bool ModernGenerations::advance(const RunContext& context)
{
    if (m_state.generation > 0 && m_state.population.empty())
        return false;
    const Stopwatch stopwatch;
    const bool advanced = makeGeneration(context);
    m_state.seconds += stopwatch.seconds();
    m_state.cpuSeconds += stopwatch.cpuSeconds();
    m_state.generation += advanced ? 1 : 0;
    return advanced;
}

void ModernGenerations::change(const ModernSettings& settings)
{
    const std::vector<Op> droppedFunctions = functionsOnlyIn(m_settings.functions, settings.functions);
    m_settings = settings;
    m_assessor.change(settings);
    m_draw = FormulaDraw(settings.functions, probeOf(m_train.features));
    dropWhatIsNotAdmitted(droppedFunctions);
}

/// So that neither the front nor the parents to come hold what the settings do not admit. A formula at least stays.
void ModernGenerations::dropWhatIsNotAdmitted(const std::vector<Op>& droppedFunctions)
{
    const auto goes = [&](const Individual& individual) {
        return !m_assessor.admitsAsItIs(individual.formula) || usesAnyOf(droppedFunctions, individual.formula);
    };
    const std::size_t dropped = std::erase_if(m_state.population, goes) + std::erase_if(m_state.best, goes);
    if (dropped == 0)
        return;
    if (m_state.population.empty())
        m_state.population = m_state.best;
    if (m_state.population.empty()) {
        if (std::optional<Individual> constant = m_assessor.individualOf(meanOf(m_train), m_state.work))
            m_state.population.push_back(*std::move(constant));
    }
    for (const Individual& individual : m_state.population)
        enterFront(m_state.best, individual, &Individual::error);
}

/// A constant, so that there is always a formula, and power laws.
std::vector<Expression> ModernGenerations::seeds(const RunContext& context) const
{
    std::vector<Expression> seeds = {meanOf(m_train)};
    if (m_settings.techniques.powerLawSeeds) {
        for (Expression& law : powerLaws(m_train, rows().scalingWeights, context.stop))
            seeds.push_back(std::move(law));
    }
    return seeds;
}

bool ModernGenerations::makeGeneration(const RunContext& context)
{
    std::optional<Brood> brood = m_state.generation == 0
                                     ? firstBrood(m_assessor, m_draw, seeds(context), m_settings, context)
                                     : nextBrood(m_assessor, m_draw, m_state, m_settings, context);
    if (!brood)
        return false;
    std::vector<Individual> all = m_state.population;
    std::move(brood->individuals.begin(), brood->individuals.end(), std::back_inserter(all));
    std::vector<Individual> population = survivorsOf(std::move(all), m_settings);
    std::vector<Individual> best = m_state.best;
    for (const Individual& individual : population)
        enterFront(best, individual, &Individual::error);
    if (!refine(best, population, brood->work, context))
        return false;
    m_state.work.add(brood->work);
    m_state.population = std::move(population);
    m_state.best = std::move(best);
    return true;
}

/// More steps for the best of the run, whose coefficients go back into the population; and clean constants.
bool ModernGenerations::refine(std::vector<Individual>& best, std::vector<Individual>& population, Work& work,
                               const RunContext& context) const
{
    std::vector<Individual> refined(best.size());
    std::vector<std::optional<Individual>> rounded(best.size());
    std::vector<Work> works(best.size());
    const bool finished = parallelFor(best.size(), context, [&](std::size_t i) {
        refined[i] = m_assessor.refined(best[i], StepsOfBest, works[i], context.stop);
        rounded[i] = m_assessor.rounded(refined[i], works[i], context.stop);
    });
    for (std::size_t i = 0; i < best.size() && finished; ++i) {
        const auto place = std::find_if(population.begin(), population.end(), [&](const Individual& individual) {
            return individual.formula == best[i].formula;
        });
        if (place != population.end())
            *place = refined[i];
        work.add(works[i]);
    }
    best.clear();
    for (std::size_t i = 0; i < refined.size(); ++i) {
        enterFront(best, refined[i], &Individual::error);
        if (rounded[i])
            enterFront(best, *rounded[i], &Individual::error);
    }
    return finished;
}

} // namespace wattline
