// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evolution/fit_rows.h"

#include <cstdint>
#include <stop_token>

namespace wattline {

/// Improves the constants of a formula in place by at most `steps` steps of Levenberg and Marquardt's method (Marquardt
/// 1963; damping in units of the diagonal of J'J, so that the units of features do not matter) on the sum of squared
/// residuals. Never makes it worse; leaves it alone where a residual is not finite. Answers the passes over the rows
/// that it took, the backward ones included. A stop ends it early.
std::uint64_t fitCoefficients(Expression& formula, const FitRows& rows, std::size_t steps,
                              const std::stop_token& stop = {});

} // namespace wattline
