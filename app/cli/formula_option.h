// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/expression/expression.h"

namespace wattline::cli {

/// The flag --gplearn: formulas are written in gplearn's names of functions.
void addGplearnOption(CLI::App& command, bool& isGplearn);

/// Reads a formula that the user wrote. Error Format: the mistake, and below it the line with carets where it is.
Result<Expression> readFormulaOption(const std::string& text, const std::vector<std::string>& names, bool isGplearn);

} // namespace wattline::cli
