// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/metrics_columns.h"

#include "ui/style/text.h"

#include <QObject>
#include <cmath>

namespace wattline::ui {

namespace {

TableColumn<PartMetrics> errorColumn(const QString& title, const QString& toolTip, double Metrics::*value)
{
    return {title, ColumnKind::Number,
            [value](const PartMetrics& row) {
                const double number = row.metrics ? (*row.metrics).*value : std::nan("");
                return TableCell{numberText(number), std::isfinite(number) ? number : HUGE_VAL};
            },
            toolTip};
}

TableCell relativeErrorCell(const PartMetrics& row)
{
    if (!row.metrics)
        return {numberText(std::nan("")), HUGE_VAL};
    if (!row.metrics->mre)
        return {numberText(std::nan("")), HUGE_VAL, QObject::tr("Not defined: an observed value is 0.")};
    return {percentText(*row.metrics->mre), *row.metrics->mre};
}

} // namespace

std::vector<TableColumn<PartMetrics>> metricsColumns()
{
    return {
        {QObject::tr("Rows"), ColumnKind::Words,
         [](const PartMetrics& row) {
             return TableCell{QObject::tr("%1 (%2)").arg(row.part).arg(row.rows), {}};
         },
         QObject::tr("Part of the split and how many rows it has")},
        {QObject::tr("MRE"), ColumnKind::Number, relativeErrorCell, QObject::tr("Mean relative error")},
        errorColumn(QObject::tr("MAE"), QObject::tr("Mean absolute error, in units of the target"), &Metrics::mae),
        errorColumn(QObject::tr("RMSE"), QObject::tr("Root of the mean squared error, in units of the target"),
                    &Metrics::rmse),
        errorColumn(QObject::tr("MSE"), QObject::tr("Mean squared error"), &Metrics::mse),
        errorColumn(QObject::tr("R²"), QObject::tr("Share of the variance that is explained"), &Metrics::r2),
    };
}

} // namespace wattline::ui
