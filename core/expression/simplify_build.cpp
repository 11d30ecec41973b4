// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/expression/simplifier.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace wattline {

namespace {

/// The divisor that says the same in fewer digits: x / 3 for 0.3333333333333333 * x.
std::optional<double> shorterDivisor(double coefficient)
{
    constexpr std::size_t FewestDigitsSaved = 4;
    const double divisor = 1.0 / coefficient;
    if (!std::isnormal(divisor) || 1.0 / divisor != coefficient || divisor < 0.0)
        return std::nullopt;
    if (formatNumber(divisor).size() + FewestDigitsSaved > formatNumber(coefficient).size())
        return std::nullopt;
    return divisor;
}

} // namespace

Simplifier::Id Simplifier::raised(const Factor& factor)
{
    if (factor.exponent == 1.0)
        return factor.base;
    if (factor.exponent == 2.0)
        return m_nodes.function(Op::Square, factor.base);
    if (factor.exponent == 0.5)
        return m_nodes.function(Op::Sqrt, factor.base);
    return m_nodes.function(Op::Pow, factor.base, m_nodes.constant(factor.exponent));
}

Simplifier::Id Simplifier::chain(const std::vector<Factor>& factors)
{
    Id product = raised(factors.front());
    for (std::size_t i = 1; i < factors.size(); ++i)
        product = m_nodes.function(Op::Mul, product, raised(factors[i]));
    return product;
}

/// Factors of one exponent as one power of their product, where roots allow it; even powers without abs.
std::vector<Factor> Simplifier::gathered(std::vector<Factor> factors)
{
    for (Factor& factor : factors) {
        if (isEvenNumber(factor.exponent) && m_nodes.op(factor.base) == Op::ProtectedSqrt)
            factor = {m_nodes.function(Op::Abs, m_nodes.at(factor.base).first), 0.5 * factor.exponent};
        if (isEvenNumber(factor.exponent) && m_nodes.op(factor.base) == Op::Abs)
            factor.base = m_nodes.at(factor.base).first;
    }
    std::vector<Factor> groups;
    for (std::size_t i = 0; i < factors.size(); ++i) {
        const double exponent = factors[i].exponent;
        if (exponent == 0.0)
            continue; // already in a group
        std::vector<Factor> group = {{factors[i].base}};
        const auto mayJoin = [&](const Factor& factor) {
            return factor.exponent == exponent && (isWholeNumber(exponent) || isNonnegative(factor.base));
        };
        for (std::size_t k = i + 1; k < factors.size() && exponent != 1.0 && mayJoin(factors[i]); ++k) {
            if (!mayJoin(factors[k]))
                continue;
            group.push_back({factors[k].base});
            factors[k].exponent = 0.0;
        }
        groups.push_back({chain(group), exponent});
    }
    return groups;
}

Simplifier::Id Simplifier::productOf(ProductForm form)
{
    std::vector<Factor> over = gathered(std::move(form.over));
    std::vector<Factor> under = gathered(std::move(form.under));
    double coefficient = form.coefficient;
    if (over.empty() && coefficient == 1.0) { // x ^ -2 is shorter than 1 / x ^ 2
        const auto power =
            std::find_if(under.begin(), under.end(), [](const Factor& factor) { return factor.exponent != 1.0; });
        if (power != under.end()) {
            over.push_back({power->base, -power->exponent});
            under.erase(power);
        }
    }
    if (over.empty()) {
        const Id number = m_nodes.constant(coefficient);
        return under.empty() ? number : m_nodes.function(Op::Div, number, chain(under));
    }
    const bool isNegated = coefficient == -1.0;
    const bool isPlain = isNegated || coefficient == 1.0;
    const std::optional<double> divisor = isPlain ? std::nullopt : shorterDivisor(coefficient);
    if (divisor)
        under.insert(under.begin(), {m_nodes.constant(*divisor)});
    else if (!isPlain)
        over.insert(over.begin(), {m_nodes.constant(coefficient)});
    Id product = chain(over);
    if (!under.empty())
        product = m_nodes.function(Op::Div, product, chain(under));
    if (coefficient == 0.0 && m_nodes.at(product).isTotal)
        return m_nodes.constant(0.0);
    return isNegated ? m_nodes.function(Op::Neg, product) : product;
}

/// The part with its number apart; the number of a number is 1 times it.
ScaledPart Simplifier::split(Id id)
{
    const Op op = m_nodes.op(id);
    if (op != Op::Mul && op != Op::Div && op != Op::Neg)
        return {1.0, id};
    ProductForm form;
    if (!addFactors(form, id, 1.0) || form.coefficient == 1.0)
        return {1.0, id};
    const double coefficient = std::exchange(form.coefficient, 1.0);
    return {coefficient, productOf(std::move(form))};
}

Simplifier::Id Simplifier::scaled(double coefficient, Id body)
{
    if (coefficient == 1.0)
        return body;
    ProductForm form{coefficient, {}, {}};
    if (!addFactors(form, body, 1.0))
        return m_nodes.function(Op::Mul, m_nodes.constant(coefficient), body);
    return productOf(std::move(form));
}

} // namespace wattline
