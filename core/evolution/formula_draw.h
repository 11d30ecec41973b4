// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/expression/expression.h"

#include <Eigen/Core>
#include <vector>

namespace wattline {

/// How modern mode makes new formulas. Exponents are always constants, and constants are drawn at the size of what they
/// meet (a summand like its partner, a factor like the inverse of its partner), so that features may have any unit.
class FormulaDraw {
public:
    /// `probe`: a few rows of features as measured, on which sizes are taken.
    FormulaDraw(const std::vector<Op>& functions, const Eigen::MatrixXd& probe);

    /// A new formula of about the given length, at least 1.
    Expression random(std::size_t length, RandomStream& random) const;
    /// The first parent with a subtree of the second in place of one of its own.
    Expression crossed(const Expression& first, const Expression& second, RandomStream& random) const;
    /// The parent with one small change: a constant, a variable or a function exchanged, a function put in or taken
    /// out, a subtree replaced.
    Expression mutated(const Expression& parent, RandomStream& random) const;

private:
    enum class Change { Constant, Variable, Function, Wrap, Combine, Replace, Remove };

    Expression terminal(RandomStream& random) const;
    Expression factorOf(const Expression& part, RandomStream& random) const;
    Expression wrapped(const Expression& part, RandomStream& random) const;
    Expression combined(Op op, const Expression& first, const Expression& second, RandomStream& random) const;
    Expression changedAt(const Expression& parent, std::size_t root, Change change, RandomStream& random) const;
    double sizeOf(const Expression& part) const;

    std::vector<Op> m_unary; ///< Pow among them: its second argument is a constant
    std::vector<Op> m_binary;
    std::vector<std::vector<double>> m_probe;
    std::size_t m_variables;
};

/// Whether every exponent is a constant.
bool hasConstantExponents(const Expression& formula);

} // namespace wattline
