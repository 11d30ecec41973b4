// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/predict_formula.h"

#include "core/expression/evaluate.h"

#include <cmath>
#include <limits>

namespace wattline {

namespace {

std::vector<const DatasetColumn*> numericColumns(const Dataset& dataset)
{
    std::vector<const DatasetColumn*> numeric;
    for (const DatasetColumn& column : dataset.columns) {
        if (column.isNumeric())
            numeric.push_back(&column);
    }
    return numeric;
}

/// The errors over the rows where both stand; nothing where there is no such row.
void score(FormulaPredictions& predictions, const std::vector<bool>& complete, const std::vector<double>& target)
{
    std::vector<double> observed;
    std::vector<double> predicted;
    for (std::size_t row = 0; row < target.size(); ++row) {
        if (!complete[row] || std::isnan(target[row]))
            continue;
        observed.push_back(target[row]);
        predicted.push_back(predictions.values[row]);
    }
    predictions.scoredRows = observed.size();
    if (observed.empty())
        return;
    const auto count = static_cast<Eigen::Index>(observed.size());
    predictions.metrics = metricsOf(Eigen::Map<const Eigen::VectorXd>(observed.data(), count),
                                    Eigen::Map<const Eigen::VectorXd>(predicted.data(), count));
}

} // namespace

std::vector<std::string> formulaNames(const Dataset& dataset)
{
    std::vector<std::string> names;
    for (const DatasetColumn* column : numericColumns(dataset))
        names.push_back(column->name);
    return names;
}

FormulaColumns columnsOfFormula(const Dataset& dataset, const Expression& formula)
{
    const std::vector<const DatasetColumn*> numeric = numericColumns(dataset);
    const std::vector<std::size_t> used = variablesOf(formula);
    const auto rows = static_cast<Eigen::Index>(dataset.rowCount());
    FormulaColumns taken{formula, {}, Eigen::MatrixXd(rows, static_cast<Eigen::Index>(used.size()))};
    std::vector<std::uint16_t> place(numeric.size(), 0);
    for (std::size_t i = 0; i < used.size(); ++i) {
        const DatasetColumn& column = *numeric[used[i]];
        taken.columns.col(static_cast<Eigen::Index>(i)) =
            Eigen::Map<const Eigen::VectorXd>(column.numbers.data(), rows);
        taken.names.push_back(column.name);
        place[used[i]] = static_cast<std::uint16_t>(i);
    }
    for (Node& node : taken.formula.nodes) {
        if (node.op == Op::Variable)
            node.variable = place[node.variable];
    }
    return taken;
}

Result<FormulaPredictions> predictFormula(const Dataset& dataset, const Expression& formula, const std::string& target)
{
    const DatasetColumn* const observed = target.empty() ? nullptr : dataset.find(target);
    if (!target.empty() && (observed == nullptr || !observed->isNumeric()))
        return Error{ErrorKind::Data,
                     dataset.name + ": there is no numeric column \"" + target + "\" to score against."};

    const FormulaColumns inputs = columnsOfFormula(dataset, formula);
    const Eigen::VectorXd values = evaluate(inputs.formula, inputs.columns);
    FormulaPredictions predictions{inputs.names, {values.begin(), values.end()}};
    std::vector<bool> complete(predictions.values.size(), true);
    for (std::size_t row = 0; row < complete.size(); ++row) {
        complete[row] = !inputs.columns.row(static_cast<Eigen::Index>(row)).array().isNaN().any();
        if (complete[row])
            continue;
        // Protected functions turn an empty cell into an ordinary number, which must not pass for a prediction.
        predictions.values[row] = std::numeric_limits<double>::quiet_NaN();
        ++predictions.incompleteRows;
    }
    if (observed != nullptr)
        score(predictions, complete, observed->numbers);
    return predictions;
}

} // namespace wattline
