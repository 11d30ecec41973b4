// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/evaluate.h"

#include <cmath>

namespace wattline::test {

/// Equal but for what the rounding of sines of large numbers makes of it, and what is next to nothing.
inline bool isNear(double value, double expected)
{
    return value == expected || (!std::isfinite(value) && !std::isfinite(expected)) ||
           std::abs(value - expected) <= 1e-6 * std::abs(expected) + 1e-250;
}

/// Whether some part of the formula overflows, or is not a number, on the row: where languages go ways of their own.
inline bool hasOddPart(const Expression& expression, const double* row)
{
    for (std::size_t root = 0; root < expression.nodes.size(); ++root) {
        if (!std::isfinite(evaluateRow(subtree(expression, root), row)))
            return true;
    }
    return false;
}

} // namespace wattline::test
