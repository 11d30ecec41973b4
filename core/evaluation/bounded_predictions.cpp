// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/bounded_predictions.h"

#include "core/base/text.h"

#include <cmath>
#include <limits>

namespace wattline {

namespace {

constexpr double NotANumber = std::numeric_limits<double>::quiet_NaN();

Result<RegressionData> rowsOf(const Dataset& table, const std::string& target, const FormulaColumns& columns)
{
    if (columns.names.empty())
        return Error{ErrorKind::Data, table.name + ": the formula reads no column, so that no row bounds it."};
    return regressionData(table, target, columns.names);
}

/// Error Data where the held rows are too few.
Result<std::optional<RegressionData>> heldRows(const FittedTables& fittedOn, const FormulaColumns& columns)
{
    if (fittedOn.held == nullptr)
        return std::optional<RegressionData>();
    Result<RegressionData> rows = rowsOf(*fittedOn.held, fittedOn.target, columns);
    if (!rows)
        return rows.error();
    const std::size_t fewest = fewestRowsFor(fittedOn.settings.confidence);
    if (static_cast<std::size_t>(rows->rows()) < fewest)
        return Error{ErrorKind::Data,
                     fittedOn.held->name + ": " + std::to_string(rows->rows()) + " usable rows are too few for " +
                         formatShort(100.0 * fittedOn.settings.confidence) + " % intervals; at least " +
                         std::to_string(fewest) + " are needed, or a lower confidence."};
    return std::optional<RegressionData>(*std::move(rows));
}

void countCovered(BoundedPredictions& predictions, const std::vector<double>& target)
{
    for (std::size_t row = 0; row < predictions.intervals.size(); ++row) {
        if (std::isnan(predictions.intervals[row].low) || std::isnan(target[row]))
            continue;
        ++predictions.observedRows;
        predictions.rowsInIntervals += predictions.intervals[row].contains(target[row]) ? 1 : 0;
    }
}

} // namespace

Result<FormulaBounds> boundsFor(const Dataset& dataset, const Expression& formula, const FittedTables& fittedOn)
{
    FormulaColumns columns = columnsOfFormula(dataset, formula);
    const Result<RegressionData> train = rowsOf(fittedOn.train, fittedOn.target, columns);
    if (!train)
        return train.error();
    const Result<std::optional<RegressionData>> held = heldRows(fittedOn, columns);
    if (!held)
        return held.error();
    const FittedOn rows{*train, *held ? &**held : nullptr};
    PredictionBounds bounds = predictionBounds(columns.formula, {}, rows, fittedOn.settings);
    ValidityBox box = validityBoxOf(columns.formula, *train);
    return FormulaBounds{std::move(columns), std::move(bounds), std::move(box)};
}

Result<BoundedPredictions> boundedPredictions(const Dataset& dataset, const Expression& formula,
                                              const FittedTables& fittedOn)
{
    Result<FormulaBounds> found = boundsFor(dataset, formula, fittedOn);
    if (!found)
        return found.error();
    const Eigen::MatrixXd& rows = found->columns.columns;
    BoundedPredictions predictions{.intervals = predictionIntervals(found->bounds, rows)};
    for (Eigen::Index row = 0; row < rows.rows(); ++row) {
        if (!predictions.intervals.empty() && rows.row(row).hasNaN())
            predictions.intervals[static_cast<std::size_t>(row)] = {NotANumber, NotANumber};
        predictions.outOfRange.push_back(found->box.beyond(rows.row(row)));
        predictions.outOfRangeText.push_back(found->box.beyondText(rows.row(row)));
        predictions.rowsOutOfRange += predictions.outOfRange.back().empty() ? 0 : 1;
    }
    if (const DatasetColumn* const target = dataset.find(fittedOn.target); target != nullptr && target->isNumeric())
        countCovered(predictions, target->numbers);
    predictions.bounds = std::move(found->bounds);
    predictions.box = std::move(found->box);
    return predictions;
}

} // namespace wattline
