// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/cycle_columns.h"

#include <QObject>
#include <cmath>

namespace wattline::ui {

namespace {

/// NaN sorts below all numbers, for it compares with none.
TableCell numberCell(double value, int decimals)
{
    return std::isfinite(value) ? TableCell{QString::number(value, 'f', decimals), value}
                                : TableCell{QStringLiteral("–"), -1e300};
}

TableCell deviationCell(double value)
{
    TableCell cell = numberCell(value, 1);
    if (value > 0.0)
        cell.text.prepend(QLatin1Char('+'));
    return cell;
}

TableColumn<Cycle> numberColumn(const QString& title, double Cycle::*member, int decimals, const QString& toolTip = {})
{
    return {title, ColumnKind::Number, [=](const Cycle& cycle) { return numberCell(cycle.*member, decimals); },
            toolTip};
}

TableColumn<Cycle> deviationColumn(const QString& title, double Cycle::*member)
{
    return {title, ColumnKind::Number, [=](const Cycle& cycle) { return deviationCell(cycle.*member); },
            QObject::tr("How far from the mean of the regime's complete cycles, in their standard deviations")};
}

} // namespace

std::vector<TableColumn<Cycle>> cycleColumns()
{
    return {
        {QObject::tr("Regime"), ColumnKind::Number,
         [](const Cycle& cycle) {
             return TableCell{QString::number(cycle.regime + 1), static_cast<int>(cycle.regime)};
         }},
        numberColumn(QObject::tr("Start (s)"), &Cycle::beginSeconds, 2),
        {QObject::tr("Length (s)"), ColumnKind::Number,
         [](const Cycle& cycle) { return numberCell(cycle.lengthSeconds(), 2); }},
        deviationColumn(QObject::tr("Deviation (std)"), &Cycle::lengthDeviation),
        numberColumn(QObject::tr("Peak (W)"), &Cycle::peakWatts, 1, QObject::tr("Mean power; edge samples left out")),
        numberColumn(QObject::tr("Peak (s)"), &Cycle::peakSeconds, 2),
        numberColumn(QObject::tr("Valley (W)"), &Cycle::valleyWatts, 1,
                     QObject::tr("Mean power; edge samples left out")),
        numberColumn(QObject::tr("Valley (s)"), &Cycle::valleySeconds, 2),
        {QObject::tr("Energy (kJ)"), ColumnKind::Number,
         [](const Cycle& cycle) {
             return TableCell{QString::number(cycle.energyJoules / 1e3, 'f', 2), cycle.energyJoules};
         }},
        deviationColumn(QObject::tr("Energy deviation (std)"), &Cycle::energyDeviation),
        {QObject::tr("Note"), ColumnKind::Words,
         [](const Cycle& cycle) {
             const QString note = cycle.complete ? QString() : QObject::tr("Not complete; left out of the means");
             return TableCell{note, note};
         }},
    };
}

} // namespace wattline::ui
