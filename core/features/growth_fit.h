// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"

#include <optional>
#include <span>

namespace wattline {

/// A curve y = exp(logA + b u).
struct Growth {
    double logA = 0.0;
    double b = 0.0;
};

/// The curve with the least sum of squares in y, all of which must be positive: an exponential trend where u is x, a
/// power law where u is ln x. `start` is one that is tried as well, so that the answer is never worse. u has at least
/// two values. Nothing where a stop was requested.
std::optional<Growth> fitGrowth(std::span<const double> u, std::span<const double> y, double start,
                                const RunContext& context);

} // namespace wattline
