// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/expression/simplifier.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace wattline {

namespace {

/// Longer products are left as they are: merging them would take quadratic time.
constexpr std::size_t MostFactors = 64;

bool isWhole(double exponent)
{
    return std::floor(exponent) == exponent;
}

bool isEven(double exponent)
{
    return std::fmod(exponent, 2.0) == 0.0;
}

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

/// Merges powers of one base. Roots of the base may only vanish where it is known not to be negative.
bool Simplifier::addFactor(std::vector<Factor>& factors, const Factor& factor)
{
    for (Factor& present : factors) {
        if (present.base != factor.base)
            continue;
        const double sum = present.exponent + factor.exponent;
        const bool rootVanishes = isWhole(sum) && !(isWhole(present.exponent) && isWhole(factor.exponent));
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
        const bool rootVanishes = isWhole(whole) && !isWhole(inner);
        if (op == Op::Constant && isWhole(exponent)) {
            form.coefficient *= std::pow(entry.node.constant, exponent);
            if (!isUsable(form.coefficient))
                return false;
        } else if (op == Op::Neg && isWhole(exponent)) {
            form.coefficient *= isEven(exponent) ? 1.0 : -1.0;
            open.push_back({entry.first, exponent});
        } else if ((op == Op::Mul || op == Op::Div) && isWhole(exponent)) {
            open.push_back({entry.second, op == Op::Div ? -exponent : exponent});
            open.push_back({entry.first, exponent});
        } else if (op == Op::ProtectedInverse && isWhole(exponent) && isActing(entry.first)) {
            open.push_back({entry.first, -exponent});
        } else if (hasPower && whole != 0.0 && isWhole(exponent) && (!rootVanishes || isNonnegative(entry.first))) {
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
    if (isWhole(exponent)) {
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
    const bool isRootOfRoot =
        isSingle && !isWhole(inner.over.front().exponent) && !isWhole(inner.over.front().exponent * exponent);
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
        if (isEven(factor.exponent) && m_nodes.op(factor.base) == Op::ProtectedSqrt)
            factor = {m_nodes.function(Op::Abs, m_nodes.at(factor.base).first), 0.5 * factor.exponent};
        if (isEven(factor.exponent) && m_nodes.op(factor.base) == Op::Abs)
            factor.base = m_nodes.at(factor.base).first;
    }
    std::vector<Factor> groups;
    for (std::size_t i = 0; i < factors.size(); ++i) {
        const double exponent = factors[i].exponent;
        if (exponent == 0.0)
            continue; // already in a group
        std::vector<Factor> group = {{factors[i].base}};
        const auto mayJoin = [&](const Factor& factor) {
            return factor.exponent == exponent && (isWhole(exponent) || isNonnegative(factor.base));
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
