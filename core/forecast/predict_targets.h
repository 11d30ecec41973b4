// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"
#include "core/data/dataset.h"
#include "core/forecast/forecast.h"

#include <map>
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
    /// Mean relative error on the rows held out, a fraction, in the order of TargetColumns.
    std::vector<double> heldOutErrors;
    /// One sentence for each feature whose value lies outside those rows.
    std::vector<std::string> remarks;
};

/// Trains the method on the rows of the data set that have all four targets, once for each target, and predicts them
/// for a run. A fifth of the rows is held out by the seed: it chooses among the method's candidates and gives the
/// errors. Error Data: an unknown method, a feature or target without a numeric column, fewer than 10 such rows;
/// Error Numeric where the model answers with no usable number; Error Canceled.
Result<TargetPrediction> predictTargets(const Dataset& dataset, const std::string& method, const RunFeatures& run,
                                        std::uint32_t seed = 42, const RunContext& context = {});

} // namespace wattline
