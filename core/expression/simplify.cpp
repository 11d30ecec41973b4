// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/simplify.h"

#include "core/expression/evaluate.h"
#include "core/expression/simplifier.h"

#include <cmath>

namespace wattline {

bool isUsable(double coefficient)
{
    return coefficient == 0.0 || std::isnormal(coefficient);
}

bool isWholeNumber(double exponent)
{
    return std::floor(exponent) == exponent;
}

bool isEvenNumber(double exponent)
{
    return std::fmod(exponent, 2.0) == 0.0;
}

Expression Simplifier::operator()(const Expression& expression)
{
    std::vector<Id> stack;
    for (const Node& node : expression.nodes) {
        if (node.op == Op::Constant) {
            stack.push_back(m_nodes.constant(node.constant));
        } else if (node.op == Op::Variable) {
            stack.push_back(m_nodes.variable(node.variable));
        } else if (arityOf(node.op) == 1) {
            stack.back() = make(node.op, stack.back());
        } else {
            const Id second = stack.back();
            stack.pop_back();
            stack.back() = make(node.op, stack.back(), second);
        }
    }
    return m_nodes.expressionOf(stack.back());
}

Simplifier::Id Simplifier::make(Op op, Id first, Id second)
{
    const std::size_t plainLength = 1 + m_nodes.at(first).length + (arityOf(op) == 2 ? m_nodes.at(second).length : 0);
    const std::optional<Id> simpler = ruleFor(op, first, second);
    return simpler && m_nodes.at(*simpler).length <= plainLength ? *simpler : m_nodes.function(op, first, second);
}

std::optional<Simplifier::Id> Simplifier::ruleFor(Op op, Id first, Id second)
{
    if (m_nodes.isConstant(first) && (arityOf(op) == 1 || m_nodes.isConstant(second)))
        return folded(op, first, second);
    switch (op) {
    case Op::Add:
    case Op::Sub:
    case Op::Neg:
        return linear(op, first, second);
    case Op::Mul:
    case Op::Div:
        return product(op, first, second);
    case Op::ProtectedDiv:
        return protectedDivision(first, second);
    case Op::Pow:
        if (m_nodes.isConstant(second))
            return power(first, m_nodes.value(second));
        if (m_nodes.isConstant(first) && m_nodes.value(first) == 1.0)
            return first;
        return std::nullopt;
    default:
        return functionRule(op, first);
    }
}

/// Nothing where the value is none that a constant may hold: 1 / 0 stays what it is.
std::optional<Simplifier::Id> Simplifier::folded(Op op, Id first, Id second)
{
    Expression formula;
    formula.nodes.push_back(m_nodes.at(first).node);
    if (arityOf(op) == 2)
        formula.nodes.push_back(m_nodes.at(second).node);
    formula.nodes.push_back({op});
    const double value = evaluateRow(formula, nullptr);
    if (!isUsable(value))
        return std::nullopt;
    return m_nodes.constant(value);
}

Expression simplified(const Expression& expression)
{
    return simplified(expression, {});
}

Expression simplified(const Expression& expression, std::span<const Interval> box)
{
    // What one pass brings together, the next may merge; a few reach the end.
    constexpr int MostPasses = 8;
    Expression current = expression;
    for (int pass = 0; pass < MostPasses; ++pass) {
        Expression next = Simplifier(box)(current);
        if (next == current)
            break;
        current = std::move(next);
    }
    return current;
}

} // namespace wattline
