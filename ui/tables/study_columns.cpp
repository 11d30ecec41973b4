// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/study_columns.h"

#include "core/report/figures.h"
#include "ui/style/text.h"

#include <cmath>

namespace wattline::ui {

namespace {

constexpr double PercentPerOne = 100.0;

TableCell absentCell()
{
    return {QStringLiteral("–"), HUGE_VAL}; // after every number
}

/// "2.6 ± 0.4"; the mean alone where it is that of a single value.
TableCell spreadCell(const Spread& spread, std::size_t count, double factor = 1.0)
{
    if (!std::isfinite(spread.mean))
        return absentCell();
    const QString mean = numberText(factor * spread.mean);
    const QString text = count > 1 ? QObject::tr("%1 ± %2").arg(mean, numberText(factor * spread.std, 3)) : mean;
    return {text, factor * spread.mean};
}

TableCell spreadCell(const std::optional<Spread>& spread, std::size_t count, double factor)
{
    return spread ? spreadCell(*spread, count, factor) : absentCell();
}

TableCell shareCell(const std::optional<double>& share)
{
    return share ? TableCell{percentText(*share), *share} : absentCell();
}

QString withUnit(const QString& title, const QString& unit, const QString& power = {})
{
    return unit.isEmpty() ? title : QStringLiteral("%1 (%2%3)").arg(title, unit, power);
}

TableCell countCell(std::size_t count)
{
    return {QString::number(count), static_cast<double>(count)};
}

template <class Row>
TableColumn<Row> column(const QString& title, const std::function<TableCell(const Row&)>& cell,
                        const QString& toolTip = {}, ColumnKind kind = ColumnKind::Number)
{
    return {title, kind, cell, toolTip};
}

const FeatureImportance& importanceOf(const ImportanceRow& row)
{
    return row.study->importances[row.feature];
}

std::size_t shufflesOf(const ImportanceRow& row)
{
    return row.study->shuffles * row.study->splits.size();
}

TableCell stepCell(const ElasticStep& step)
{
    TableCell cell = spreadCell(step.change, step.rows, PercentPerOne);
    QString tip = QObject::tr("%1 rows; the feature changes by %2 on average.")
                      .arg(step.rows)
                      .arg(std::isfinite(step.step) ? percentText(step.step) : QStringLiteral("–"));
    if (step.outside > 0) {
        cell.text += QStringLiteral(" *");
        tip += QObject::tr(" %1 steps leave the values of the training rows (*).").arg(step.outside);
    }
    if (step.skipped + step.undefined > 0)
        tip += QObject::tr(" %1 rows left out.").arg(step.skipped + step.undefined);
    cell.toolTip = tip;
    return cell;
}

/// What the pair's figures rest on.
TableCell groundCell(const TransferPair& row)
{
    if (!row.errors())
        return {QObject::tr("a prediction is no number"), {}};
    const TransferErrors& errors = *row.errors();
    if (errors.outside <= 0.0)
        return {QObject::tr("within the training rows' values"), {}};
    return {errors.outside >= static_cast<double>(errors.rows) ? QObject::tr("extrapolates for all rows")
                                                               : QObject::tr("extrapolates for some rows"),
            {}};
}

TableCell errorCell(const TransferPair& row, Spread TransferErrors::*error)
{
    return row.errors() ? spreadCell((*row.errors()).*error, row.repeats()) : absentCell();
}

TableCell markCell(const StudyRow& row)
{
    QStringList marks;
    if (row.study->best == row.point)
        marks << QObject::tr("least error");
    if (row.study->plateau == row.point)
        marks << QObject::tr("plateau begins");
    else if (row.at().onPlateau)
        marks << QObject::tr("on plateau");
    return {marks.join(QStringLiteral(", ")), {}};
}

} // namespace

std::vector<TableColumn<ImportanceRow>> importanceColumns(const QString& unit)
{
    using Row = ImportanceRow;
    return {
        column<Row>(
            QObject::tr("Feature"),
            [](const Row& row) {
                return TableCell{shown(axisOfColumn(row.study->featureNames[row.feature]).quantity), {}};
            },
            {}, ColumnKind::Words),
        column<Row>(
            QObject::tr("MRE Growth (% Points)"),
            [](const Row& row) { return spreadCell(importanceOf(row).mre, shufflesOf(row), PercentPerOne); },
            QObject::tr("By how many percentage points the mean relative error grows when the feature is shuffled, "
                        "mean ± standard deviation of the shuffles")),
        column<Row>(QObject::tr("Share of MRE"), [](const Row& row) { return shareCell(importanceOf(row).mreShare); }),
        column<Row>(withUnit(QObject::tr("MSE Growth"), unit, QStringLiteral("²")),
                    [](const Row& row) { return spreadCell(importanceOf(row).mse, shufflesOf(row)); }),
        column<Row>(
            QObject::tr("Share of MSE"), [](const Row& row) { return shareCell(importanceOf(row).mseShare); },
            QObject::tr("Of the growth by all features; growth below 0 counts as 0")),
        column<Row>(
            QObject::tr("Step Up (%)"), [](const Row& row) { return stepCell(row.study->elasticity(row.feature).up); },
            QObject::tr("Change of the prediction when the feature is a tenth larger, or at its next value")),
        column<Row>(
            QObject::tr("Step Down (%)"),
            [](const Row& row) { return stepCell(row.study->elasticity(row.feature).down); },
            QObject::tr("Change of the prediction when the feature is a tenth smaller, or at the value before")),
        column<ImportanceRow>(
            QObject::tr("Steps"),
            [](const ImportanceRow& row) {
                return TableCell{row.study->elasticity(row.feature).stepped ? QObject::tr("to the next value")
                                                                            : QObject::tr("by a tenth"),
                                 {}};
            },
            {}, ColumnKind::Words),
    };
}

std::vector<ImportanceRow> importanceRows(const std::shared_ptr<const ImportanceStudy>& study)
{
    std::vector<ImportanceRow> rows;
    if (study) {
        for (const std::size_t feature : study->ranking())
            rows.push_back({study, feature});
    }
    return rows;
}

std::vector<TableColumn<TransferPair>> transferColumns(const QString& unit)
{
    using Row = TransferPair;
    return {
        column<Row>(
            QObject::tr("Trained on"),
            [](const Row& row) {
                return TableCell{shown(row.transfer->groups[row.train].shownName()), {}};
            },
            {}, ColumnKind::Words),
        column<Row>(
            QObject::tr("Tested on"),
            [](const Row& row) {
                const QString name = shown(row.transfer->groups[row.test].shownName());
                return TableCell{row.isOwn() ? QObject::tr("%1, held out").arg(name) : name, {}};
            },
            {}, ColumnKind::Words),
        column<Row>(QObject::tr("Rows"),
                    [](const Row& row) { return row.errors() ? countCell(row.errors()->rows) : absentCell(); }),
        column<Row>(
            QObject::tr("Outside"),
            [](const Row& row) {
                return row.errors() ? TableCell{numberText(row.errors()->outside), row.errors()->outside}
                                    : absentCell();
            },
            QObject::tr("Tested rows beyond the training rows' values, where the model extrapolates")),
        column<Row>(QObject::tr("MRE (%)"),
                    [](const Row& row) {
                        return row.errors() ? spreadCell(row.errors()->mre, row.repeats(), PercentPerOne)
                                            : absentCell();
                    }),
        column<Row>(withUnit(QObject::tr("MSE"), unit, QStringLiteral("²")),
                    [](const Row& row) { return errorCell(row, &TransferErrors::mse); }),
        column<Row>(withUnit(QObject::tr("RMSE"), unit),
                    [](const Row& row) { return errorCell(row, &TransferErrors::rmse); }),
        column<Row>(withUnit(QObject::tr("MAE"), unit),
                    [](const Row& row) { return errorCell(row, &TransferErrors::mae); }),
        column<Row>(QObject::tr("Ground"), groundCell, {}, ColumnKind::Words),
    };
}

std::vector<TransferPair> transferPairs(const std::shared_ptr<const Transfer>& transfer)
{
    std::vector<TransferPair> pairs;
    for (std::size_t train = 0; transfer && train < transfer->rows.size(); ++train) {
        if (transfer->rows[train].repeats == 0)
            continue;
        for (std::size_t test = 0; test < transfer->rows[train].errors.size(); ++test)
            pairs.push_back({transfer, train, test});
    }
    return pairs;
}

std::vector<TableColumn<StudyRow>> studyColumns(const Study* study)
{
    using Row = StudyRow;
    const bool relative = study == nullptr || study->relative;
    const double factor = relative ? PercentPerOne : 1.0;
    const QString unit = study != nullptr ? shown(axisOfColumn(study->target).unit) : QString();
    const QString error = relative ? QObject::tr("MRE (%)") : withUnit(QObject::tr("RMSE"), unit);
    const auto spread = [](Spread StudyPoint::*figure, double by) {
        return [figure, by](const Row& row) { return spreadCell(row.at().*figure, row.at().finishedRepeats(), by); };
    };
    std::vector<TableColumn<Row>> columns = {
        column<Row>(QObject::tr("Population"), [](const Row& row) { return countCell(row.at().population); }),
        column<Row>(QObject::tr("Generations"), [](const Row& row) { return countCell(row.at().generations); }),
        column<Row>(QObject::tr("Validation %1").arg(error), spread(&StudyPoint::validation, factor)),
        column<Row>(QObject::tr("Test %1").arg(error), spread(&StudyPoint::test, factor),
                    QObject::tr("Decides nothing: settings are chosen on the validation rows")),
        column<Row>(QObject::tr("Time (s)"), spread(&StudyPoint::seconds, 1.0)),
        column<Row>(QObject::tr("Nodes"),
                    [](const Row& row) {
                        return TableCell{numberText(row.at().meanLength), row.at().meanLength};
                    }),
        column<Row>(QObject::tr("Mark"), markCell, {}, ColumnKind::Words),
    };
    if (study == nullptr || study->mode == SearchMode::Strict)
        columns.insert(columns.begin(), column<Row>(QObject::tr("Crossover"), [](const Row& row) {
                           return TableCell{numberText(row.at().crossover), row.at().crossover};
                       }));
    return columns;
}

std::vector<StudyRow> studyRows(const std::shared_ptr<const Study>& study)
{
    std::vector<StudyRow> rows;
    for (std::size_t point = 0; study && point < study->points.size(); ++point)
        rows.push_back({study, point});
    return rows;
}

} // namespace wattline::ui
