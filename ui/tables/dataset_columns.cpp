// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/dataset_columns.h"

#include "core/data/marked_cells.h"
#include "core/report/figures.h"
#include "ui/style/text.h"

#include <QObject>
#include <algorithm>
#include <array>
#include <cmath>

namespace wattline::ui {

namespace {

using Built = std::shared_ptr<const BuiltDataset>;
using Column = TableColumn<std::size_t>;

bool isAmong(const std::vector<std::string>& names, const std::string& column)
{
    return std::find(names.begin(), names.end(), column) != names.end();
}

TableCell cellOf(const DatasetColumn& column, std::size_t row)
{
    if (!column.isNumeric())
        return {shown(column.text[row]), shown(column.text[row])};
    const double value = column.numbers[row];
    return {numberText(value, 6), std::isnan(value) ? HUGE_VAL : value, {}, {}}; // what is absent after every number
}

Column numberOfRow()
{
    return {QObject::tr("Row"), ColumnKind::Number, [](const std::size_t& row) {
                return TableCell{QString::number(row + 1), static_cast<qulonglong>(row)};
            }};
}

/// Those of the row that have a value, and whether each was measured.
struct RowTargets {
    std::size_t measured = 0;
    std::size_t given = 0;
};

RowTargets targetsOf(const Dataset& dataset, std::size_t row)
{
    const std::vector<std::string> measured = measuredColumns(dataset, row);
    RowTargets targets;
    for (const std::string_view target : TargetColumns) {
        const DatasetColumn* column = dataset.find(target);
        if (column != nullptr && !column->text[row].empty())
            ++(isAmong(measured, column->name) ? targets.measured : targets.given);
    }
    return targets;
}

QString originOf(const Dataset& dataset, std::size_t row)
{
    if (!tellsMeasured(dataset))
        return QObject::tr("read");
    const RowTargets targets = targetsOf(dataset, row);
    if (targets.measured > 0 && targets.given > 0)
        return QObject::tr("both");
    return targets.measured > 0 ? QObject::tr("trace") : QObject::tr("given");
}

Column originColumn(const Built& built)
{
    return {QObject::tr("Targets"), ColumnKind::Words,
            [built](const std::size_t& row) {
                const QString text = originOf(built->dataset, row);
                return TableCell{text, text};
            },
            QObject::tr("Whether the targets were measured on recordings (trace), stood in the tasks CSV (given), some "
                        "the one and some the other (both), or came with the table (read)")};
}

/// What to say of where a cell comes from, other than from the tasks CSV; empty where there is nothing to say.
QString originText(const Dataset& dataset, std::size_t row, const std::string& column)
{
    if (isAmong(filledColumns(dataset, row), column))
        return QObject::tr("Filled from the network catalogue; the tasks CSV leaves it open");
    if (!tellsMeasured(dataset) || std::ranges::find(TargetColumns, column) == std::end(TargetColumns) ||
        dataset.find(column)->text[row].empty())
        return {};
    return isAmong(measuredColumns(dataset, row), column) ? QObject::tr("Measured on a recording")
                                                          : QObject::tr("Given in the tasks CSV");
}

Column columnOf(const Built& built, const DatasetColumn& column)
{
    return {titleOfColumn(column.name), column.isNumeric() ? ColumnKind::Number : ColumnKind::Words,
            [built, &column](const std::size_t& row) {
                TableCell cell = cellOf(column, row);
                if (isAmong(filledColumns(built->dataset, row), column.name))
                    cell.text += QLatin1Char(' ') + QString::fromUtf8(FilledMark);
                cell.toolTip = originText(built->dataset, row, column.name);
                return cell;
            },
            shown(column.name)};
}

} // namespace

QString titleOfColumn(const std::string& column)
{
    constexpr std::array<std::string_view, 8> Words = {"run",    "trace", "configuration", "model",
                                                       "family", "class", "optimizer",     "replicates"};
    return std::ranges::find(Words, column) != Words.end() ? capitalised(column) : shown(axisOfColumn(column).label());
}

std::vector<Column> datasetColumns(const Built& built, std::vector<std::string>& names)
{
    std::vector<Column> columns{numberOfRow()};
    names.assign(1, {});
    std::vector<const DatasetColumn*> left;
    for (const DatasetColumn& column : built->dataset.columns)
        left.push_back(&column);
    const auto add = [&](std::string_view name) {
        const auto found = std::ranges::find_if(left, [&](const DatasetColumn* each) { return each->name == name; });
        if (found == left.end())
            return;
        columns.push_back(columnOf(built, **found));
        names.push_back((*found)->name);
        left.erase(found);
    };
    for (const std::string_view name : {"configuration", "model"})
        add(name);
    for (const std::string_view name : TargetColumns)
        add(name);
    columns.push_back(originColumn(built));
    names.emplace_back();
    add("replicates");
    for (const DatasetColumn* column : std::vector(left))
        add(column->name);
    return columns;
}

} // namespace wattline::ui
