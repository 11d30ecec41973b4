// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/expression/expression.h"

#include <string>
#include <string_view>
#include <vector>

namespace wattline {

/// Reads a hand-written formula: numbers, the given variable names (or X0, X1, ...), + - * / (division is the protected
/// one), unary minus (a minus before a number is the number's sign), parentheses, names that are no plain words between
/// backticks, and the functions of print.h, gplearn's prefix forms add(a, b), sub, mul included.
/// Error Format with the position marked: unknown name, wrong number of arguments, open parenthesis, trailing text,
/// nesting deeper than 200.
Result<Expression> parseExpression(std::string_view text, const std::vector<std::string>& names);

} // namespace wattline
