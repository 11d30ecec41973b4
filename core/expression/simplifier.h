// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/shared_nodes.h"

#include <optional>
#include <vector>

namespace wattline {

/// A part times a number.
struct ScaledPart {
    double coefficient = 1.0;
    SharedNodes::Id part = 0;
};

/// A sum of different parts, each times a number, and a number.
struct LinearForm {
    std::vector<ScaledPart> terms;
    std::vector<double> sizes; ///< of each term the largest coefficient met, to tell a cancelled one from a small one
    double constant = 0.0;
    double constantSize = 0.0;
};

/// One summand as it will be written, its sign apart.
struct Summand {
    SharedNodes::Id part = 0; ///< with its coefficient
    SharedNodes::Id body = 0; ///< without
    double size = 1.0;        ///< of the coefficient
    bool isNegative = false;
};

/// A part to a power above 0.
struct Factor {
    SharedNodes::Id base = 0;
    double exponent = 1.0;
};

/// coefficient * over[0] * over[1] ... / under[0] ...
struct ProductForm {
    double coefficient = 1.0;
    std::vector<Factor> over;
    std::vector<Factor> under;
};

/// Builds simplified formulas from their leaves up: arguments are simplified already, every rule looks at one function
/// of them. A rule's outcome stands only where it is no longer than the plain function would be.
class Simplifier {
public:
    using Id = SharedNodes::Id;

    explicit Simplifier(std::span<const Interval> box) : m_nodes(box) {}

    Expression operator()(const Expression& expression);

private:
    Id make(Op op, Id first, Id second = 0);
    std::optional<Id> ruleFor(Op op, Id first, Id second);
    std::optional<Id> folded(Op op, Id first, Id second);

    // simplify_functions.cpp
    std::optional<Id> functionRule(Op op, Id argument);
    std::optional<Id> logarithmRule(Id argument);
    std::optional<Id> exponentialRule(Id argument);
    std::optional<Id> evenRule(Op op, Id argument);
    std::optional<Id> oddRule(Op op, Id argument);
    std::optional<Id> protectedRule(Op op, Id argument);
    std::optional<Id> protectedRoot(Id argument);
    std::optional<Id> protectedDivision(Id first, Id second);
    Id withoutSign(Id id);

    // simplify_sums.cpp
    bool addTerms(LinearForm& form, Id id, double scale);
    bool addTerm(LinearForm& form, Id body, double coefficient) const;
    std::optional<Id> linear(Op op, Id first, Id second);
    Id sumOf(const LinearForm& form);
    Summand takeGroup(const LinearForm& form, std::size_t first, std::vector<bool>& isTaken);
    Id chained(std::vector<Summand> summands);

    // simplify_products.cpp
    bool addFactors(ProductForm& form, Id id, double power);
    bool addFactor(std::vector<Factor>& factors, const Factor& factor);
    void cancelFactors(ProductForm& form) const;
    std::optional<Id> product(Op op, Id first, Id second);
    std::optional<Id> power(Id base, double exponent);

    // simplify_build.cpp
    Id productOf(ProductForm form);
    std::vector<Factor> gathered(std::vector<Factor> factors);
    Id chain(const std::vector<Factor>& factors);
    Id raised(const Factor& factor);
    Id scaled(double coefficient, Id body);
    ScaledPart split(Id id);

    bool isNonzero(Id id) const
    {
        const Interval range = m_nodes.range(id);
        return range.low > 0.0 || range.high < 0.0;
    }
    /// Where a protected function surely acts on this part, or surely does not.
    bool isActing(Id id) const;
    bool isIdle(Id id) const;
    bool isNonnegative(Id id) const { return m_nodes.range(id).low >= 0.0; }

    SharedNodes m_nodes;
};

/// A number that may stand as a coefficient: no overflow, nothing lost below the smallest normal number.
bool isUsable(double coefficient);

bool isWholeNumber(double exponent);
bool isEvenNumber(double exponent);

} // namespace wattline
