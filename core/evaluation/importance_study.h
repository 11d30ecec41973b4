// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/elasticity.h"
#include "core/evaluation/importance.h"
#include "core/expression/expression.h"

namespace wattline {

struct ImportanceSettings {
    std::string method = "boosting"; ///< id; fitted to the training rows of each split
    Effort effort = Effort::Quick;
    std::optional<Expression> formula; ///< in units of the data set, taken as it is instead of a method
    /// Of the unfiltered data set: what the formula was searched or fitted on; empty: unknown.
    std::vector<std::size_t> seenRows;
    std::size_t splits = 1;
    std::size_t shuffles = 30;
    std::uint32_t seed = 42; ///< split i is drawn with seed + i, and so are its fit and its shuffles
    ElasticitySettings elasticity;
};

/// One split: what its model says about the features.
struct ImportanceSplit {
    ShuffledErrors shuffled;
    std::vector<FeatureElasticity> elasticities;
    std::string settings;     ///< of the model
    std::size_t seenRows = 0; ///< of its test rows, those that a given formula was made on
};

/// What each feature contributes to a model, in two views, on test rows alone. A method has not seen them; of a given
/// formula seenShare says how many it has.
struct ImportanceStudy {
    std::string target;
    std::string model;      ///< the method's title, or the formula as text
    bool isFormula = false; ///< a given formula: nothing was fitted on the splits
    /// Of the test rows of all splits, on which a given formula was made; absent for a method and where it is unknown.
    std::optional<double> seenShare;
    std::vector<std::string> featureNames;
    std::vector<ImportanceSplit> splits; ///< the finished ones
    std::size_t shuffles = 0;            ///< of each feature on each split
    std::size_t trainRows = 0, testRows = 0;
    Spread mse;                                 ///< on the test rows as they are, over the splits
    std::optional<Spread> mre;                  ///< absent where a target is 0
    std::vector<FeatureImportance> importances; ///< one a feature
    std::vector<CorrelatedPair> correlated;     ///< in the training rows of the first split
    bool stopped = false;                       ///< ended early; the finished splits stand

    /// Positions of the features from the most to the least important, by the growth of the MSE; those without one
    /// last.
    std::vector<std::size_t> ranking() const;
    /// One feature's elasticity over the splits: rows and counts added up, changes pooled by their rows.
    FeatureElasticity elasticity(std::size_t feature) const;
};

/// Whether shuffling a feature can reach the method where it predicts this target: some baselines predict from what the
/// data set tells beside the features.
bool readsFeatures(const Method& method, const std::string& target);

/// Fits the method on the training rows of each split, or takes the formula, which may have seen any row, and asks on
/// the test rows what each feature contributes. onResult (may be empty) gets the study after each split, on the calling
/// thread. A stop answers within 0.2 s; the finished splits stand (Error Canceled before the first). Error Data: an
/// unknown method, one that does not read the features, fewer than 10 rows, a formula that reads a feature that is not
/// there; Error Numeric where the method fails or predicts what is no number.
Result<ImportanceStudy> studyImportance(const RegressionData& data, const ImportanceSettings& settings = {},
                                        const std::function<void(const ImportanceStudy&)>& onResult = {},
                                        const RunContext& context = {});

/// Sentences that a reader of the figures must know: what a given formula has seen of the test rows, features that vary
/// together, that never vary, that were moved beyond the training rows.
std::vector<std::string> remarksOn(const ImportanceStudy& study);

} // namespace wattline
