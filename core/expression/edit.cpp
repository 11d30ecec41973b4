// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/edit.h"

#include <cassert>

namespace wattline {

namespace {

/// What is left of a function of two arguments when one of them goes.
Expression remainder(const Expression& expression, std::size_t parent, std::size_t gone)
{
    const Op op = expression.nodes[parent].op;
    const std::vector<std::size_t> arguments = argumentsOf(expression, parent);
    if (gone == arguments[1])
        return subtree(expression, arguments[0]);
    Expression rest = subtree(expression, arguments[1]);
    switch (op) {
    case Op::Sub:
        rest.nodes.push_back({Op::Neg});
        return rest;
    case Op::Div:
    case Op::ProtectedDiv:
        rest.nodes.insert(rest.nodes.begin(), {Op::Constant, 0, 1.0});
        rest.nodes.push_back({op});
        return rest;
    case Op::Pow:
        return {{{Op::Constant, 0, 1.0}}};
    default:
        return rest;
    }
}

} // namespace

std::vector<std::size_t> parentsOf(const Expression& expression)
{
    std::vector<std::size_t> parents(expression.nodes.size());
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < expression.nodes.size(); ++i) {
        for (int argument = arityOf(expression.nodes[i].op); argument > 0; --argument) {
            parents[open.back()] = i;
            open.pop_back();
        }
        open.push_back(i);
    }
    if (!parents.empty())
        parents.back() = parents.size() - 1;
    return parents;
}

Expression withSubtree(const Expression& expression, std::size_t node, const Expression& by)
{
    const auto begin = expression.nodes.begin();
    Expression edited{{begin, begin + static_cast<std::ptrdiff_t>(subtreeBegin(expression, node))}};
    edited.nodes.insert(edited.nodes.end(), by.nodes.begin(), by.nodes.end());
    edited.nodes.insert(edited.nodes.end(), begin + static_cast<std::ptrdiff_t>(node) + 1, expression.nodes.end());
    return edited;
}

Expression withConstant(const Expression& expression, std::size_t node, double value)
{
    return withSubtree(expression, node, {{{Op::Constant, 0, value}}});
}

Expression withFunction(const Expression& expression, std::size_t node, Op function)
{
    assert(arityOf(function) > 0 && arityOf(function) == arityOf(expression.nodes[node].op));
    Expression edited = expression;
    edited.nodes[node] = {function};
    return edited;
}

std::vector<Op> functionsInPlaceOf(Op op)
{
    std::vector<Op> others;
    for (const Op other : AllFunctions) {
        if (other != op && arityOf(other) == arityOf(op))
            others.push_back(other);
    }
    return others;
}

std::optional<Expression> withoutNode(const Expression& expression, std::size_t node)
{
    if (arityOf(expression.nodes[node].op) == 1)
        return withSubtree(expression, node, subtree(expression, node - 1));
    const std::vector<std::size_t> parents = parentsOf(expression);
    while (parents[node] != node && arityOf(expression.nodes[parents[node]].op) == 1)
        node = parents[node];
    if (parents[node] == node)
        return std::nullopt;
    return withSubtree(expression, parents[node], remainder(expression, parents[node], node));
}

} // namespace wattline
