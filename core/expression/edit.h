// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/expression.h"

#include <optional>
#include <vector>

namespace wattline {

/// The parent of each node; the root is its own.
std::vector<std::size_t> parentsOf(const Expression& expression);

/// The formula with the subtree at `node` replaced by another formula.
Expression withSubtree(const Expression& expression, std::size_t node, const Expression& by);

/// The formula with the subtree at `node` replaced by a number.
Expression withConstant(const Expression& expression, std::size_t node, double value);

/// The formula with another function at `node`, of as many arguments.
Expression withFunction(const Expression& expression, std::size_t node, Op function);

/// The functions that may stand where `op` stands: those of as many arguments, itself left out; none for a terminal.
std::vector<Op> functionsInPlaceOf(Op op);

/// The formula without a node. A function of one argument gives way to its argument. Anything else goes with all that
/// is below it, and what it was an argument of stays as with its neutral element: a + _, a - _, a * _, a / _ and a ^ _
/// leave a, _ - b leaves -b, _ / b leaves 1 / b, _ ^ b leaves 1; a function of nothing else goes too. Nothing where no
/// formula would be left.
std::optional<Expression> withoutNode(const Expression& expression, std::size_t node);

} // namespace wattline
