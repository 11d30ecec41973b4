// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/scaler.h"
#include "core/evaluation/formula_uncertainty.h"

#include <optional>
#include <string>
#include <vector>

namespace wattline {

/// What a formula was fitted to.
struct FittedOn {
    const RegressionData& train;
    /// Rows that the constants were not fitted to, or null. Where there are enough of them the intervals of predictions
    /// rest on their errors, so that the search for the form counts as well.
    const RegressionData* held = nullptr;
    /// Whether the held rows took part, or may have, in choosing this formula among others. Its errors on them are then
    /// somewhat too good and intervals somewhat narrow: only rows that nothing has looked at are held out.
    bool heldChose = false;
};

/// How far new observations may lie from the predictions of a formula.
struct PredictionBounds {
    Scaler scaler; ///< of features before the formula reads them; empty where it reads them as they are
    std::optional<FormulaUncertainty> uncertainty; ///< of the formula as searched
    bool restOnHeldRows = false;                   ///< else on the training rows, each as if it had been left out
    bool heldChose = false;                        ///< as FittedOn has it; false where they rest on training rows
    std::string noIntervalsBecause;                ///< a sentence where there are no intervals of predictions

    bool haveIntervals() const { return noIntervalsBecause.empty(); }
};

/// The fewest rows whose errors give intervals of that confidence: 9 for 0.9, 19 for 0.95.
std::size_t fewestRowsFor(double confidence);

/// The bounds of a formula over features that the scaler (empty: none) has transformed; rows are in units of the data
/// set. What cannot be had is absent, with the reason: as uncertaintyOf(), or too few rows for the confidence.
PredictionBounds predictionBounds(const Expression& formula, const Scaler& scaler, const FittedOn& rows,
                                  const UncertaintySettings& settings = {});

/// One interval a row of features as measured; no interval at all where the bounds have none.
std::vector<Interval> predictionIntervals(const PredictionBounds& bounds, const Eigen::MatrixXd& features);

} // namespace wattline
