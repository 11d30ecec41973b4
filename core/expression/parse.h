// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/expression/expression.h"
#include "core/expression/names.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wattline {

/// Where a text stops being a formula, and why.
struct FormulaMistake {
    std::size_t begin = 0;  ///< byte of the text at which it begins; the text's size where something is missing
    std::size_t length = 0; ///< bytes that are wrong; 0 at the end
    std::string message;    ///< one sentence that gives the number of the character: "Formula, character 5: ..."
};

/// What became of a text: a formula, unless there is a mistake.
struct FormulaReading {
    Expression expression;
    std::optional<FormulaMistake> mistake;
};

/// Reads a hand-written formula: numbers, the given variable names (or X0, X1, ...), + - * / and ^ (which binds tighter
/// than a sign; ^ 2 is the square), signs (a minus before a number is the number's own), parentheses, names that are no
/// plain words between backticks, and the functions of names.h in small or capital letters, add(a, b), sub and mul
/// included. In gplearn's names div, sqrt, log and inv are its protected functions.
///
/// People's own signs are read too: ** for ^, × · ⋅ ∗ for *, ÷ ∕ for /, − – for -, ² and ³, π and pi (where no variable
/// is called so), ln for log and power for pow. What could mean two things is a mistake whose message says what to
/// write: 2x, x(y + 1), |x|, 1,5, log10(x), e, brackets, "y = ...". So are an unknown name, a wrong number of
/// arguments, an open parenthesis, trailing text and nesting deeper than 200.
FormulaReading readFormula(std::string_view text, const std::vector<std::string>& names,
                           FunctionNames functionNames = FunctionNames::Ordinary);

/// The same for callers that show nothing but the message: Error Format.
Result<Expression> parseExpression(std::string_view text, const std::vector<std::string>& names,
                                   FunctionNames functionNames = FunctionNames::Ordinary);

/// What the variables of a formula are called that no data set names: its words that are no functions and its names
/// between backticks, each once, in order.
std::vector<std::string> namesIn(std::string_view text);

/// Two lines for a terminal: the line of the text that holds the mistake, and below it carets under what is wrong.
/// Of a long line some 70 characters around the mistake.
std::string markedLine(std::string_view text, const FormulaMistake& mistake);

} // namespace wattline
