// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

namespace wattline {

/// Pearson's r of two vectors of one length, within [-1, 1]; NaN where either is constant or has fewer than 2 values.
double correlation(const Eigen::VectorXd& a, const Eigen::VectorXd& b);

} // namespace wattline
