// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/statistics.h"
#include "core/evaluation/metrics.h"
#include "core/models/model.h"

#include <optional>

namespace wattline {

struct ShuffleSettings {
    std::size_t shuffles = 30;
    std::uint64_t seed = 42;
};

/// By how much a model's errors grow when one feature's values are dealt out anew among the rows; NaN where a formula
/// has no value for such a mixture.
struct FeatureShuffles {
    std::vector<double> mse; ///< growth of the mean squared error, one a shuffle; below 0: better without
    std::vector<double> mre; ///< growth of the mean relative error, a fraction; empty where a target is 0
};

/// A model's errors on some rows, and what each feature contributes to keeping them small.
struct ShuffledErrors {
    Metrics errors;                        ///< as the rows are
    std::vector<FeatureShuffles> features; ///< one a column
};

/// Permutation importance (Breiman, "Random forests", 2001; for any model Fisher, Rudin and Dominici 2019): each
/// feature's column is shuffled by a random stream of its own, the others stay. Needs a row. The same result for any
/// number of threads. Error Numeric where a prediction for the rows as they are is not finite; Error Canceled.
Result<ShuffledErrors> shuffleFeatures(const Model& model, const RegressionData& rows,
                                       const ShuffleSettings& settings = {}, const RunContext& context = {});

/// What a feature contributes.
struct FeatureImportance {
    Spread mse;                     ///< growth of the MSE over all shuffles; NaN where one is
    std::optional<Spread> mre;      ///< of the MRE; absent where a target is 0
    double mseShare = 0.0;          ///< of the growth by all features; growth below 0 counts as 0
    std::optional<double> mreShare; ///< likewise
};

/// Mean and spread over the shuffles of all runs (of several splits), one element a feature; at least one run, all of
/// the same features. Shares are 0 where no feature makes the error grow.
std::vector<FeatureImportance> importanceOf(const std::vector<ShuffledErrors>& runs);

/// Two features that vary together: shuffling one of them leaves what the other knows, so each looks less important
/// than the pair is.
struct CorrelatedPair {
    std::size_t first = 0;
    std::size_t second = 0;
    double r = 0.0;
};

inline constexpr double CorrelatedFrom = 0.8;

/// The pairs of features whose size of r exceeds CorrelatedFrom, the strongest first; none after a stop.
std::vector<CorrelatedPair> correlatedPairs(const RegressionData& rows, const RunContext& context = {});

} // namespace wattline
