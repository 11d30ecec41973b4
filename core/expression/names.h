// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/expression.h"

#include <optional>
#include <string>
#include <string_view>

namespace wattline {

/// Whose names a formula is written in: gplearn calls its protected functions div, sqrt, log and inv, which are the
/// ordinary ones elsewhere.
enum class FunctionNames { Ordinary, Gplearn };

/// The name of a function: "pdiv", "psqrt", "plog" and "pinv" are the protected ones, but in gplearn's names.
std::string_view nameOf(Op op, FunctionNames names = FunctionNames::Ordinary);

/// What a protected function does in words of its arguments: "a / b where |b| > 0.001, else 1"; empty for others.
std::string_view protectionOf(Op op);

/// The function with that name in text, in small or capital letters; also "sig", "inverse", "ln" and "power".
std::optional<Op> functionNamed(std::string_view name, FunctionNames names = FunctionNames::Ordinary);

/// True for a byte that may begin a plain variable name: a letter or an underscore.
bool beginsName(char c);
/// True for a byte that may go on in one: also a digit.
bool continuesName(char c);

/// The name as formula text holds it: as it is where it is a plain word and no function's name, else between
/// backticks, backticks in it doubled.
std::string quotedName(std::string_view name);

} // namespace wattline
