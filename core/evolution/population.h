// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"
#include "core/evolution/population_scorer.h"
#include "core/evolution/vary.h"

#include <vector>

namespace wattline {

/// The generations of one strict run: makes each from the one before and knows the raw fitness of its programs.
class Population {
public:
    Population(const Eigen::MatrixXd& features, const Eigen::VectorXd& target, const StrictSettings& settings);

    /// Makes and scores the next generation. False where a stop came first; the generation before then stands.
    bool advance(const RunContext& context);

    /// Other settings for the generations to come.
    void change(const StrictSettings& settings);

    std::size_t size() const { return m_present.programs.size(); }
    /// Different programs among them.
    std::size_t distinct() const;
    double rawFitness(std::size_t individual) const { return m_present.fitness[individual]; }
    std::size_t length(std::size_t individual) const { return graph().at(m_present.programs[individual]).length; }
    Expression program(std::size_t individual) const { return graph().expressionOf(m_present.programs[individual]); }
    /// The individual of the least raw fitness; NaN never wins.
    std::size_t best() const;

    std::uint64_t evaluations() const { return m_evaluations; }
    std::uint64_t nodeRows() const { return m_earlierNodeRows + m_scorer.nodeRows(); }
    std::uint64_t nodeRowsAsked() const { return m_nodeRowsAsked; }
    std::uint64_t generation() const { return m_generation; }

    /// Everything that the next generations depend on, but settings and rows; and back into a population that has made
    /// no generation. Bytes that are unsound make the reader fail; the population is of no use then.
    void write(ByteWriter& writer) const;
    void read(ByteReader& reader);

private:
    /// Individuals and what they are made of.
    struct Generation {
        ProgramGraph graph;
        std::vector<ProgramGraph::Id> programs; ///< of each individual
        std::vector<double> fitness;            ///< raw, of each individual
    };

    const ProgramGraph& graph() const { return m_present.graph; }
    Parents parents() const;
    bool drawOffspring(std::vector<Offspring>& offspring, const RunContext& context) const;
    std::optional<Generation> enter(const std::vector<Offspring>& offspring, const RunContext& context);
    bool score(Generation& generation, const RunContext& context);
    void readPrograms(ByteReader& reader);

    VariationRules m_rules;
    std::size_t m_rows;
    PopulationScorer m_scorer;
    Generation m_present;
    std::uint64_t m_generation = 0;
    std::uint64_t m_evaluations = 0;
    std::uint64_t m_earlierNodeRows = 0; ///< computed before this population was read back
    std::uint64_t m_nodeRowsAsked = 0;
};

} // namespace wattline
