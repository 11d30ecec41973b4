// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/student_quantile.h"

#include "core/base/statistics.h"

namespace wattline {

double studentQuantile(double confidence, double degreesOfFreedom)
{
    double low = 0.0;
    double high = 1e6;
    for (int i = 0; i < 200; ++i) {
        const double middle = 0.5 * (low + high);
        (studentTwoSidedP(middle, degreesOfFreedom) > 1.0 - confidence ? low : high) = middle;
    }
    return high;
}

} // namespace wattline
