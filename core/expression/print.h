// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/expression.h"

#include <string>
#include <string_view>
#include <vector>

namespace wattline {

/// The formula as parseExpression() reads it back, to the last bit: infix + - * / and ^, functions by name (protected
/// ones pdiv, psqrt, plog, pinv), variables by the given names (between backticks where a name is no plain word or a
/// function's), as few parentheses as keep the tree. Constants must be finite.
std::string toText(const Expression& expression, const std::vector<std::string>& names);

/// gplearn's prefix notation and names: add(X0, mul(0.5, X3)), div the protected division; constants exact.
std::string toPrefix(const Expression& expression, const std::vector<std::string>& names);

/// LaTeX mathematics: fractions, roots, upright names; constants shown with the given number of significant digits.
std::string toLatex(const Expression& expression, const std::vector<std::string>& names, int significantDigits = 4);

/// A Python function `formula(...)` of numpy arrays that computes the same values, protected functions spelled out.
std::string toPython(const Expression& expression, const std::vector<std::string>& names);

} // namespace wattline
