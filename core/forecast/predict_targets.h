// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"
#include "core/data/dataset.h"
#include "core/expression/intervals.h"
#include "core/forecast/forecast.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace wattline {

/// What is known of a run before it starts: a value for each feature column, "batch_size" -> 256.
using RunFeatures = std::map<std::string, double>;

/// The wave that a model expects of a run.
struct TargetPrediction {
    WaveTargets targets;
    std::string method;   ///< title of the model
    std::size_t rows = 0; ///< rows that have all four targets: what the models learnt from and were checked on
    /// Mean relative error on the rows held out, a fraction, in the order of TargetColumns; nothing where a value
    /// observed there is 0.
    std::vector<std::optional<double>> heldOutErrors;
    /// For each target, in the same order, the interval in which such a run lies with `confidence`, by the relative
    /// errors of the model on the rows held out; nothing where these are fewer than 9.
    std::vector<std::optional<Interval>> intervals;
    double confidence = 0.9;
    /// A sentence on token rows left out, and one for each feature whose value lies outside the rows trained on.
    std::vector<std::string> remarks;
};

struct PredictionSettings {
    std::string method = "boosting";
    std::map<std::string, std::string> where; ///< rows kept: column -> value
    std::uint32_t seed = 42;
};

/// Trains the method on the rows of learningRows() that have all four targets, once for each target, and predicts them
/// for a run. A fifth of the rows is held out by the seed and only gives the errors; the method's candidate is chosen
/// by cross-validation of the others. Error Data: an unknown method, a feature or target without a numeric column,
/// fewer than 10 such rows, no candidate that can be fitted; Error Numeric where the model answers with no usable
/// number; Error Canceled.
Result<TargetPrediction> predictTargets(const Dataset& dataset, const RunFeatures& run,
                                        const PredictionSettings& settings = {}, const RunContext& context = {});

} // namespace wattline
