// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"
#include "core/data/dataset.h"

namespace wattline {

/// Pearson's r between any two of some columns.
struct CorrelationMatrix {
    std::vector<std::string> names;
    Eigen::MatrixXd r; ///< symmetric, 1 on the diagonal; NaN in the row and the column of a constant one
    std::size_t rows = 0;
};

/// The correlations among the target, which stands first, and the features. Takes n p^2 steps. Error Data for more than
/// 200 features, whose matrix nobody could read; Error Canceled.
Result<CorrelationMatrix> correlationMatrix(const RegressionData& data, const RunContext& context = {});

} // namespace wattline
