// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"
#include "core/data/dataset.h"
#include "core/evaluation/metrics.h"
#include "core/evaluation/prediction_bounds.h"
#include "core/evaluation/validity_box.h"
#include "core/expression/expression.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace wattline {

/// Rows that belong together: the training, validation or test part of a split.
struct NamedRows {
    std::string name;
    std::shared_ptr<const RegressionData> rows; ///< never null; may have none
};

/// What a formula says about one part of the rows.
struct FittedPart {
    NamedRows part;
    Eigen::VectorXd predicted;            ///< one a row
    std::vector<bool> outside;            ///< whether the row lies outside the training box
    std::optional<Metrics> errors;        ///< absent without rows, or where a prediction is not finite
    std::vector<Interval> intervals = {}; ///< one a row in which an observation is expected; empty where there are none

    /// Observed less predicted.
    double residual(std::size_t row) const
    {
        const auto place = static_cast<Eigen::Index>(row);
        return part.rows->target[place] - predicted[place];
    }

    /// How many observations lie in their intervals.
    std::size_t rowsInIntervals() const;
};

/// A row of one of the parts.
struct PartRow {
    std::size_t part = 0;
    std::size_t row = 0;

    bool operator==(const PartRow&) const = default;
};

/// A formula on training, validation and test rows.
struct FormulaFit {
    std::vector<FittedPart> parts; ///< the training rows first
    ValidityBox box;               ///< of the training rows
    /// What the intervals rest on; absent where they have not been asked for.
    std::optional<PredictionBounds> bounds = {};
    /// The rows whose residual is more than three usual ones away from the training rows' median, the farthest first.
    /// The usual one is the median distance from that median times 1.4826, which for normal residuals is their standard
    /// deviation and which the rows in question hardly move. At most MostOutOfLine.
    std::vector<PartRow> outOfLine;

    static constexpr std::size_t MostOutOfLine = 5;

    /// The part by which intervals can be judged: of three or more the last, which neither the fit nor the intervals
    /// rest on; null where there is none.
    const FittedPart* judge() const { return parts.size() > 2 ? &parts.back() : nullptr; }
};

/// Applies a formula in units of the data set to parts with the same columns. The training box spans, over the features
/// that the formula reads, from the least to the greatest value of the first part. Error Canceled alone.
Result<FormulaFit> fitOf(const Expression& formula, const std::vector<NamedRows>& parts,
                         const RunContext& context = {});

/// The fit with the intervals that the bounds give each of its rows.
FormulaFit withIntervals(FormulaFit fit, PredictionBounds bounds);

} // namespace wattline
