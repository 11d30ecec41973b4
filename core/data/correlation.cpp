// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/correlation.h"

#include <algorithm>
#include <limits>

namespace wattline {

double correlation(const Eigen::VectorXd& a, const Eigen::VectorXd& b)
{
    // Equal values are asked for, not a variance of zero: the mean of equal values may differ from them by rounding.
    if (a.size() < 2 || a.minCoeff() == a.maxCoeff() || b.minCoeff() == b.maxCoeff())
        return std::numeric_limits<double>::quiet_NaN();
    const Eigen::VectorXd da = a.array() - a.mean();
    const Eigen::VectorXd db = b.array() - b.mean();
    const double r = (da / da.stableNorm()).dot(db / db.stableNorm());
    return std::clamp(r, -1.0, 1.0);
}

} // namespace wattline
