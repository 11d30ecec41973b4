// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/expression.h"

#include <algorithm>
#include <iterator>

namespace wattline {

namespace {

/// Appends (v - mean) / scale as nodes whose value equals that quotient to the last bit.
void appendStandardised(std::vector<Node>& nodes, const Node& variable, double mean, double scale)
{
    nodes.push_back(variable);
    if (mean == 0.0 && scale == 1.0)
        return;
    nodes.push_back({Op::Constant, 0, mean});
    nodes.push_back({Op::Sub});
    nodes.push_back({Op::Constant, 0, scale});
    nodes.push_back({Op::Div});
}

} // namespace

int arityOf(Op op)
{
    switch (op) {
    case Op::Constant:
    case Op::Variable:
        return 0;
    case Op::Add:
    case Op::Sub:
    case Op::Mul:
    case Op::ProtectedDiv:
    case Op::Div:
    case Op::Pow:
        return 2;
    default:
        return 1;
    }
}

bool isWellFormed(const Expression& expression)
{
    std::size_t open = 0;
    for (const Node& node : expression.nodes) {
        const auto arity = static_cast<std::size_t>(arityOf(node.op));
        if (open < arity)
            return false;
        open += 1 - arity;
    }
    return open == 1;
}

std::size_t depthOf(const Expression& expression)
{
    std::vector<std::size_t> depths;
    for (const Node& node : expression.nodes) {
        if (arityOf(node.op) == 0) {
            depths.push_back(0);
            continue;
        }
        if (arityOf(node.op) == 2) {
            const std::size_t second = depths.back();
            depths.pop_back();
            depths.back() = std::max(depths.back(), second);
        }
        ++depths.back();
    }
    return depths.empty() ? 0 : depths.back();
}

std::size_t subtreeBegin(const Expression& expression, std::size_t root)
{
    std::size_t begin = root;
    for (int missing = arityOf(expression.nodes[root].op); missing > 0; --missing) {
        --begin;
        missing += arityOf(expression.nodes[begin].op);
    }
    return begin;
}

std::vector<std::size_t> argumentsOf(const Expression& expression, std::size_t root)
{
    const int arity = arityOf(expression.nodes[root].op);
    if (arity == 0)
        return {};
    if (arity == 1)
        return {root - 1};
    return {subtreeBegin(expression, root - 1) - 1, root - 1};
}

Expression subtree(const Expression& expression, std::size_t root)
{
    const auto first = expression.nodes.begin();
    return {{first + static_cast<std::ptrdiff_t>(subtreeBegin(expression, root)),
             first + static_cast<std::ptrdiff_t>(root) + 1}};
}

std::vector<std::size_t> variablesOf(const Expression& expression)
{
    std::vector<std::size_t> variables;
    for (const Node& node : expression.nodes) {
        if (node.op == Op::Variable)
            variables.push_back(node.variable);
    }
    std::sort(variables.begin(), variables.end());
    variables.erase(std::unique(variables.begin(), variables.end()), variables.end());
    return variables;
}

Expression inRawUnits(const Expression& expression, const std::vector<double>& mean, const std::vector<double>& scale)
{
    Expression raw;
    for (const Node& node : expression.nodes) {
        if (node.op == Op::Variable)
            appendStandardised(raw.nodes, node, mean[node.variable], scale[node.variable]);
        else
            raw.nodes.push_back(node);
    }
    return raw;
}

} // namespace wattline
