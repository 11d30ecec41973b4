// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/dataset.h"
#include "core/evaluation/metrics.h"
#include "core/expression/expression.h"

#include <optional>
#include <string>
#include <vector>

namespace wattline {

/// What a written formula says about the rows of a data set.
struct FormulaPredictions {
    std::vector<std::string> variables; ///< the columns that the formula reads
    std::vector<double> values;         ///< one a row; NaN where a column that the formula reads has an empty cell
    std::size_t incompleteRows = 0;     ///< how many those are
    std::size_t scoredRows = 0;         ///< complete rows whose target is there
    std::optional<Metrics> metrics;     ///< over the scored rows; absent without a target or a scored row
};

/// What the variables of a formula over the data set are called: its numeric columns in their order.
std::vector<std::string> formulaNames(const Dataset& dataset);

/// A formula and the columns that it reads.
struct FormulaColumns {
    Expression formula; ///< variable i is column i
    std::vector<std::string> names;
    Eigen::MatrixXd columns; ///< one row a row of the data set; NaN for an empty cell
};

/// Takes out of the data set what a formula over formulaNames() reads.
FormulaColumns columnsOfFormula(const Dataset& dataset, const Expression& formula);

/// Evaluates the formula over formulaNames(), in units of the data set, on every row. With a target (empty: none) the
/// predictions are scored. Error Data where the target does not exist or is not numeric.
Result<FormulaPredictions> predictFormula(const Dataset& dataset, const Expression& formula, const std::string& target);

} // namespace wattline
