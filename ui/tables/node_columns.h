// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/expression_shading.h"
#include "ui/tables/row_model.h"

#include <optional>

namespace wattline::ui {

/// A node of a formula's tree.
struct NodeRow {
    std::size_t node = 0; ///< in postfix order
    std::size_t depth = 0;
    QString label;
    QString subexpression;
    std::size_t length = 0; ///< nodes of the subexpression
    NodeContribution contribution;
};

/// The nodes of a formula from the root down, each before its arguments: what the tree shows, as a table.
std::vector<NodeRow> nodeRows(const Expression& expression, const std::vector<std::string>& names,
                              const std::optional<FormulaContributions>& contributions);

/// Node, what it contributes in the scale's unit, nodes, median, subexpression.
std::vector<TableColumn<NodeRow>> nodeColumns(const std::optional<ContributionScale>& scale);

} // namespace wattline::ui
