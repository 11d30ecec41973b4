// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/simplifier.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace wattline {

namespace {

/// Longer products are left as they are: merging them would take quadratic time.
constexpr std::size_t MostFactors = 64;

} // namespace

/// Merges powers of one base. Roots of the base may only vanish where it is known not to be negative.
bool Simplifier::addFactor(std::vector<Factor>& factors, const Factor& factor)
{
    for (Factor& present : factors) {
        if (present.base != factor.base)
            continue;
        const double sum = present.exponent + factor.exponent;
        const bool rootVanishes =
            isWholeNumber(sum) && !(isWholeNumber(present.exponent) && isWholeNumber(factor.exponent));
        if (rootVanishes && !isNonnegative(factor.base)) {
            if (present.exponent != factor.exponent)
                continue;
            present = {raised(present), 2.0};
            return true;
        }
        present.exponent = sum;
        return true;
    }
    factors.push_back(factor);
    return factors.size() <= MostFactors;
}

/// Multiplies by the part to the power, which is a whole number or, for a part that is no product, any other but 0.
bool Simplifier::addFactors(ProductForm& form, Id id, double power)
{
    std::vector<Factor> open = {{id, power}};
    while (!open.empty()) {
        const auto [part, exponent] = open.back();
        open.pop_back();
        const SharedNodes::Entry entry = m_nodes.at(part);
        const Op op = entry.node.op;
        const bool hasPower = op == Op::Square || op == Op::Sqrt || (op == Op::Pow && m_nodes.isConstant(entry.second));
        const double inner = op == Op::Square ? 2.0
                             : op == Op::Sqrt ? 0.5
                             : hasPower       ? m_nodes.value(entry.second)
                                              : 1.0;
        const double whole = inner * exponent;
        const bool rootVanishes = isWholeNumber(whole) && !isWholeNumber(inner);
        if (op == Op::Constant && isWholeNumber(exponent)) {
            form.coefficient *= std::pow(entry.node.constant, exponent);
            if (!isUsable(form.coefficient))
                return false;
        } else if (op == Op::Neg && isWholeNumber(exponent)) {
            form.coefficient *= isEvenNumber(exponent) ? 1.0 : -1.0;
            open.push_back({entry.first, exponent});
        } else if ((op == Op::Mul || op == Op::Div) && isWholeNumber(exponent)) {
            open.push_back({entry.second, op == Op::Div ? -exponent : exponent});
            open.push_back({entry.first, exponent});
        } else if (op == Op::ProtectedInverse && isWholeNumber(exponent) && isActing(entry.first)) {
            open.push_back({entry.first, -exponent});
        } else if (hasPower && whole != 0.0 && isWholeNumber(exponent) &&
                   (!rootVanishes || isNonnegative(entry.first))) {
            open.push_back({entry.first, whole});
        } else if (!addFactor(exponent < 0.0 ? form.under : form.over, {part, std::abs(exponent)})) {
            return false;
        }
        if (open.size() > MostFactors)
            return false;
    }
    return true;
}

/// x / x is 1 where x is known to have a value other than 0.
void Simplifier::cancelFactors(ProductForm& form) const
{
    for (Factor& over : form.over) {
        const auto under = std::find_if(form.under.begin(), form.under.end(),
                                        [&](const Factor& factor) { return factor.base == over.base; });
        if (under == form.under.end() || !isNonzero(over.base) || !m_nodes.at(over.base).isTotal)
            continue;
        const double common = std::min(over.exponent, under->exponent);
        over.exponent -= common;
        under->exponent -= common;
    }
    const auto isGone = [](const Factor& factor) { return factor.exponent == 0.0; };
    std::erase_if(form.over, isGone);
    std::erase_if(form.under, isGone);
}

std::optional<Simplifier::Id> Simplifier::product(Op op, Id first, Id second)
{
    ProductForm form;
    if (!addFactors(form, first, 1.0) || !addFactors(form, second, op == Op::Mul ? 1.0 : -1.0))
        return std::nullopt;
    cancelFactors(form);
    if (!form.under.empty() || form.over.size() > 1 || (form.over.size() == 1 && form.over.front().exponent != 1.0))
        return productOf(std::move(form));
    LinearForm sum; // a number times a part, which may be a sum
    const Id part = form.over.empty() ? m_nodes.constant(1.0) : form.over.front().base;
    if (!addTerms(sum, part, form.coefficient))
        return std::nullopt;
    return sumOf(sum);
}

std::optional<Simplifier::Id> Simplifier::power(Id base, double exponent)
{
    if (exponent == 0.0)
        return m_nodes.constant(1.0);
    if (exponent == 1.0)
        return base;
    ProductForm form;
    if (isWholeNumber(exponent)) {
        if (!addFactors(form, base, exponent))
            return std::nullopt;
        cancelFactors(form);
        return productOf(std::move(form));
    }
    const ScaledPart part = split(base);
    const bool isScaled = part.coefficient > 0.0;
    const Id body = isScaled ? part.part : base;
    ProductForm inner;
    if (!addFactors(inner, body, 1.0))
        return std::nullopt;
    form.coefficient = isScaled ? std::pow(part.coefficient, exponent) : 1.0;
    if (!isUsable(form.coefficient) || form.coefficient == 0.0)
        return std::nullopt;
    const auto mayTake = [&](const Factor& factor) { return isNonnegative(factor.base); };
    const bool isSingle = inner.over.size() == 1 && inner.under.empty() && inner.coefficient == 1.0;
    const bool isRootOfRoot = isSingle && !isWholeNumber(inner.over.front().exponent) &&
                              !isWholeNumber(inner.over.front().exponent * exponent);
    if (inner.coefficient == 1.0 && (isRootOfRoot || (std::all_of(inner.over.begin(), inner.over.end(), mayTake) &&
                                                      std::all_of(inner.under.begin(), inner.under.end(), mayTake)))) {
        for (const auto* factors : {&inner.over, &inner.under}) {
            for (const Factor& factor : *factors) {
                const bool isUnder = (factors == &inner.under) != (exponent < 0.0);
                addFactor(isUnder ? form.under : form.over, {factor.base, factor.exponent * std::abs(exponent)});
            }
        }
    } else if (exponent == 0.5 && m_nodes.op(body) == Op::Square) {
        form.over = {{make(Op::Abs, m_nodes.at(body).first)}};
    } else {
        (exponent < 0.0 ? form.under : form.over) = {{body, std::abs(exponent)}};
    }
    return productOf(std::move(form));
}

} // namespace wattline
