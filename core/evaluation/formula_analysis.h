// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"
#include "core/data/dataset.h"
#include "core/evolution/generation_stats.h"

#include <limits>
#include <vector>

namespace wattline {

/// What the subtree below one node does for a formula.
struct NodeContribution {
    double median = 0.0; ///< of its values over the rows that are finite; NaN where none is
    /// How much the formula's error grows when the subtree is replaced by that median: above 0 the node helps, below 0
    /// the formula would be better without. NaN where either error is not finite.
    double change = 0.0;
    double low = std::numeric_limits<double>::quiet_NaN();  ///< the least of its finite values; NaN where none is
    double high = std::numeric_limits<double>::quiet_NaN(); ///< the greatest
};

/// What each node does for a formula.
struct FormulaContributions {
    ErrorMeasure measure = ErrorMeasure::MeanRelative; ///< MeanAbsolute where any observed value is 0
    double error = 0.0;                                ///< of the formula itself
    std::vector<NodeContribution> nodes;               ///< one a node
};

/// The median of the formula's finite values over the rows; NaN where none is finite.
double medianValue(const Expression& formula, const Eigen::MatrixXd& features);

/// Measures each node by replacing it by its median over the rows. The features of `rows` are those that the formula
/// speaks of. Time grows with rows and with the square of the nodes. Needs a row; Error Canceled.
Result<FormulaContributions> contributionsOf(const Expression& formula, const RegressionData& rows,
                                             const RunContext& context = {});

} // namespace wattline
