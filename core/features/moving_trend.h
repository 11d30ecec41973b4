// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/trend_fits.h"

namespace wattline {

/// The centred moving average of y over so many neighbouring places of x, an odd number, as fitTrends() describes it:
/// every row counts the same. Absent where there are fewer places than that; without points where a stop was requested.
TrendFit movingTrend(const TrendPoints& points, int places, const RunContext& context);

} // namespace wattline
