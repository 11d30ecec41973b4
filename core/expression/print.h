// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/expression.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wattline {

// Every notation below carries the variables' own names as far as the language allows them, and constants with all the
// digits that bring back the same double. Protected functions are spelled out, never written as the ordinary ones.
// Constants must be finite. A formula of any depth can be printed; deep ones come in steps where a language would give
// up on nested parentheses.

/// The formula as parseExpression() reads it back, to the last bit: infix + - * / and ^, functions by name (protected
/// ones pdiv, psqrt, plog, pinv), variables by the given names (between backticks where a name is no plain word or a
/// function's), as few parentheses as keep the tree.
std::string toText(const Expression& expression, const std::vector<std::string>& names);

/// gplearn's prefix notation and names: add(X0, mul(0.5, X3)), div the protected division; constants exact. Only for
/// formulas of the PaperFunctions.
std::string toPrefix(const Expression& expression, const std::vector<std::string>& names);

inline constexpr int AllDigits = 0;

/// LaTeX mathematics (amsmath): fractions, roots, powers, upright names, as few brackets as mathematics needs.
/// Protected functions but psqrt, which is the root of the size, are written by name and defined behind the formula.
/// Constants have the given number of significant digits.
std::string toLatex(const Expression& expression, const std::vector<std::string>& names, int significantDigits = 4);

/// A Python function `formula(...)` of numpy arrays that computes the same values.
std::string toPython(const Expression& expression, const std::vector<std::string>& names);

/// A C99 function `double formula(double ...)` that computes the same values.
std::string toC(const Expression& expression, const std::vector<std::string>& names);

/// A spreadsheet formula "=..." of defined names, with English function names and commas. Excel reads 15 digits of a
/// number, so longer ones are a sum of two. Formulas in which a protected function acts on a long part need LET (Excel
/// 2021 or later). What is not a number is an error of the sheet; Excel knows no 0 ^ 0 and no sine beyond 2^27.
std::string toExcel(const Expression& expression, const std::vector<std::string>& names);

/// A Python script that leaves the formula in `formula` as a SymPy expression of real symbols with the variables' own
/// names. Where the formula is not a number SymPy may see a complex one.
std::string toSympy(const Expression& expression, const std::vector<std::string>& names);

/// The tree in Graphviz's language: a node for each node, an edge to each argument in order.
std::string toDot(const Expression& expression, const std::vector<std::string>& names);

/// A notation that formulas can be written in.
struct Notation {
    std::string_view id;            ///< as the command line names it: "latex"
    std::string_view title;         ///< as menus name it: "LaTeX"
    std::string_view fileExtension; ///< without a dot
    std::string (*write)(const Expression& expression, const std::vector<std::string>& names);
};

/// Every notation, in the order of menus and documentation.
std::span<const Notation> allNotations();

/// The notation with that id; null for none.
const Notation* notationNamed(std::string_view id);

} // namespace wattline
