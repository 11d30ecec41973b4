// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/formula_draw.h"

#include "core/expression/edit.h"

#include "core/expression/evaluate.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace wattline {

namespace {

constexpr std::array Exponents = {-1.0, -0.5, 0.5, 1.5, 2.0, 3.0};
/// Above this the argument of a function that saturates, repeats or overflows gets a factor.
constexpr double LargeArgument = 5.0;
constexpr double ChanceOfConstant = 0.25;
constexpr std::size_t LongestInsert = 7; ///< nodes of a new subtree

Expression constant(double value)
{
    return {{{Op::Constant, 0, value}}};
}

Expression joined(const Expression& first, const Expression& second, Op op)
{
    Expression whole = first;
    whole.nodes.insert(whole.nodes.end(), second.nodes.begin(), second.nodes.end());
    whole.nodes.push_back({op});
    return whole;
}

Expression applied(Expression part, Op op)
{
    part.nodes.push_back({op});
    return part;
}

/// About 1, of either sign: mostly within a factor of three.
double drawFactor(RandomStream& random)
{
    const double size = std::exp(random.normal());
    return random.below(4) == 0 ? -size : size;
}

bool wantsModestArgument(Op op)
{
    return op == Op::Exp || op == Op::Sin || op == Op::Cos || op == Op::Tan || op == Op::Tanh || op == Op::Sigmoid;
}

template <class T>
const T& oneOf(const std::vector<T>& values, RandomStream& random)
{
    return values[random.below(values.size())];
}

bool isConstant(const Expression& part)
{
    return part.length() == 1 && part.nodes.front().op == Op::Constant;
}

} // namespace

bool hasConstantExponents(const Expression& formula)
{
    for (std::size_t i = 0; i < formula.length(); ++i) {
        if (formula.nodes[i].op == Op::Pow && formula.nodes[i - 1].op != Op::Constant)
            return false;
    }
    return true;
}

FormulaDraw::FormulaDraw(const std::vector<Op>& functions, const Eigen::MatrixXd& probe)
    : m_variables(static_cast<std::size_t>(probe.cols()))
{
    for (const Op op : functions)
        (arityOf(op) == 1 || op == Op::Pow ? m_unary : m_binary).push_back(op);
    for (Eigen::Index row = 0; row < probe.rows(); ++row) {
        const Eigen::RowVectorXd values = probe.row(row);
        m_probe.emplace_back(values.begin(), values.end());
    }
}

/// The median size of the values on the probe; 1 where that is no scale.
double FormulaDraw::sizeOf(const Expression& part) const
{
    std::vector<double> sizes;
    for (const std::vector<double>& row : m_probe) {
        const double size = std::abs(evaluateRow(part, row.data()));
        if (std::isfinite(size))
            sizes.push_back(size);
    }
    if (sizes.empty())
        return 1.0;
    const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
    std::nth_element(sizes.begin(), middle, sizes.end());
    return *middle > 0.0 ? *middle : 1.0;
}

Expression FormulaDraw::terminal(RandomStream& random) const
{
    if (random.uniform() < ChanceOfConstant)
        return constant(drawFactor(random));
    return {{{Op::Variable, static_cast<std::uint16_t>(random.below(m_variables))}}};
}

/// The part times a constant that brings it to size 1 or so.
Expression FormulaDraw::factorOf(const Expression& part, RandomStream& random) const
{
    return joined(constant(drawFactor(random) / sizeOf(part)), part, Op::Mul);
}

/// A function of one argument around the part.
Expression FormulaDraw::wrapped(const Expression& part, RandomStream& random) const
{
    if (m_unary.empty())
        return part;
    const Op op = oneOf(m_unary, random);
    if (op == Op::Pow)
        return joined(part, constant(Exponents[random.below(Exponents.size())]), Op::Pow);
    if (wantsModestArgument(op) && (random.below(2) == 0 || sizeOf(part) > LargeArgument))
        return applied(factorOf(part, random), op);
    return applied(part, op);
}

