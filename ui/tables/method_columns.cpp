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
    return row.result().hasFigures();
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
    return {spreadText(100.0 * result.mre->mean, 100.0 * result.mre->std, result.repeats.size()), result.mre->mean};
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
    return {numberText(seconds, 2), seconds,
            QObject::tr("Mean of one fit; tuning took %1 in all").arg(durationText(result.tuningSeconds))};
}

TableCell differenceCell(const MethodRow& row)
{
    if (row.isBaseline())
        return {numberText(std::nan("")), 0.0, QObject::tr("The baseline itself")};
    if (!row.result().difference)
        return absentCell(QObject::tr("Needs two repeats, and none in which this method or the baseline failed"));
    const double difference = *row.result().difference;
    const QString text = (difference > 0.0 ? QStringLiteral("+") : QString()) + numberText(difference);
    const std::optional<DifferenceInterval>& interval = row.result().differenceInterval;
    return {text, difference,
            interval ? QObject::tr("95 % for all methods together: %1 to %2")
                           .arg(numberText(interval->low), numberText(interval->high))
                     : QString()};
}

TableCell pCell(const MethodRow& row)
{
    const std::optional<double> p = row.result().pValue;
    return p ? TableCell{numberText(*p, 2), *p} : absentCell();
}

TableCell verdictCell(const MethodRow& row)
{
    if (row.isBaseline())
        return {QObject::tr("baseline"), 0};
    switch (row.result().verdict) {
    case Verdict::Better:
        return {QObject::tr("better"), 1, QObject::tr("The interval of the difference lies below the negligible band")};
    case Verdict::Negligible:
        return {QObject::tr("negligible"), 2,
                QObject::tr("The interval of the difference lies within the negligible band")};
    case Verdict::Undecided:
        return {QObject::tr("undecided"), 3,
                QObject::tr("The interval of the difference reaches over an edge of the negligible band")};
    case Verdict::Worse:
        return {QObject::tr("worse"), 4, QObject::tr("The interval of the difference lies above the negligible band")};
    case Verdict::None:
        break;
    }
    return {numberText(std::nan("")), 5};
}

TableCell wilcoxonCell(const MethodRow& row)
{
    const std::optional<double> p = row.result().wilcoxonP;
    return p ? TableCell{numberText(*p, 2), *p} : absentCell();
}

TableCell settingsCell(const MethodRow& row)
{
    const MethodResult& result = row.result();
    const QString failure = shown(failureText(result, row.comparison->repeats));
    if (!result.hasFigures())
        return {QObject::tr("Failed: %1").arg(failure), {}, failure};
    if (result.failedRepeats > 0)
        return {failure, {}, failure};
    QString text = shown(result.settings);
    if (result.seenShare && *result.seenShare > 0.0)
        text += QObject::tr("; made on %1 of the rows it is tested on").arg(percentText(*result.seenShare));
    return {text, {}, shown(result.description)};
}

/// "MSE (W²)".
QString withUnit(const QString& name, const QString& unit, const QString& power = {})
{
    return unit.isEmpty() ? name : QStringLiteral("%1 (%2%3)").arg(name, unit, power);
}

} // namespace

std::vector<TableColumn<MethodRow>> methodColumns(const QString& unit)
{
    const auto spread = [](Spread MethodResult::*member) {
        return [member](const MethodRow& row) { return spreadCell(row, member); };
    };
    const QString onTestRows = QObject::tr("%1 on the test rows, mean ± standard deviation of the repeats");
    return {
        {QObject::tr("Method"), ColumnKind::Words,
         [](const MethodRow& row) {
             return TableCell{shown(row.result().title), {}};
         }},
        {QObject::tr("MRE (%)"), ColumnKind::Number, relativeErrorCell,
         onTestRows.arg(QObject::tr("Mean relative error"))},
        {withUnit(QObject::tr("MSE"), unit, QStringLiteral("²")), ColumnKind::Number, spread(&MethodResult::mse),
         onTestRows.arg(QObject::tr("Mean squared error"))},
        {withUnit(QObject::tr("RMSE"), unit), ColumnKind::Number, spread(&MethodResult::rmse),
         onTestRows.arg(QObject::tr("Root mean squared error"))},
        {withUnit(QObject::tr("MAE"), unit), ColumnKind::Number, spread(&MethodResult::mae),
         onTestRows.arg(QObject::tr("Mean absolute error"))},
        {QObject::tr("R²"), ColumnKind::Number, spread(&MethodResult::r2)},
        {withUnit(QObject::tr("Δ MSE"), unit, QStringLiteral("²")), ColumnKind::Number, differenceCell,
         QObject::tr("Mean difference of the MSE to the baseline's; below 0 is better")},
        {QObject::tr("p (Holm)"), ColumnKind::Number, pCell,
         QObject::tr("Corrected resampled t-test against the baseline, Holm over the methods")},
        {QObject::tr("Verdict"), ColumnKind::Words, verdictCell,
         QObject::tr("Whether the difference to the baseline is larger than what does not matter")},
        {QObject::tr("Wilcoxon"), ColumnKind::Number, wilcoxonCell,
         QObject::tr("p of Wilcoxon's signed-rank test: description only, for it takes the splits as independent and "
                     "they share rows")},
        {QObject::tr("Fit (s)"), ColumnKind::Number, timeCell},
        {QObject::tr("Size"), ColumnKind::Number, sizeCell,
         QObject::tr("Coefficients, weights, or nodes of trees or formula")},
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
