// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/trend_model.h"

#include "core/report/trend_report.h"
#include "ui/style/text.h"

#include <QObject>
#include <cmath>

namespace wattline::ui {

namespace {

TableCell kindCell(const TrendRow& row)
{
    const QString title = shown(titleOf(row.fit.kind));
    return {row.best ? QObject::tr("%1 (best)").arg(title) : title, static_cast<int>(row.fit.kind)};
}

TableCell equationCell(const TrendRow& row)
{
    if (!row.fit.exists())
        return {QObject::tr("None: %1").arg(shown(row.fit.absentBecause)), {}, shown(row.fit.absentBecause)};
    const QString equation = shown(trendEquation(row.fit, "x", "y"));
    return {equation.isEmpty() ? QObject::tr("No equation") : equation, {}, equation};
}

TableColumn<TrendRow> r2Column(const QString& title, TrendLine TrendFit::*line, const QString& toolTip)
{
    return {title, ColumnKind::Number,
            [line](const TrendRow& row) {
                const double r2 = (row.fit.*line).r2;
                return TableCell{numberText(r2, 4), std::isfinite(r2) ? r2 : -HUGE_VAL};
            },
            toolTip};
}

std::vector<TableColumn<TrendRow>> trendColumns()
{
    return {
        {QObject::tr("Trend"), ColumnKind::Words, kindCell, QObject::tr("Checked: drawn")},
        r2Column(QObject::tr("R²"), &TrendFit::line,
                 QObject::tr("Share of the target's variance that the trend explains, residuals in its own unit")),
        r2Column(QObject::tr("R² Sheet"), &TrendFit::spreadsheet,
                 QObject::tr("As spreadsheets give it: exponential and power through the logarithm of the target")),
        {QObject::tr("Equation"), ColumnKind::Words, equationCell},
    };
}

} // namespace

TrendModel::TrendModel(QObject* parent) : RowModel(trendColumns(), parent) {}

QVariant TrendModel::data(const QModelIndex& index, int role) const
{
    if (role == Qt::CheckStateRole && index.isValid() && index.column() == 0) {
        const TrendFit& fit = rows().at(static_cast<std::size_t>(index.row())).fit;
        if (!fit.exists())
            return {};
        return m_drawn.contains(fit.kind) ? Qt::Checked : Qt::Unchecked;
    }
    return RowModel::data(index, role);
}

bool TrendModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::CheckStateRole || !(flags(index) & Qt::ItemIsUserCheckable))
        return false;
    const TrendKind kind = rows().at(static_cast<std::size_t>(index.row())).fit.kind;
    if (value.value<Qt::CheckState>() == Qt::Checked)
        m_drawn.insert(kind);
    else
        m_drawn.erase(kind);
    emit dataChanged(index, index, {Qt::CheckStateRole});
    emit drawnChanged();
    return true;
}

Qt::ItemFlags TrendModel::flags(const QModelIndex& index) const
{
    const Qt::ItemFlags flags = RowModel::flags(index);
    const bool isBox =
        index.isValid() && index.column() == 0 && rows().at(static_cast<std::size_t>(index.row())).fit.exists();
    return isBox ? flags | Qt::ItemIsUserCheckable : flags;
}

std::vector<TrendRow> trendRows(const TrendFits& trends)
{
    std::vector<TrendRow> rows;
    for (std::size_t i = 0; i < trends.fits.size(); ++i)
        rows.push_back({trends.fits[i], trends.best == i});
    return rows;
}

} // namespace wattline::ui
