// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/heavy_tail.h"

#include "core/base/statistics.h"

namespace wattline {

bool isHeavyTailed(const Eigen::VectorXd& values)
{
    const double least = values.minCoeff();
    return skewness({values.data(), static_cast<std::size_t>(values.size())}) > 1.0 ||
           (least > 0.0 && values.maxCoeff() / least > 100.0);
}

} // namespace wattline
