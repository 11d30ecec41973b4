// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/simplifier.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace wattline {

namespace {

/// Longer sums are left as they are: merging them would take quadratic time.
constexpr std::size_t MostTerms = 64;
/// A sum of coefficients below this share of the largest is what rounding left of zero.
constexpr double CancelledShare = 4.0 * std::numeric_limits<double>::epsilon();

bool isSum(Op op)
{
    return op == Op::Add || op == Op::Sub || op == Op::Neg;
}

} // namespace

bool Simplifier::addTerm(LinearForm& form, Id body, double coefficient) const
{
    if (!isUsable(coefficient))
        return false;
    for (std::size_t i = 0; i < form.terms.size(); ++i) {
        if (form.terms[i].part != body)
            continue;
        double& sum = form.terms[i].coefficient;
        form.sizes[i] = std::max(form.sizes[i], std::abs(coefficient));
        sum += coefficient;
        if (std::abs(sum) <= CancelledShare * form.sizes[i])
            sum = 0.0;
        return isUsable(sum);
    }
    form.terms.push_back({coefficient, body});
    form.sizes.push_back(std::abs(coefficient));
    return form.terms.size() <= MostTerms;
}

bool Simplifier::addTerms(LinearForm& form, Id id, double scale)
{
    std::vector<ScaledPart> open = {{scale, id}};
    while (!open.empty()) {
        const ScaledPart item = open.back();
        open.pop_back();
        const SharedNodes::Entry entry = m_nodes.at(item.part);
        const Op op = entry.node.op;
        if (op == Op::Constant) {
            const double value = item.coefficient * entry.node.constant;
            form.constantSize = std::max(form.constantSize, std::abs(value));
            form.constant += value;
            if (std::abs(form.constant) <= CancelledShare * form.constantSize)
                form.constant = 0.0;
            if (!isUsable(value) || !isUsable(form.constant))
                return false;
        } else if (isSum(op)) {
            if (op != Op::Neg)
                open.push_back({op == Op::Sub ? -item.coefficient : item.coefficient, entry.second});
            open.push_back({op == Op::Neg ? -item.coefficient : item.coefficient, entry.first});
        } else {
            const ScaledPart part = split(item.part);
            const double coefficient = item.coefficient * part.coefficient;
            if (isSum(m_nodes.op(part.part)) && isUsable(coefficient))
                open.push_back({coefficient, part.part});
            else if (!addTerm(form, part.part, coefficient))
                return false;
        }
        if (open.size() > MostTerms)
            return false;
    }
    return true;
}

std::optional<Simplifier::Id> Simplifier::linear(Op op, Id first, Id second)
{
    LinearForm form;
    if (!addTerms(form, first, op == Op::Neg ? -1.0 : 1.0))
        return std::nullopt;
    if (op != Op::Neg && !addTerms(form, second, op == Op::Sub ? -1.0 : 1.0))
        return std::nullopt;
    return sumOf(form);
}

/// One after the other, the first without a sign where that can be had.
Simplifier::Id Simplifier::chained(std::vector<Summand> summands)
{
    const auto isPositive = [](const Summand& summand) { return !summand.isNegative; };
    const auto takesSign = [this](const Summand& summand) {
        return m_nodes.isConstant(summand.part) || summand.size != 1.0;
    };
    auto lead = std::find_if(summands.begin(), summands.end(), isPositive);
    const bool isAllNegative = lead == summands.end();
    if (isAllNegative) // a number can carry the sign of the first
        lead = std::find_if(summands.begin(), summands.end(), takesSign);
    const bool isNegated = lead == summands.end();
    if (isNegated)
        lead = summands.begin();
    std::rotate(summands.begin(), lead, lead + 1);
    const Summand& front = summands.front();
    Id sum = front.part;
    if (isAllNegative && !isNegated)
        sum = m_nodes.isConstant(front.part) ? m_nodes.constant(-m_nodes.value(front.part))
                                             : scaled(-front.size, front.body);
    for (std::size_t i = 1; i < summands.size(); ++i)
        sum = m_nodes.function(summands[i].isNegative && !isNegated ? Op::Sub : Op::Add, sum, summands[i].part);
    return isNegated ? m_nodes.function(Op::Neg, sum) : sum;
}

/// The term and those after it with a coefficient of the same size, bracketed behind it.
Summand Simplifier::takeGroup(const LinearForm& form, std::size_t first, std::vector<bool>& isTaken)
{
    const double size = std::abs(form.terms[first].coefficient);
    std::vector<Summand> group;
    for (std::size_t i = first; i < form.terms.size(); ++i) {
        const auto [coefficient, part] = form.terms[i];
        const bool isAlike =
            std::abs(coefficient) == size && size != 1.0 && !isTaken[i] && (size != 0.0 || !m_nodes.at(part).isTotal);
        if (i != first && !isAlike)
            continue;
        isTaken[i] = true;
        group.push_back({part, part, 1.0, coefficient < 0.0});
    }
    const bool isNegative =
        std::all_of(group.begin(), group.end(), [](const Summand& summand) { return summand.isNegative; });
    if (isNegative)
        std::for_each(group.begin(), group.end(), [](Summand& summand) { summand.isNegative = false; });
    const Id common = chained(std::move(group));
    return {scaled(size, common), common, size, isNegative};
}

/// The sum with equal coefficients written once: 2 * (x + y) + z.
Simplifier::Id Simplifier::sumOf(const LinearForm& form)
{
    std::vector<Summand> summands;
    std::vector<bool> isTaken(form.terms.size(), false);
    for (std::size_t i = 0; i < form.terms.size(); ++i) {
        const bool isGone = form.terms[i].coefficient == 0.0 && m_nodes.at(form.terms[i].part).isTotal;
        if (!isTaken[i] && !isGone)
            summands.push_back(takeGroup(form, i, isTaken));
    }
    if (form.constant != 0.0 || summands.empty()) {
        const Id size = m_nodes.constant(std::abs(form.constant));
        summands.push_back({size, size, 1.0, form.constant < 0.0});
    }
    return chained(std::move(summands));
}

} // namespace wattline
