// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/evaluation/formula_card.h"

#include <optional>

namespace wattline::cli {

/// What a formula predicts for one row of features that somebody wrote down.
struct RowPrediction {
    std::vector<double> values; ///< of the features that the formula reads, in the order of the card
    double prediction = 0.0;    ///< NaN where the formula has no value there
    std::optional<Interval> interval;
    std::vector<OutOfRange> outOfRange;
    std::string outOfRangeText; ///< the same in words; empty where there is none
};

/// Predicts at "batch=256,gpus=4": a number for each feature of the card. Error Format: a piece that is not of that
/// form, a feature that the formula does not read, one named twice or one without a value; the features are named.
Result<RowPrediction> predictAt(const std::string& at, const FormulaCard& card);

/// One line, and one more where a feature lies out of range.
std::string rowPredictionText(const RowPrediction& row, const FormulaCard& card);

/// The keys values, prediction, lower, upper and out_of_range.
Json rowPredictionJson(const RowPrediction& row, const FormulaCard& card);

} // namespace wattline::cli
