// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/breeding.h"

#include "core/base/parallel.h"
#include "core/evolution/lexicase.h"
#include "core/evolution/nsga2.h"

#include <algorithm>
#include <unordered_map>

namespace wattline {

namespace {

constexpr double ChanceOfCrossover = 0.4;
/// Times that an offspring is drawn anew where it cannot be had.
constexpr int MostDraws = 10;
/// A shape that the population knows is fitted again this often: from other constants it may come out better.
constexpr double ChanceOfKnownShape = 0.1;
/// Most nodes of a first formula.
constexpr std::size_t LongestFirst = 15;

/// Streams of random numbers: one for each formula of each generation.
RandomStream streamOf(const ModernSettings& settings, std::size_t generation, std::size_t formula)
{
    constexpr int LargestPopulationBits = 20;
    return RandomStream(settings.seed, (static_cast<std::uint64_t>(generation) << LargestPopulationBits) + formula);
}

const std::unordered_set<std::uint64_t> NoShapes;

/// Fills in what could be had, in order.
std::optional<Brood> gathered(std::vector<std::optional<Individual>>& slots, const std::vector<Work>& work)
{
    Brood brood;
    for (std::optional<Individual>& slot : slots) {
        if (slot)
            brood.individuals.push_back(*std::move(slot));
    }
    for (const Work& part : work)
        brood.work.add(part);
    return brood;
}

std::vector<Standing> standingsIn(const std::vector<Individual>& population)
{
    std::vector<Objectives> objectives(population.size());
    std::transform(population.begin(), population.end(), objectives.begin(), [](const Individual& individual) {
        return Objectives{individual.error, individual.formula.length()};
    });
    return standingsOf(objectives);
}

/// The parents of a generation and how they are chosen.
class Parents {
public:
    Parents(const std::vector<Individual>& population, const ModernSettings& settings) : m_population(population)
    {
        m_standings = standingsIn(population);
        if (settings.techniques.deduplication) {
            for (const Individual& individual : population)
                m_shapes.insert(individual.shape);
        }
        if (settings.techniques.lexicase) {
            std::vector<const std::vector<float>*> errors(population.size());
            std::transform(population.begin(), population.end(), errors.begin(),
                           [](const Individual& individual) { return &individual.caseErrors; });
            m_lexicase.emplace(errors);
        }
    }

    const Expression& choose(RandomStream& random) const
    {
        if (m_lexicase && random.below(2) == 0)
            return m_population[m_lexicase->select(random)].formula;
        const std::size_t first = random.below(m_population.size());
        const std::size_t second = random.below(m_population.size());
        return m_population[m_standings[second].beats(m_standings[first]) ? second : first].formula;
    }

    const std::unordered_set<std::uint64_t>& shapes() const { return m_shapes; }

private:
    const std::vector<Individual>& m_population;
    std::vector<Standing> m_standings;
    std::optional<Lexicase> m_lexicase;
    std::unordered_set<std::uint64_t> m_shapes;
};

std::optional<Individual> offspringOf(const Parents& parents, const Assessor& assessor, const FormulaDraw& draw,
                                      RandomStream& random, Work& work, const std::stop_token& stop)
{
    for (int attempt = 0; attempt < MostDraws && !stop.stop_requested(); ++attempt) {
        const Expression& parent = parents.choose(random);
        Expression child = random.uniform() < ChanceOfCrossover ? draw.crossed(parent, parents.choose(random), random)
                                                                : draw.mutated(parent, random);
        while (random.below(2) == 0)
            child = draw.mutated(child, random);
        const auto& known = random.uniform() < ChanceOfKnownShape ? NoShapes : parents.shapes();
        if (std::optional<Expression> admitted = assessor.admitted(child)) {
            if (auto individual = assessor.assess(*std::move(admitted), known, work, stop))
                return individual;
        }
    }
    return {};
}

} // namespace

std::optional<Brood> firstBrood(const Assessor& assessor, const FormulaDraw& draw, const std::vector<Expression>& seeds,
                                const ModernSettings& settings, const RunContext& context)
{
    std::vector<std::optional<Individual>> slots(settings.population);
    std::vector<Work> work(slots.size());
    const bool finished = parallelFor(slots.size(), context, [&](std::size_t i) {
        RandomStream random = streamOf(settings, 0, i);
        for (int attempt = 0; attempt < MostDraws && !slots[i] && !context.stopRequested(); ++attempt) {
            const bool isSeed = i < seeds.size() && attempt == 0;
            const std::size_t longest = std::min(LongestFirst, settings.maxLength);
            const auto formula = assessor.admitted(isSeed ? seeds[i] : draw.random(1 + random.below(longest), random));
            if (formula)
                slots[i] = assessor.assess(*formula, NoShapes, work[i], context.stop);
        }
    });
    return finished ? gathered(slots, work) : std::nullopt;
}

std::optional<Brood> nextBrood(const Assessor& assessor, const FormulaDraw& draw, const ModernState& state,
                               const ModernSettings& settings, const RunContext& context)
{
    const Parents parents(state.population, settings);
    std::vector<std::optional<Individual>> slots(settings.population);
    std::vector<Work> work(slots.size());
    const bool finished = parallelFor(slots.size(), context, [&](std::size_t i) {
        RandomStream random = streamOf(settings, state.generation, i);
        slots[i] = offspringOf(parents, assessor, draw, random, work[i], context.stop);
    });
    return finished ? gathered(slots, work) : std::nullopt;
}

std::vector<Individual> survivorsOf(std::vector<Individual> all, const ModernSettings& settings)
{
    if (settings.techniques.deduplication) {
        std::unordered_map<std::uint64_t, double> least;
        for (const Individual& individual : all) {
            const auto [entry, isNew] = least.emplace(individual.shape, individual.error);
            entry->second = std::min(entry->second, individual.error);
        }
        std::erase_if(all, [&least](const Individual& individual) {
            const auto entry = least.find(individual.shape);
            const bool goes = entry == least.end() || individual.error > entry->second;
            if (!goes)
                least.erase(entry); // the first of those that are as good stays
            return goes;
        });
    }
    std::vector<Individual> survivors;
    for (const std::size_t i : bestStanding(standingsIn(all), settings.population))
        survivors.push_back(std::move(all[i]));
    return survivors;
}

} // namespace wattline
