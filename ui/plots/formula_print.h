// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/expression_scene.h"
#include "ui/plots/figure_export.h"

namespace wattline::ui {

/// A formula for paper: in the asked font, broken into lines where it is wider than the paper, and only as much smaller
/// as it must be to fit.
PaperDrawing formulaDrawing(const Expression& expression, const std::vector<std::string>& names, std::string title);

/// A tree for paper, on light ground, with the same subtrees collapsed, and with the legend of its colours. No larger
/// than the asked font makes it.
PaperDrawing treeDrawing(const ShownTree& tree, std::set<std::size_t> collapsed, std::string title);

} // namespace wattline::ui
