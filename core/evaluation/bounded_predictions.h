// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/predict_formula.h"
#include "core/evaluation/prediction_bounds.h"
#include "core/evaluation/validity_box.h"

namespace wattline {

/// The tables that a written formula was fitted to.
struct FittedTables {
    const Dataset& train;
    const Dataset* held = nullptr; ///< rows that the fit has not seen; null for none
    std::string target;
    UncertaintySettings settings;
};

/// What the rows of the fit say about a formula, and about rows of other tables.
struct FormulaBounds {
    FormulaColumns columns; ///< of the table that is predicted
    PredictionBounds bounds;
    ValidityBox box; ///< its features are `columns`
};

/// The bounds of a formula over formulaNames() of `dataset`. Error Data where a table lacks the target or a column that
/// the formula reads, or has fewer than 3 usable rows, and where there are held rows but too few for the confidence.
Result<FormulaBounds> boundsFor(const Dataset& dataset, const Expression& formula, const FittedTables& fittedOn);

/// Each row of a table with what the rows of the fit say of its prediction.
struct BoundedPredictions {
    PredictionBounds bounds;
    ValidityBox box;
    std::vector<Interval> intervals; ///< one a row, NaN where there is no prediction; empty where there are none
    std::vector<std::vector<OutOfRange>> outOfRange; ///< one a row
    std::vector<std::string> outOfRangeText;         ///< the same in words
    std::size_t observedRows = 0;                    ///< that have an interval and a target
    std::size_t rowsInIntervals = 0;                 ///< of these, in their intervals
    std::size_t rowsOutOfRange = 0;
};

/// Bounds every row of a data set. Errors as boundsFor().
Result<BoundedPredictions> boundedPredictions(const Dataset& dataset, const Expression& formula,
                                              const FittedTables& fittedOn);

} // namespace wattline
