// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"
#include "core/expression/expression.h"
#include "core/expression/intervals.h"

#include <string>
#include <vector>

namespace wattline {

/// One feature of a row beyond what a formula was fitted on.
struct Exceedance {
    std::size_t feature = 0; ///< column of the features
    double value = 0.0;
    Interval trained;      ///< what it was fitted on
    double distance = 0.0; ///< from the nearer end, in units of the feature; above 0

    /// The distance as a share of the trained range; infinite where that is a single number.
    double share() const;
};

/// Where a formula has been fitted: each feature between the least and the greatest of its training values. Beyond, it
/// extrapolates.
struct ValidityBox {
    std::vector<std::string> names; ///< one a feature
    std::vector<Interval> sides;    ///< the same
    std::vector<std::size_t> used;  ///< the features that the formula reads; only these can be outside

    /// The features of the row that lie outside, the farthest by share of its range first. A value that is not a number
    /// is outside by an infinite distance.
    std::vector<Exceedance> outside(const Eigen::RowVectorXd& row) const;
};

/// The box of the rows that a formula was fitted on; at least one row.
ValidityBox validityBoxOf(const Expression& formula, const RegressionData& train);

/// "batch_size is 1024, 512 above what the formula was fitted on (16 to 512)"
std::string describe(const Exceedance& exceedance, const ValidityBox& box);

} // namespace wattline
