// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

namespace wattline {

/// Whether values are looked at on a logarithmic scale: skewness above 1, or all positive with a greatest value above a
/// hundred times the least. Needs at least one value.
bool isHeavyTailed(const Eigen::VectorXd& values);

} // namespace wattline
