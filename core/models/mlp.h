// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/model.h"
#include "core/models/network.h"

namespace wattline {

struct MlpSettings {
    std::vector<Eigen::Index> hidden = {64, 32};
    Activation activation = Activation::Relu;
    double rate = 1e-3;
    Eigen::Index batch = 32;
    double decay = 0.0; ///< times the weights, added to the gradient
    int epochs = 200;
    int patience = 20; ///< epochs without a better validation error before the training ends
};

/// Standardised rows as a network sees them, one column each.
struct NetworkRows {
    Eigen::MatrixXf inputs;
    Eigen::RowVectorXf targets;
};

struct TrainedNetwork {
    Eigen::VectorXf weights; ///< of the epoch with the least validation error
    double validationMse = 0.0;
    int epochs = 0; ///< run, not the best one
};

/// Trains by Adam (Kingma and Ba 2015) on shuffled mini-batches. The same seed gives the same weights. Error Numeric
/// where the error never is finite; Error Canceled.
Result<TrainedNetwork> trainNetwork(const Network& network, const NetworkRows& train, const NetworkRows& validation,
                                    const MlpSettings& settings, std::uint64_t seed, const RunContext& context);

/// A network on standardised features and target. Without validation rows the training rows decide when to stop.
Result<std::shared_ptr<const Model>> fitMlp(const FitInput& input, const MlpSettings& settings,
                                            const RunContext& context);

} // namespace wattline
