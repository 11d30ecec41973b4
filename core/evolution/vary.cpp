// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/vary.h"

#include <algorithm>

namespace wattline {

namespace {

constexpr double FunctionWeight = 0.9;
constexpr double TerminalWeight = 0.1;

/// Uniform in [0, bound) by one multiplication: its bias of bound / 2^53 is beyond notice, and millions are drawn.
std::size_t drawBelow(std::size_t bound, RandomStream& random)
{
    return static_cast<std::size_t>(random.uniform() * static_cast<double>(bound));
}

/// The constant counts as one more variable.
Node randomTerminal(const VariationRules& rules, RandomStream& random)
{
    const std::size_t variable = drawBelow(rules.variableCount + 1, random);
    if (variable < rules.variableCount)
        return {Op::Variable, static_cast<std::uint16_t>(variable)};
    const double range = rules.settings.constantMax - rules.settings.constantMin;
    return {Op::Constant, 0, rules.settings.constantMin + range * random.uniform()};
}

/// Turns a walk that names functions before their arguments into postfix order.
Expression fromPrefix(const std::vector<Node>& prefix)
{
    struct Open {
        Node function;
        int missing;
    };
    Expression expression;
    std::vector<Open> open;
    for (const Node& node : prefix) {
        if (arityOf(node.op) > 0) {
            open.push_back({node, arityOf(node.op)});
            continue;
        }
        expression.nodes.push_back(node);
        while (!open.empty() && --open.back().missing == 0) {
            expression.nodes.push_back(open.back().function);
            open.pop_back();
        }
    }
    return expression;
}

/// The same choice as randomSpot(), in an expression: the root of the chosen subtree.
std::size_t randomRoot(const Expression& expression, RandomStream& random)
{
    double total = 0.0;
    for (const Node& node : expression.nodes)
        total += arityOf(node.op) > 0 ? FunctionWeight : TerminalWeight;
    double left = random.uniform() * total;
    for (std::size_t i = 0; i + 1 < expression.length(); ++i) {
        left -= arityOf(expression.nodes[i].op) > 0 ? FunctionWeight : TerminalWeight;
        if (left < 0.0)
            return i;
    }
    return expression.length() - 1;
}

ProgramGraph::Id drawParent(const Parents& parents, const VariationRules& rules, RandomStream& random)
{
    return parents.programs[tournamentWinner(parents.penalisedFitness, rules.settings.tournament, random)];
}

Offspring crossed(const ProgramGraph& graph, const Parents& parents, ProgramGraph::Id parent,
                  const VariationRules& rules, RandomStream& random)
{
    const ProgramGraph::Id donor = drawParent(parents, rules, random);
    Offspring offspring{parent};
    offspring.cut = randomSpot(graph, parent, random);
    offspring.graft = randomSpot(graph, donor, random).node;
    return offspring;
}

/// Crosses in a subtree of a new program.
Offspring subtreeMutated(const ProgramGraph& graph, ProgramGraph::Id parent, const VariationRules& rules,
                         RandomStream& random)
{
    const Expression donor = randomProgram(rules, random);
    Offspring offspring{parent};
    offspring.cut = randomSpot(graph, parent, random);
    offspring.newTree = subtree(donor, randomRoot(donor, random));
    return offspring;
}

/// Puts a subtree of a subtree in that subtree's place.
Offspring hoisted(const ProgramGraph& graph, ProgramGraph::Id parent, RandomStream& random)
{
    Offspring offspring{parent};
    offspring.cut = randomSpot(graph, parent, random);
    offspring.graft = randomSpot(graph, offspring.cut.node, random).node;
    return offspring;
}

} // namespace

VariationRules::VariationRules(const StrictSettings& strict, std::size_t variables)
    : settings(strict), variableCount(variables)
{
    for (Op op : settings.functions)
        (arityOf(op) == 1 ? unary : binary).push_back(op);
}

Expression randomProgram(const VariationRules& rules, RandomStream& random)
{
    const StrictSettings& settings = rules.settings;
    const auto randomFunction = [&] { return settings.functions[drawBelow(settings.functions.size(), random)]; };
    const bool full = drawBelow(2, random) == 1;
    const std::size_t deepest = settings.depthMin + drawBelow(settings.depthMax - settings.depthMin + 1, random);
    std::vector<Node> prefix = {{randomFunction()}};
    std::vector<int> missing = {arityOf(prefix.front().op)}; // arguments still to come, of each open function
    while (!missing.empty()) {
        // gplearn compares with <=, and takes the number of open functions for the depth.
        const std::size_t choice = drawBelow(rules.variableCount + settings.functions.size(), random);
        if (missing.size() < deepest && (full || choice <= settings.functions.size())) {
            prefix.push_back({randomFunction()});
            missing.push_back(arityOf(prefix.back().op));
            continue;
        }
        prefix.push_back(randomTerminal(rules, random));
        while (!missing.empty() && --missing.back() == 0)
            missing.pop_back();
    }
    return fromPrefix(prefix);
}

std::size_t tournamentWinner(std::span<const double> penalisedFitness, std::size_t tournament, RandomStream& random)
{
    std::size_t winner = drawBelow(penalisedFitness.size(), random);
    for (std::size_t i = 1; i < tournament; ++i) {
        const std::size_t contender = drawBelow(penalisedFitness.size(), random);
        if (penalisedFitness[contender] < penalisedFitness[winner])
            winner = contender;
    }
    return winner;
}

ProgramGraph::Spot randomSpot(const ProgramGraph& graph, ProgramGraph::Id program, RandomStream& random)
{
    const ProgramGraph::Entry& root = graph.at(program);
    const std::uint32_t terminals = root.length - root.functions;
    const double functionWeight = FunctionWeight * root.functions;
    const double drawn = random.uniform() * (functionWeight + TerminalWeight * terminals);
    if (drawn < functionWeight)
        return graph.functionOf(program, static_cast<std::uint32_t>(drawBelow(root.functions, random)));
    return graph.terminalOf(program, static_cast<std::uint32_t>(drawBelow(terminals, random)));
}

std::vector<ProgramGraph::Edit> pointMutation(const ProgramGraph& graph, ProgramGraph::Id program,
                                              const VariationRules& rules, RandomStream& random)
{
    std::vector<ProgramGraph::Edit> edits;
    const std::uint32_t length = graph.at(program).length;
    for (std::uint32_t position = 0; position < length; ++position) {
        if (random.uniform() >= rules.settings.pointReplace)
            continue;
        const int arity = arityOf(graph.at(graph.nodeAtPosition(program, position)).op);
        if (arity == 0) {
            edits.push_back({position, randomTerminal(rules, random)});
        } else {
            const std::vector<Op>& candidates = arity == 1 ? rules.unary : rules.binary;
            edits.push_back({position, {candidates[drawBelow(candidates.size(), random)]}});
        }
    }
    return edits;
}

Offspring randomOffspring(const ProgramGraph& graph, const Parents& parents, const VariationRules& rules,
                          RandomStream& random)
{
    const StrictSettings& settings = rules.settings;
    double drawn = random.uniform();
    const ProgramGraph::Id parent = drawParent(parents, rules, random);
    if (drawn < settings.crossover)
        return crossed(graph, parents, parent, rules, random);
    drawn -= settings.crossover;
    if (drawn < settings.subtreeMutation)
        return subtreeMutated(graph, parent, rules, random);
    drawn -= settings.subtreeMutation;
    if (drawn < settings.hoistMutation)
        return hoisted(graph, parent, random);
    drawn -= settings.hoistMutation;
    Offspring offspring{parent, {0, parent}, parent};
    if (drawn < settings.pointMutation)
        offspring.edits = pointMutation(graph, parent, rules, random);
    return offspring;
}

ProgramGraph::Id insertOffspring(ProgramGraph& graph, const Offspring& offspring)
{
    if (!offspring.edits.empty())
        return graph.edited(*offspring.base, offspring.edits);
    const ProgramGraph::Id graft = offspring.newTree.nodes.empty() ? offspring.graft : graph.insert(offspring.newTree);
    if (!offspring.base)
        return graft;
    const std::size_t kept = graph.at(*offspring.base).length - graph.at(offspring.cut.node).length;
    if (kept + graph.at(graft).length > LongestProgram)
        return *offspring.base;
    return graph.replaced(*offspring.base, offspring.cut.place, graft);
}

} // namespace wattline
