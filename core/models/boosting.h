// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/model.h"
#include "core/models/regression_tree.h"

namespace wattline {

struct BoostingSettings {
    double rate = 0.1;
    std::size_t trees = 200;
    TreeSettings tree;
    double subsample = 1.0; ///< share of the training rows that each tree sees, drawn without replacement
};

/// Gradient boosting of squared error (Friedman 2001): each tree is grown on the residuals so far. The model's size is
/// the number of nodes. Error Data for no rows or no features; Error Canceled.
Result<std::shared_ptr<const Model>> fitBoosting(const FitInput& input, const BoostingSettings& settings,
                                                 const RunContext& context);

/// The models of the first `counts` trees, at least one count, in their order: one run of the greatest count (that of
/// the settings says nothing) serves all, and each is the same as a run of its own. Errors as fitBoosting().
Result<std::vector<std::shared_ptr<const Model>>> fitBoostingStages(const FitInput& input,
                                                                    const BoostingSettings& settings,
                                                                    const std::vector<std::size_t>& counts,
                                                                    const RunContext& context);

} // namespace wattline
