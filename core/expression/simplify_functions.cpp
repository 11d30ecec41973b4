// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/simplifier.h"

#include <cmath>

namespace wattline {

namespace {

constexpr double ProtectedSize = 0.001;

} // namespace

/// NaN makes protected functions idle, so a part that may be NaN surely acts nowhere.
bool Simplifier::isActing(Id id) const
{
    const Interval range = m_nodes.range(id);
    return m_nodes.at(id).isTotal && (range.low > ProtectedSize || range.high < -ProtectedSize);
}

bool Simplifier::isIdle(Id id) const
{
    const Interval range = m_nodes.range(id);
    return m_nodes.at(id).isTotal && range.low >= -ProtectedSize && range.high <= ProtectedSize;
}

std::optional<Simplifier::Id> Simplifier::functionRule(Op op, Id argument)
{
    switch (op) {
    case Op::Sqrt:
        return power(argument, 0.5);
    case Op::Square:
        return power(argument, 2.0);
    case Op::Abs:
    case Op::Cos:
        return evenRule(op, argument);
    case Op::Sin:
    case Op::Tan:
    case Op::Tanh:
        return oddRule(op, argument);
    case Op::Log:
        return logarithmRule(argument);
    case Op::Exp:
        return exponentialRule(argument);
    case Op::ProtectedSqrt:
        return protectedRoot(argument);
    case Op::ProtectedLog:
    case Op::ProtectedInverse:
        return protectedRule(op, argument);
    default:
        return std::nullopt;
    }
}

/// The part, or its negative, as an even function may have it: without a sign or abs.
Simplifier::Id Simplifier::withoutSign(Id id)
{
    while (m_nodes.op(id) == Op::Neg || m_nodes.op(id) == Op::Abs)
        id = m_nodes.at(id).first;
    const ScaledPart part = split(id);
    return part.coefficient < 0.0 ? scaled(-part.coefficient, part.part) : id;
}

std::optional<Simplifier::Id> Simplifier::evenRule(Op op, Id argument)
{
    const Id bare = withoutSign(argument);
    if (op == Op::Cos)
        return bare == argument ? std::nullopt : std::optional(make(op, bare));
    if (isNonnegative(bare))
        return bare;
    if (m_nodes.range(bare).high <= 0.0)
        return linear(Op::Neg, bare, 0);
    const ScaledPart part = split(bare);
    if (part.coefficient != 1.0)
        return scaled(part.coefficient, make(op, part.part));
    return bare == argument ? std::nullopt : std::optional(make(op, bare));
}

std::optional<Simplifier::Id> Simplifier::oddRule(Op op, Id argument)
{
    if (m_nodes.op(argument) != Op::Neg)
        return std::nullopt;
    return linear(Op::Neg, make(op, m_nodes.at(argument).first), 0);
}

/// A factor of the argument is a summand of its logarithm.
std::optional<Simplifier::Id> Simplifier::logarithmRule(Id argument)
{
    if (m_nodes.op(argument) == Op::Exp)
        return m_nodes.at(argument).first;
    const ScaledPart part = split(argument);
    if (part.coefficient == 1.0 || !(part.coefficient > 0.0))
        return std::nullopt;
    return linear(Op::Add, make(Op::Log, part.part), m_nodes.constant(std::log(part.coefficient)));
}

/// A summand of the exponent is a factor of the exponential.
std::optional<Simplifier::Id> Simplifier::exponentialRule(Id argument)
{
    if (m_nodes.op(argument) == Op::Log && m_nodes.range(m_nodes.at(argument).first).low > 0.0)
        return m_nodes.at(argument).first;
    LinearForm exponent;
    if (!addTerms(exponent, argument, 1.0) || exponent.constant == 0.0)
        return std::nullopt;
    const double factor = std::exp(exponent.constant);
    if (!isUsable(factor) || factor == 0.0)
        return std::nullopt;
    exponent.constant = 0.0;
    return scaled(factor, make(Op::Exp, sumOf(exponent)));
}

std::optional<Simplifier::Id> Simplifier::protectedRoot(Id argument)
{
    const Id bare = withoutSign(argument);
    if (m_nodes.op(bare) == Op::Square)
        return make(Op::Abs, m_nodes.at(bare).first);
    const ScaledPart part = split(bare);
    if (part.coefficient > 0.0 && part.coefficient != 1.0)
        return scaled(std::sqrt(part.coefficient), make(Op::ProtectedSqrt, part.part));
    if (isNonnegative(bare))
        return make(Op::Sqrt, bare);
    return bare == argument ? std::nullopt : std::optional(make(Op::ProtectedSqrt, bare));
}

std::optional<Simplifier::Id> Simplifier::protectedRule(Op op, Id argument)
{
    if (isIdle(argument))
        return m_nodes.constant(0.0);
    if (op == Op::ProtectedInverse) {
        if (isActing(argument))
            return product(Op::Div, m_nodes.constant(1.0), argument);
        return oddRule(op, argument);
    }
    const Id bare = withoutSign(argument);
    if (isActing(bare) && isNonnegative(bare))
        return make(Op::Log, bare);
    return bare == argument ? std::nullopt : std::optional(make(op, bare));
}

std::optional<Simplifier::Id> Simplifier::protectedDivision(Id first, Id second)
{
    if (first == second || isIdle(second))
        return m_nodes.constant(1.0);
    if (isActing(second))
        return product(Op::Div, first, second);
    return std::nullopt;
}

} // namespace wattline
