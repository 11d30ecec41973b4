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
    SplitRule split; ///< of the splits and of the folds in their training rows

    bool operator==(const LearningCurveSettings&) const = default;
};

/// A method that has learned from one share of the training rows, in every repeat.
struct LearningPoint {
    double share = 0.0;
    std::size_t trainRows = 0; ///< of the first repeat
    std::string failure;       ///< why it has no figures; empty where it has
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
    std::size_t allTrainRows = 0; ///< at the share 1; of the first repeat, as testRows: grouped splits differ
    std::size_t testRows = 0;
    std::vector<LearningLine> methods; ///< with a point for each finished share
    SplitRule split;
    std::size_t sharesAsked = 0; ///< each of another number of rows
    bool stopped = false;        ///< ended early; the finished shares stand

    std::size_t finishedShares() const { return methods.empty() ? 0 : methods.front().points.size(); }
};

/// The errors of methods on the test rows of each repeat's 8:1:1 split, drawn by settings.split, after learning from
/// growing parts of its training rows. The parts of a repeat are nested: its training rows are put into an order once
/// and a share takes ceil(share x n) from the front. Validation rows shrink by the same share, the test rows stay.
///
/// The order is random. Stratified, each value has its part of every share within one row. Grouped, the test rows are
/// those of whole groups, while a share takes rows of all training groups at random: the curve says what more rows of
/// known groups are worth for groups that were never seen, not what more groups are.
///
/// A method with a grid searches it by cross-validation within the rows of each share in the first repeat, in folds of
/// the same rule (at random where a share has rows of one group alone); the winner of the share is fitted in all.
/// Shares that come to the same number of rows in the first repeat are computed once.
///
/// A method that cannot learn from a share says why in its point. onResult (may be empty) gets the curve after each
/// share, on the calling thread. A stop answers within 0.2 s; the finished shares stand (Error Canceled before the
/// first). Error Data: an unknown method, a share out of range, fewer than 5 rows at a share, too few rows for a
/// comparison, a split rule that these groups do not allow. The same result for any number of threads.
Result<LearningCurve> learningCurve(const RegressionData& data, const LearningCurveSettings& settings = {},
                                    const std::function<void(const LearningCurve&)>& onResult = {},
                                    const RunContext& context = {});

/// The same over methods of one's own instead of allMethods(); settings.effort then says nothing.
Result<LearningCurve> learningCurve(const std::vector<Method>& methods, const RegressionData& data,
                                    const LearningCurveSettings& settings,
                                    const std::function<void(const LearningCurve&)>& onResult = {},
                                    const RunContext& context = {});

} // namespace wattline
