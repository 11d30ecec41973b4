// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"
#include "core/expression/expression.h"
#include "core/expression/intervals.h"

#include <string>
#include <vector>

namespace wattline {

/// Where a formula has been fitted: each feature between the least and the greatest of its training values. Beyond, it
/// extrapolates.
struct ValidityBox {
    std::vector<std::string> names; ///< one a feature
    std::vector<Interval> sides;    ///< the same
    std::vector<std::size_t> used;  ///< the features that the formula reads; only these can be outside

    /// Whether the row lies inside; a value that is not a number does not.
    bool contains(const Eigen::RowVectorXd& row) const;
};

/// The box of the rows that a model of all their features was fitted on; at least one row.
ValidityBox validityBoxOf(const RegressionData& train);
/// The same for a formula, which may read some of them alone.
ValidityBox validityBoxOf(const Expression& formula, const RegressionData& train);

} // namespace wattline
