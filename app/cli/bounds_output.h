// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/evaluation/prediction_bounds.h"
#include "core/evaluation/validity_box.h"

namespace wattline::cli {

/// How far a new observation may lie from a prediction and what that rests on, or why that is not known; one line.
std::string boundsText(const PredictionBounds& bounds);

/// The keys confidence, calibrated_on ("held", "validation" for held rows that took part in choosing the formula, or
/// "train"), calibration_rows, prediction_quantile and, where there are no intervals, no_intervals_because.
Json boundsJson(const PredictionBounds& bounds);

/// The keys feature, value, low, high and beyond (above the range positive) for each feature that lies out of range.
Json outOfRangeJson(const ValidityBox& box, const std::vector<OutOfRange>& features);

} // namespace wattline::cli
