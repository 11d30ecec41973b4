// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/learning_columns.h"

#include "ui/style/text.h"

#include <QObject>
#include <cmath>

namespace wattline::ui {

namespace {

TableCell absentCell(const QString& toolTip = {})
{
    return {numberText(std::nan("")), HUGE_VAL, toolTip}; // after every number
}

TableCell spreadCell(const LearningRow& row, const Spread& spread, double factor = 1.0)
{
    if (!row.figures().failure.empty())
        return absentCell();
    const QString mean = numberText(factor * spread.mean);
    if (row.curve->repeats < 2)
        return {mean, spread.mean};
    return {QStringLiteral("%1 ± %2").arg(mean, numberText(factor * spread.std, 2)), spread.mean};
}

TableCell relativeErrorCell(const LearningRow& row)
{
    const std::optional<Spread>& mre = row.figures().mre;
    return mre ? spreadCell(row, *mre, 100.0) : absentCell(QObject::tr("Not defined: an observed value is 0."));
}

TableCell settingsCell(const LearningRow& row)
{
    const LearningPoint& point = row.figures();
    if (!point.failure.empty())
        return {QObject::tr("Failed: %1").arg(shown(point.failure)), {}, shown(point.failure)};
    return {shown(point.settings), {}};
}

QString withUnit(const QString& title, const QString& unit)
{
    return unit.isEmpty() ? title : QStringLiteral("%1 (%2)").arg(title, unit);
}

} // namespace

std::vector<TableColumn<LearningRow>> learningColumns(const QString& unit)
{
    const auto spread = [](Spread LearningPoint::*member) {
        return [member](const LearningRow& row) { return spreadCell(row, row.figures().*member); };
    };
    return {
        {QObject::tr("Method"), ColumnKind::Words,
         [](const LearningRow& row) {
             return TableCell{shown(row.line().title), {}};
         }},
        {QObject::tr("Training Rows"), ColumnKind::Number,
         [](const LearningRow& row) {
             const auto rows = static_cast<qulonglong>(row.figures().trainRows);
             return TableCell{QString::number(rows), rows};
         }},
        {QObject::tr("MRE (%)"), ColumnKind::Number, relativeErrorCell,
         QObject::tr("Mean relative error on the test rows, mean ± standard deviation of the repeats")},
        {withUnit(QObject::tr("RMSE"), unit), ColumnKind::Number, spread(&LearningPoint::rmse)},
        {withUnit(QObject::tr("MAE"), unit), ColumnKind::Number, spread(&LearningPoint::mae)},
        {QObject::tr("R²"), ColumnKind::Number, spread(&LearningPoint::r2)},
        {QObject::tr("Settings"), ColumnKind::Words, settingsCell},
    };
}

std::vector<LearningRow> learningRowsOf(const std::shared_ptr<const LearningCurve>& curve)
{
    std::vector<LearningRow> rows;
    for (std::size_t method = 0; curve && method < curve->methods.size(); ++method) {
        for (std::size_t point = 0; point < curve->methods[method].points.size(); ++point)
            rows.push_back({curve, method, point});
    }
    return rows;
}

} // namespace wattline::ui
