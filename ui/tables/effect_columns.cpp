// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/effect_columns.h"

#include "core/report/figures.h"
#include "ui/style/text.h"
#include "ui/tables/number_column.h"

#include <QObject>
#include <cmath>

namespace wattline::ui {

namespace {

/// What does not exist sorts below everything that does.
double orLeast(double value)
{
    return std::isfinite(value) ? value : -HUGE_VAL;
}

TableColumn<LevelRow> outcomeColumn(const EffectTable& table, std::size_t outcome)
{
    return {shown(axisOfColumn(table.outcomes[outcome]).label()), ColumnKind::Number,
            [outcome](const LevelRow& row) {
                const Spread& spread = row.level.outcomes[outcome];
                if (!std::isfinite(spread.mean))
                    return TableCell{numberText(spread.mean), orLeast(spread.mean)};
                return TableCell{QStringLiteral("%1 ± %2").arg(numberText(spread.mean, 4), numberText(spread.std, 2)),
                                 spread.mean};
            },
            QObject::tr("Mean ± standard deviation of the level's rows")};
}

template <class Row>
TableColumn<Row> shareColumn(const QString& title, const std::function<double(const Row&)>& value,
                             const QString& toolTip)
{
    return {title, ColumnKind::Number,
            [value](const Row& row) {
                return TableCell{numberText(value(row), 3), orLeast(value(row))};
            },
            toolTip};
}

} // namespace

std::vector<TableColumn<LevelRow>> levelColumns(const EffectTable& table)
{
    std::vector<TableColumn<LevelRow>> columns = {
        {shown(axisOfColumn(table.choice.factor).label()), ColumnKind::Words,
         [](const LevelRow& row) {
             return TableCell{shown(row.level.name), static_cast<qulonglong>(row.place), shown(row.level.name)};
         }},
        {QObject::tr("n"), ColumnKind::Number,
         [](const LevelRow& row) {
             return TableCell{QString::number(row.level.rows), static_cast<qulonglong>(row.level.rows)};
         },
         QObject::tr("Rows of the level")},
    };
    for (std::size_t outcome = 0; outcome < table.outcomes.size(); ++outcome)
        columns.push_back(outcomeColumn(table, outcome));
    columns.push_back({QObject::tr("Matched (n)"), ColumnKind::Number,
                       [](const LevelRow& row) {
                           return TableCell{
                               QStringLiteral("%1 (%2)").arg(numberText(row.matchedMean, 4)).arg(row.matchedRows),
                               orLeast(row.matchedMean)};
                       },
                       QObject::tr("Mean of the target as if every configuration had all levels; in brackets the rows "
                                   "that another level's row agrees with in everything else")});
    return columns;
}

std::vector<LevelRow> levelRows(const EffectTable& table)
{
    std::vector<LevelRow> rows;
    for (std::size_t i = 0; i < table.levels.size(); ++i)
        rows.push_back({table.levels[i], i, table.matched.rowsOfLevel[i], table.matched.levelMeans[i]});
    return rows;
}

std::vector<TableColumn<SizeRow>> sizeColumns()
{
    return {
        {QObject::tr("Effect of"), ColumnKind::Words,
         [](const SizeRow& row) {
             const QString name = shown(axisOfColumn(row.column).quantity);
             return TableCell{row.isFactor ? QObject::tr("%1 (chosen)").arg(name) : name, {}, shown(row.column)};
         }},
        {QObject::tr("Levels"), ColumnKind::Number,
         [](const SizeRow& row) {
             return TableCell{QString::number(row.size.levels), static_cast<qulonglong>(row.size.levels)};
         },
         QObject::tr("Different values; more than 12 numbers are cut into quarters")},
        {QObject::tr("Spread"), ColumnKind::Number,
         [](const SizeRow& row) {
             const double spread = row.size.spreadFraction;
             return TableCell{std::isfinite(spread) ? percentText(spread) : numberText(spread), orLeast(spread)};
         },
         QObject::tr("Greatest less least mean of a level, of the mean of all rows")},
        shareColumn<SizeRow>(
            QObject::tr("ω²"), [](const SizeRow& row) { return row.size.omegaSquared; },
            QObject::tr("Omega squared: share of the variance between the levels, corrected for chance")),
        shareColumn<SizeRow>(
            QObject::tr("η²"), [](const SizeRow& row) { return row.size.etaSquared; },
            QObject::tr("Eta squared: the same without the correction")),
        shareColumn<SizeRow>(
            QObject::tr("p"), [](const SizeRow& row) { return row.size.p; },
            QObject::tr("Of the F test of one-way analysis of variance")),
    };
}

std::vector<SizeRow> sizeRows(const EffectTable& table)
{
    std::vector<SizeRow> rows = {{table.choice.factor, table.size, true}};
    for (const auto& [column, size] : table.others)
        rows.push_back({column, size, false});
    return rows;
}

} // namespace wattline::ui
