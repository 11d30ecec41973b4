// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/expression/expression.h"
#include "core/expression/names.h"

#include <string>
#include <string_view>
#include <vector>

namespace wattline {

/// Reads a hand-written formula: numbers, the given variable names (or X0, X1, ...), + - * / and ^ (which binds tighter
/// than a sign; ^ 2 is the square), unary minus (a minus before a number is the number's sign), parentheses, names that
/// are no plain words between backticks, and the functions of names.h, add(a, b), sub and mul included. In gplearn's
/// names div, sqrt, log and inv are its protected functions.
/// Error Format with the position marked: unknown name, wrong number of arguments, open parenthesis, trailing text,
/// nesting deeper than 200.
Result<Expression> parseExpression(std::string_view text, const std::vector<std::string>& names,
                                   FunctionNames functionNames = FunctionNames::Ordinary);

} // namespace wattline
