// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/evaluation/formula_card.h"

namespace wattline::cli {

/// A formula card as text: coefficients with their intervals, errors on each part, protected functions, the box of
/// validity. The formula itself stands above it.
std::string cardText(const FormulaCard& card);

/// The same as an object with the keys coefficients, distance_from_fit, those of boundsJson(), metrics and box.
Json cardJson(const FormulaCard& card);

/// The rules of the protected functions in a formula, a line each.
std::string protectedText(const std::vector<ProtectedUse>& uses);

} // namespace wattline::cli
