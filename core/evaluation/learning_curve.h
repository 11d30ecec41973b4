// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/comparison.h"

#include <optional>
#include <string>
#include <vector>

namespace wattline {

struct LearningCurveSettings {
    std::vector<std::string> methods = {"linear", "ridge", "lasso", "boosting"};     ///< ids, at least one
    std::vector<double> shares = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0}; ///< above 0, at most 1
    std::size_t repeats = 10;
    std::uint32_t seed = 42; ///< repeat i splits with seed + i and fits with streams of it
    Effort effort = Effort::Quick;
    std::size_t folds = 5;

    bool operator==(const LearningCurveSettings&) const = default;
};

/// A method that has learned from one share of the training rows, in every repeat.
struct LearningPoint {
    double share = 0.0;
    std::size_t trainRows = 0;
    std::string failure; ///< why it has no figures; empty where it has
    Spread mse, rmse, mae, r2;
    std::optional<Spread> mre; ///< a fraction; absent where a test row's target is 0
    std::string settings;      ///< the candidate fitted in every repeat
};

struct LearningLine {
    std::string id;
    std::string title;
    std::vector<LearningPoint> points; ///< in ascending order of rows
};

/// How the error on rows that were never seen falls with the number of rows to learn from.
struct LearningCurve {
    std::string target;
    std::size_t repeats = 0;
    std::size_t allTrainRows = 0; ///< at the share 1
    std::size_t testRows = 0;
    std::vector<LearningLine> methods;
};

/// The errors of methods on the test rows of each repeat's 8:1:1 split, after learning from growing parts of its
/// training rows. The parts of a repeat are nested: its training rows are shuffled once and a share takes ceil(share x
/// n) from the front. Validation rows shrink by the same share, the test rows stay. A method with a grid searches it by
/// cross-validation within the rows of each share in the first repeat; the winner of the share is fitted in all. Shares
/// that come to the same number of rows are computed once.
///
/// A method that cannot learn from a share says why in its point. Error Data: an unknown method, a share out of range,
/// fewer than 5 rows at a share, too few rows for a comparison; Error Canceled. The same result for any number of
/// threads.
Result<LearningCurve> learningCurve(const RegressionData& data, const LearningCurveSettings& settings = {},
                                    const RunContext& context = {});

/// The same over methods of one's own instead of allMethods(); settings.effort then says nothing.
Result<LearningCurve> learningCurve(const std::vector<Method>& methods, const RegressionData& data,
                                    const LearningCurveSettings& settings, const RunContext& context = {});

} // namespace wattline