/// A function of two arguments; where one is a constant, it is drawn anew at the size that matters.
Expression FormulaDraw::combined(Op op, const Expression& first, const Expression& second, RandomStream& random) const
{
    const bool sums = op == Op::Add || op == Op::Sub;
    const auto fitting = [&](const Expression& partner) {
        return constant(drawFactor(random) * (sums ? sizeOf(partner) : 1.0 / sizeOf(partner)));
    };
    if (isConstant(second) && !isConstant(first))
        return joined(first, fitting(first), op);
    if (isConstant(first) && !isConstant(second))
        return joined(fitting(second), second, op);
    return joined(first, second, op);
}

Expression FormulaDraw::random(std::size_t length, RandomStream& random) const
{
    if (length < 2 || (length < 3 && m_unary.empty()))
        return terminal(random);
    const bool one = m_binary.empty() || length == 2 || (!m_unary.empty() && random.below(10) < 3);
    if (one)
        return wrapped(this->random(length - 1, random), random);
    const std::size_t left = 1 + random.below(length - 2);
    const Expression first = this->random(left, random);
    const Expression second = this->random(length - 1 - left, random);
    return combined(oneOf(m_binary, random), first, second, random);
}

Expression FormulaDraw::crossed(const Expression& first, const Expression& second, RandomStream& random) const
{
    const auto drawRoot = [&random](const Expression& formula) {
        std::size_t root = random.below(formula.length());
        for (int again = 0; again < 2 && arityOf(formula.nodes[root].op) == 0; ++again)
            root = random.below(formula.length());
        return root;
    };
    const std::size_t from = drawRoot(second);
    return withSubtree(first, drawRoot(first), subtree(second, from));
}

Expression FormulaDraw::mutated(const Expression& parent, RandomStream& random) const
{
    static constexpr std::array Weighted = {Change::Constant, Change::Variable, Change::Variable, Change::Function,
                                            Change::Function, Change::Wrap,     Change::Wrap,     Change::Combine,
                                            Change::Combine,  Change::Combine,  Change::Combine,  Change::Replace,
                                            Change::Replace,  Change::Remove,   Change::Remove};
    const std::size_t root = random.below(parent.length());
    return changedAt(parent, root, Weighted[random.below(Weighted.size())], random);
}

Expression FormulaDraw::changedAt(const Expression& parent, std::size_t root, Change change, RandomStream& random) const
{
    const Node& node = parent.nodes[root];
    const Expression part = subtree(parent, root);
    const std::vector<std::size_t> arguments = argumentsOf(parent, root);
    switch (change) {
    case Change::Constant:
        if (node.op == Op::Constant)
            return withSubtree(parent, root, constant(node.constant * drawFactor(random)));
        break;
    case Change::Variable:
        if (node.op == Op::Variable)
            return withSubtree(parent, root, {{{Op::Variable, static_cast<std::uint16_t>(random.below(m_variables))}}});
        break;
    case Change::Function:
        if (arguments.size() == 2 && node.op != Op::Pow && !m_binary.empty())
            return withSubtree(
                parent, root,
                joined(subtree(parent, arguments[0]), subtree(parent, arguments[1]), oneOf(m_binary, random)));
        if (!arguments.empty())
            return withSubtree(parent, root, wrapped(subtree(parent, arguments[0]), random));
        break;
    case Change::Wrap:
        return withSubtree(parent, root, wrapped(part, random));
    case Change::Remove:
        if (!arguments.empty())
            return withSubtree(parent, root, subtree(parent, arguments[random.below(arguments.size())]));
        break;
    case Change::Replace:
        return withSubtree(parent, root, this->random(1 + random.below(LongestInsert), random));
    default:
        break;
    }
    if (m_binary.empty())
        return withSubtree(parent, root, wrapped(part, random));
    const Op op = oneOf(m_binary, random);
    Expression other = this->random(1 + random.below(3), random);
    if ((op == Op::Add || op == Op::Sub) && !isConstant(other) && random.below(2) == 0)
        other = joined(constant(drawFactor(random) * sizeOf(part) / sizeOf(other)), other, Op::Mul);
    return withSubtree(parent, root,
                       random.below(2) == 0 ? combined(op, part, other, random) : combined(op, other, part, random));
}

} // namespace wattline
