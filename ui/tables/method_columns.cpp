// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/method_columns.h"

#include "ui/style/text.h"

#include <QObject>
#include <algorithm>
#include <cmath>

namespace wattline::ui {

namespace {

TableCell absentCell(const QString& toolTip = {})
{
    return {numberText(std::nan("")), HUGE_VAL, toolTip}; // after every number
}

/// Mean and deviation with the same decimals: as many as show two digits of the deviation. One repeat has none.
QString spreadText(double mean, double deviation, std::size_t repeats)
{
    constexpr double LargestWritten = 1e7;
    if (repeats < 2 || !std::isfinite(deviation))
        return numberText(mean);
    if (std::abs(mean) >= LargestWritten || deviation >= LargestWritten || deviation <= 0.0)
        return QStringLiteral("%1 ± %2").arg(numberText(mean), numberText(deviation, 2));
    const int decimals = std::clamp(1 - static_cast<int>(std::floor(std::log10(deviation))), 0, 8);
    return QStringLiteral("%1 ± %2").arg(mean, 0, 'f', decimals).arg(deviation, 0, 'f', decimals);
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
    return {spreadText(value.mean, value.std, row.result().repeats.size()), value.mean};
}

TableCell relativeErrorCell(const MethodRow& row)
{
    const MethodResult& result = row.result();
    if (!hasFigures(row))
        return absentCell();
    if (!result.mre)
        return absentCell(QObject::tr("Not defined: an observed value is 0."));
    return {spreadText(100.0 * result.mre->mean, 100.0 * result.mre->std, result.repeats.size()) + QStringLiteral(" %"),
            result.mre->mean};
}

TableCell sizeCell(const MethodRow& row)
{
    if (!hasFigures(row))
        return absentCell();
    const double size = row.result().meanSize;
    return {size < 100.0 ? numberText(size, 3) : QString::number(std::llround(size)), size};
}

TableCell timeCell(const MethodRow& row)
{
    if (!hasFigures(row))
        return absentCell();
    const MethodResult& result = row.result();
    const double seconds = result.seconds.mean;
    const QString text = seconds < 0.1 ? QObject::tr("%1 ms").arg(numberText(1e3 * seconds, 2)) : durationText(seconds);
    return {text, seconds,
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
