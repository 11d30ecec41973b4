// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/fit_columns.h"

#include "ui/style/text.h"
#include "ui/tables/number_column.h"

#include <QObject>
#include <cmath>

namespace wattline::ui {

namespace {

constexpr int Digits = 5;

QString titleWithUnit(const QString& title, const QString& unit)
{
    return unit.isEmpty() ? title : QStringLiteral("%1 (%2)").arg(title, unit);
}

double observedOf(const FitRow& row)
{
    return row.part().part.rows->target[static_cast<Eigen::Index>(row.place.row)];
}

double predictedOf(const FitRow& row)
{
    return row.part().predicted[static_cast<Eigen::Index>(row.place.row)];
}

TableCell relativeCell(const FitRow& row)
{
    const double observed = observedOf(row);
    if (observed == 0.0)
        return {numberText(std::nan("")), HUGE_VAL, QObject::tr("Not defined: the observed value is 0.")};
    const double relative = std::abs((predictedOf(row) - observed) / observed);
    return {percentText(relative), std::isfinite(relative) ? relative : HUGE_VAL};
}

TableCell boxCell(const FitRow& row)
{
    const auto place = static_cast<Eigen::Index>(row.place.row);
    const bool outside = row.part().outside[row.place.row];
    if (!outside)
        return {QString(), 1};
    return {shown(row.fit->box.beyondText(row.part().part.rows->features.row(place))), 0};
}

/// An end of a row's interval.
TableColumn<FitRow> boundColumn(const QString& title, double Interval::*end, const QString& unit)
{
    TableColumn<FitRow> column = numberColumn<FitRow>(
        titleWithUnit(title, unit),
        [end](const FitRow& row) {
            const std::vector<Interval>& intervals = row.part().intervals;
            return intervals.empty() ? std::nan("") : intervals[row.place.row].*end;
        },
        Digits);
    column.toolTip = QObject::tr("Between lower and upper a new observation lies in %1 % of the cases")
                         .arg(numberText(100.0 * UncertaintySettings{}.confidence));
    return column;
}

} // namespace

QString rowName(const BuiltDataset* built, std::size_t datasetRow)
{
    if (built == nullptr || datasetRow >= built->dataset.provenance.size() ||
        built->dataset.provenance[datasetRow].runs.empty())
        return QObject::tr("Row %1").arg(datasetRow + 1);
    const std::vector<std::string>& runs = built->dataset.provenance[datasetRow].runs;
    return runs.size() == 1 ? shown(runs.front())
                            : QObject::tr("%1 + %2").arg(shown(runs.front())).arg(runs.size() - 1);
}

std::optional<std::size_t> FitRow::datasetRow() const
{
    const std::vector<std::size_t>& rows = part().part.rows->datasetRows;
    return place.row < rows.size() ? std::optional(rows[place.row]) : std::nullopt;
}

std::vector<FitRow> fitRows(const std::shared_ptr<const FormulaFit>& fit, const BuiltDataset* built)
{
    std::vector<FitRow> rows;
    for (std::size_t part = 0; fit && part < fit->parts.size(); ++part) {
        for (std::size_t row = 0; row < fit->parts[part].outside.size(); ++row) {
            rows.push_back({fit, {part, row}, {}});
            if (const auto datasetRow = rows.back().datasetRow())
                rows.back().name = rowName(built, *datasetRow);
        }
    }
    return rows;
}

std::vector<TableColumn<FitRow>> fitColumns(const QString& unit)
{
    return {
        {QObject::tr("Run"), ColumnKind::Words,
         [](const FitRow& row) {
             return TableCell{row.name, {}};
         }},
        {QObject::tr("Rows"), ColumnKind::Words,
         [](const FitRow& row) {
             return TableCell{shown(row.part().part.name), static_cast<qulonglong>(row.place.part)};
         },
         QObject::tr("Part of the split")},
        numberColumn<FitRow>(titleWithUnit(QObject::tr("Observed"), unit), observedOf, Digits),
        numberColumn<FitRow>(titleWithUnit(QObject::tr("Predicted"), unit), predictedOf, Digits),
        boundColumn(QObject::tr("Lower"), &Interval::low, unit),
        boundColumn(QObject::tr("Upper"), &Interval::high, unit),
        numberColumn<FitRow>(
            titleWithUnit(QObject::tr("Difference"), unit),
            [](const FitRow& row) { return row.part().residual(row.place.row); }, Digits),
        {QObject::tr("Relative"), ColumnKind::Number, relativeCell, QObject::tr("Size of the relative error")},
        {QObject::tr("Training Box"), ColumnKind::Words, boxCell,
         QObject::tr("Which features that the formula reads lie outside what the training rows have, and by how much")},
    };
}

std::vector<TableColumn<DependenceRow>> dependenceColumns(const QString& unit)
{
    return {
        {QObject::tr("Feature"), ColumnKind::Words,
         [](const DependenceRow& row) {
             return TableCell{row.feature, {}, row.column};
         }},
        numberColumn<DependenceRow>(
            titleWithUnit(QObject::tr("Swing"), unit), [](const DependenceRow& row) { return row.swing; }, 4),
    };
}

std::vector<DependencePlace> placesOf(const PartialDependence& dependence)
{
    std::vector<DependencePlace> places;
    for (std::size_t i = 0; i < dependence.places.size(); ++i)
        places.push_back({dependence.places[i], dependence.mean[i], dependence.low[i], dependence.high[i]});
    return places;
}

std::vector<TableColumn<DependencePlace>> placeColumns(const QString& feature, const QString& target)
{
    const auto column = [](const QString& title, double DependencePlace::*value) {
        return numberColumn<DependencePlace>(
            title, [value](const DependencePlace& place) { return place.*value; }, Digits);
    };
    return {
        column(feature, &DependencePlace::at),
        column(QObject::tr("Mean, %1").arg(target), &DependencePlace::mean),
        column(QObject::tr("10 % of rows"), &DependencePlace::low),
        column(QObject::tr("90 % of rows"), &DependencePlace::high),
    };
}

} // namespace wattline::ui
