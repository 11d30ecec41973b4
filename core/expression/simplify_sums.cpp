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

/// One summand as it will be written: its sign apart.
struct Piece {
    SharedNodes::Id id = 0;   ///< with its coefficient
    SharedNodes::Id body = 0; ///< without
    double size = 1.0;
    bool isNegative = false;
};

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

/// The sum with equal coefficients written once: 2 * (x + y) + z.
Simplifier::Id Simplifier::sumOf(const LinearForm& form)
{
    const auto chained = [this](std::vector<Piece> pieces) {
        auto lead = std::find_if(pieces.begin(), pieces.end(), [](const Piece& p) { return !p.isNegative; });
        const bool isAllNegative = lead == pieces.end();
        if (isAllNegative) // a number can carry the sign of the first
            lead = std::find_if(pieces.begin(), pieces.end(),
                                [this](const Piece& p) { return m_nodes.isConstant(p.id) || p.size != 1.0; });
        const bool isNegated = lead == pieces.end();
        if (isNegated)
            lead = pieces.begin();
        std::rotate(pieces.begin(), lead, lead + 1);
        const Piece& front = pieces.front();
        Id sum = front.id;
        if (isAllNegative && !isNegated)
            sum = m_nodes.isConstant(front.id) ? m_nodes.constant(-m_nodes.value(front.id))
                                               : scaled(-front.size, front.body);
        for (std::size_t i = 1; i < pieces.size(); ++i)
            sum = m_nodes.function(pieces[i].isNegative && !isNegated ? Op::Sub : Op::Add, sum, pieces[i].id);
        return isNegated ? m_nodes.function(Op::Neg, sum) : sum;
    };

    std::vector<Piece> pieces;
    std::vector<bool> isTaken(form.terms.size(), false);
    for (std::size_t i = 0; i < form.terms.size(); ++i) {
        const auto [coefficient, body] = form.terms[i];
        const double size = std::abs(coefficient);
        if (isTaken[i] || (size == 0.0 && m_nodes.at(body).isTotal))
            continue;
        std::vector<Piece> group = {{body, body, 1.0, coefficient < 0.0}};
        for (std::size_t k = i + 1; k < form.terms.size() && size != 1.0; ++k) {
            if (std::abs(form.terms[k].coefficient) != size || (size == 0.0 && m_nodes.at(form.terms[k].part).isTotal))
                continue;
            isTaken[k] = true;
            group.push_back({form.terms[k].part, form.terms[k].part, 1.0, form.terms[k].coefficient < 0.0});
        }
        const bool isNegative = std::all_of(group.begin(), group.end(), [](const Piece& p) { return p.isNegative; });
        if (isNegative)
            std::for_each(group.begin(), group.end(), [](Piece& p) { p.isNegative = false; });
        const Id common = chained(group);
        pieces.push_back({scaled(size, common), common, size, isNegative});
    }
    if (form.constant != 0.0 || pieces.empty()) {
        const Id size = m_nodes.constant(std::abs(form.constant));
        pieces.push_back({size, size, 1.0, form.constant < 0.0});
    }
    return chained(pieces);
}

} // namespace wattline
