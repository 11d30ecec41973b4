// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/method_columns.h"

#include "ui/style/text.h"

#include <QObject>
#include <cmath>

namespace wattline::ui {

namespace {

TableCell absentCell(const QString& toolTip = {})
{
    return {numberText(std::nan("")), HUGE_VAL, toolTip}; // after every number
}

QString spreadText(const Spread& spread)
{
    return std::isfinite(spread.std) ? QStringLiteral("%1 ± %2").arg(numberText(spread.mean), numberText(spread.std, 2))
                                     : numberText(spread.mean);
}

bool hasFigures(const MethodRow& row)
{
    return row.result().failure.empty() && !row.result().repeats.empty();
}

TableCell spreadCell(const MethodRow& row, Spread MethodResult::*spread)
{
    if (!hasFigures(row))
        return absentCell();
    const Spread& value = row.result().*spread;
    return {spreadText(value), value.mean};
}

TableCell relativeErrorCell(const MethodRow& row)
{
    const MethodResult& result = row.result();
    if (!hasFigures(row))
        return absentCell();
    if (!result.mre)
        return absentCell(QObject::tr("Not defined: an observed value is 0."));
    QString text = percentText(result.mre->mean);
    if (std::isfinite(result.mre->std))
        text = QStringLiteral("%1 ± %2 %")
                   .arg(100.0 * result.mre->mean, 0, 'f', 2)
                   .arg(100.0 * result.mre->std, 0, 'f', 2);
    return {text, result.mre->mean};
}

TableCell sizeCell(const MethodRow& row)
{
    if (!hasFigures(row))
        return absentCell();
    return {numberText(row.result().meanSize), row.result().meanSize};
}

TableCell timeCell(const MethodRow& row)
{
    if (!hasFigures(row))
        return absentCell();
    const MethodResult& result = row.result();
    return {durationText(result.seconds.mean), result.seconds.mean,
            QObject::tr("Mean of one fit; tuning took %1 in all").arg(durationText(result.tuningSeconds))};
}

TableCell differenceCell(const MethodRow& row)
{
    if (row.isBaseline())
        return {QObject::tr("baseline"), 0.0};
    if (!row.result().difference)
        return absentCell(QObject::tr("Needs two repeats of both methods"));
    const double difference = *row.result().difference;
    return {(difference > 0.0 ? QStringLiteral("+") : QString()) + numberText(difference), difference};
}

TableCell pCell(const MethodRow& row)
{
    const std::optional<double> p = row.result().pValue;
    return p ? TableCell{numberText(*p, 2), *p} : absentCell();
}

TableCell settingsCell(const MethodRow& row)
{
    const MethodResult& result = row.result();
    if (!result.failure.empty())
        return {QObject::tr("Failed: %1").arg(shown(result.failure)), {}, shown(result.failure)};
    return {shown(result.settings), {}, shown(result.description)};
}

} // namespace

std::vector<TableColumn<MethodRow>> methodColumns()
{
    const auto spread = [](Spread MethodResult::*member) {
        return [member](const MethodRow& row) { return spreadCell(row, member); };
    };
    return {
        {QObject::tr("Method"), ColumnKind::Words,
         [](const MethodRow& row) {
             return TableCell{shown(row.result().title), {}};
         }},
        {QObject::tr("MRE"), ColumnKind::Number, relativeErrorCell,
         QObject::tr("Mean relative error on the test rows, mean ± standard deviation of the repeats")},
        {QObject::tr("MSE"), ColumnKind::Number, spread(&MethodResult::mse),
         QObject::tr("Mean squared error on the test rows, mean ± standard deviation of the repeats")},
        {QObject::tr("R²"), ColumnKind::Number, spread(&MethodResult::r2)},
        {QObject::tr("Fit Time"), ColumnKind::Number, timeCell},
        {QObject::tr("Size"), ColumnKind::Number, sizeCell,
         QObject::tr("Coefficients, weights, or nodes of trees or formula")},
        {QObject::tr("Δ MSE"), ColumnKind::Number, differenceCell,
         QObject::tr("Mean difference of the MSE to the baseline's; below 0 is better")},
        {QObject::tr("p"), ColumnKind::Number, pCell,
         QObject::tr("Corrected resampled t-test against the baseline, Holm over the methods")},
        {QObject::tr("Settings"), ColumnKind::Words, settingsCell},
    };
}

std::vector<MethodRow> methodRows(const std::shared_ptr<const Comparison>& comparison)
{
    std::vector<MethodRow> rows;
    for (std::size_t i = 0; comparison && i < comparison->methods.size(); ++i)
        rows.push_back({comparison, i});
    return rows;
}

} // namespace wattline::ui
