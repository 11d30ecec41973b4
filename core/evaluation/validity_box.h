// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"
#include "core/expression/expression.h"
#include "core/expression/intervals.h"

#include <string>
#include <vector>

namespace wattline {

/// A feature of a row that lies beyond what the training rows have.
struct OutOfRange {
    std::size_t feature = 0;
    double value = 0.0;
    Interval range; ///< of the training rows

    /// How far beyond the nearer end, in the feature's unit: above it positive, below it negative.
    double distance() const { return value > range.high ? value - range.high : value - range.low; }
};

/// Where a formula has been fitted: each feature between the least and the greatest of its training values. Beyond, it
/// extrapolates.
struct ValidityBox {
    std::vector<std::string> names; ///< one a feature
    std::vector<Interval> sides;    ///< the same
    std::vector<std::size_t> used;  ///< the features that the formula reads; only these can be outside

    /// Whether the row lies inside; a value that is not a number does not.
    bool contains(const Eigen::RowVectorXd& row) const;
    /// The features of the row that lie beyond their sides, in the order of `used`; a value that is not a number lies
    /// nowhere.
    std::vector<OutOfRange> beyond(const Eigen::RowVectorXd& row) const;
    /// The same in words: "batch_size 1024 is 512 above 16 to 512; gpus 8 is 4 above 4"; empty where there is nothing.
    std::string beyondText(const Eigen::RowVectorXd& row) const;
};

/// The box of the rows that a model of all their features was fitted on; at least one row.
ValidityBox validityBoxOf(const RegressionData& train);
/// The same for a formula, which may read some of them alone.
ValidityBox validityBoxOf(const Expression& formula, const RegressionData& train);

} // namespace wattline
