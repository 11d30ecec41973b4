// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/node_columns.h"

#include "ui/plots/expression_text.h"
#include "ui/tables/number_column.h"

#include <QObject>
#include <algorithm>
#include <cmath>
#include <limits>

namespace wattline::ui {

namespace {

constexpr double Unknown = std::numeric_limits<double>::quiet_NaN();
constexpr qsizetype LongestText = 200;
constexpr std::size_t DeepestIndent = 12;

QString changeTitle(const std::optional<ContributionScale>& scale)
{
    if (!scale)
        return QObject::tr("Change of the error");
    return scale->unit().isEmpty() ? QObject::tr("Change of %1").arg(scale->measure())
                                   : QObject::tr("Change of %1 (%2)").arg(scale->measure(), scale->unit());
}

} // namespace

std::vector<NodeRow> nodeRows(const Expression& expression, const std::vector<std::string>& names,
                              const std::optional<FormulaContributions>& contributions)
{
    std::vector<NodeRow> rows;
    if (expression.nodes.empty())
        return rows;
    std::vector<std::pair<std::size_t, std::size_t>> open = {{expression.nodes.size() - 1, 0}}; // node and its depth
    while (!open.empty()) {
        const auto [node, depth] = open.back();
        open.pop_back();
        const std::vector<std::size_t> arguments = argumentsOf(expression, node);
        for (auto argument = arguments.rbegin(); argument != arguments.rend(); ++argument)
            open.emplace_back(*argument, depth + 1);
        const Expression part = subtree(expression, node);
        rows.push_back({node, depth, nodeLabel(expression.nodes[node], names), shortText(part, names, LongestText),
                        part.length(),
                        contributions ? contributions->nodes.at(node) : NodeContribution{Unknown, Unknown}});
    }
    return rows;
}

std::vector<TableColumn<NodeRow>> nodeColumns(const std::optional<ContributionScale>& scale)
{
    const auto change = [scale](const NodeRow& row) {
        const double value = row.contribution.change;
        return TableCell{scale ? scale->text(value) : numberText(value), std::isfinite(value) ? value : -HUGE_VAL};
    };
    return {
        {QObject::tr("Node"), ColumnKind::Words,
         [](const NodeRow& row) {
             return TableCell{QString(static_cast<qsizetype>(std::min(row.depth, DeepestIndent)), QChar(0x2002)) +
                                  row.label,
                              static_cast<qulonglong>(row.node)};
         },
         QObject::tr("From the root down; what is further in is an argument of what stands above it")},
        {QObject::tr("Subexpression"), ColumnKind::Words,
         [](const NodeRow& row) {
             return TableCell{row.subexpression, row.subexpression, row.subexpression};
         }},
        {QObject::tr("Nodes"), ColumnKind::Number,
         [](const NodeRow& row) {
             return TableCell{QString::number(row.length), static_cast<qulonglong>(row.length)};
         },
         QObject::tr("Nodes of the subexpression")},
        numberColumn<NodeRow>(
            QObject::tr("Median"), [](const NodeRow& row) { return row.contribution.median; }, 4),
        {changeTitle(scale), ColumnKind::Number, change,
         QObject::tr("How much the training error grows when the subexpression is replaced by its median; below 0 the "
                     "formula would be better without it")},
    };
}

} // namespace wattline::ui
