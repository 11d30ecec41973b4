// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/evolution/program_graph.h"
#include "core/evolution/strict.h"

#include <optional>
#include <span>
#include <vector>

namespace wattline {

/// What gplearn draws programs from.
struct VariationRules {
    explicit VariationRules(const StrictSettings& settings, std::size_t variables);

    StrictSettings settings;
    std::size_t variableCount;
    std::vector<Op> unary;
    std::vector<Op> binary;
};

/// The parents as tournaments see them.
struct Parents {
    std::vector<ProgramGraph::Id> programs;
    std::vector<double> penalisedFitness; ///< raw fitness + parsimony x length; infinite where the raw one is no number
};

/// How one offspring comes about, drawn without changing the graph, so that many are drawn at once: a base program with
/// some nodes edited, or else with the subtree at `cut` replaced by a graft from the graph or by a new tree; without a
/// base the new tree is all.
struct Offspring {
    std::optional<ProgramGraph::Id> base;
    ProgramGraph::Spot cut;
    ProgramGraph::Id graft = 0;
    Expression newTree; ///< empty: the graft counts
    std::vector<ProgramGraph::Edit> edits;
};

/// A random program of the initial population: half of them full, half grown, in gplearn's way. Its first node is a
/// function.
Expression randomProgram(const VariationRules& rules, RandomStream& random);

/// The index of the best of `tournament` parents drawn with repetition; the one drawn first where several are equal.
std::size_t tournamentWinner(std::span<const double> penalisedFitness, std::size_t tournament, RandomStream& random);

/// A random subtree: functions weigh 0.9, terminals 0.1.
ProgramGraph::Spot randomSpot(const ProgramGraph& graph, ProgramGraph::Id program, RandomStream& random);

/// One offspring of the given parents, by gplearn's rules: crossover, subtree, hoist or point mutation, or
/// reproduction.
Offspring randomOffspring(const ProgramGraph& graph, const Parents& parents, const VariationRules& rules,
                          RandomStream& random);

/// Point mutation: each node is replaced with probability pointReplace by one of its own arity, which may be itself.
std::vector<ProgramGraph::Edit> pointMutation(const ProgramGraph& graph, ProgramGraph::Id program,
                                              const VariationRules& rules, RandomStream& random);

/// Enters the offspring into the graph; where it would be longer than LongestProgram, its base stands for it.
ProgramGraph::Id insertOffspring(ProgramGraph& graph, const Offspring& offspring);

} // namespace wattline
