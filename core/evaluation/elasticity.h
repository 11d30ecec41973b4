// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/statistics.h"
#include "core/models/model.h"

namespace wattline {

struct ElasticitySettings {
    double step = 0.1; ///< of a feature's own value, up and down
    /// Features that have no values in between: they are moved to the next value that the training rows have.
    std::vector<std::string> stepped = {"num_workers", "batch_size", "image_size", "data_size"};
};

/// What a step of one feature in one direction does to the predictions.
struct ElasticStep {
    Spread change;             ///< of the prediction, relative to it: 0.02 for 2 %; over the rows; NaN without a row
    double step = 0.0;         ///< of the feature, relative to it, mean over the rows; NaN where none tells
    std::size_t rows = 0;      ///< over which the change was measured
    std::size_t outside = 0;   ///< of these, how many the step takes out of the values that the training rows have
    std::size_t skipped = 0;   ///< rows without a step: at 0, or without a next value
    std::size_t undefined = 0; ///< rows whose prediction is 0 or no number, before or after
};

struct FeatureElasticity {
    bool stepped = false; ///< moved to the next value in the training rows instead of by the settings' step
    ElasticStep up;
    ElasticStep down;
};

/// Each feature alone: how far each prediction for the rows moves, in parts of itself, when one
/// feature is a tenth larger or smaller and the others stay; one element a column. Needs a row of each. Error Canceled
/// alone.
Result<std::vector<FeatureElasticity>> elasticitiesOf(const Model& model, const RegressionData& train,
                                                      const RegressionData& rows,
                                                      const ElasticitySettings& settings = {},
                                                      const RunContext& context = {});

} // namespace wattline
