// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/expression.h"

#include <QString>
#include <string>
#include <vector>

namespace wattline::ui {

/// What a node is called in a tree: a sign, the name of a function or variable, a number of four digits.
QString nodeLabel(const Node& node, const std::vector<std::string>& names);

/// The formula as text with constants of four digits, at most so many characters long.
QString shortText(const Expression& expression, const std::vector<std::string>& names, qsizetype longest = 40);

} // namespace wattline::ui
