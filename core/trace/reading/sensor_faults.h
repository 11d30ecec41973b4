// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <optional>
#include <vector>

namespace wattline {

/// Marks the readings of a recording that its sensor cannot have meant: they become NaN in the series, stay in
/// GpuTrace::faults, and are counted by an issue of each kind.
///
/// - Negative: below zero.
/// - Impossible: above 3 kW (100 kW in a logger's own column, which may sum boards); above 2.5 times the highest
///   recorded limit and 50 W; or one or two samples below 3 W between readings of at least five times as much and 15 W,
///   for no board idles there and comes back at once.
/// - Stuck: the same value for at least 60 s, 100 samples and 100 times the sensor's refresh, where something else says
///   that it should have changed: a load of the board that came and went meanwhile, a temperature that rose or fell by
///   8 degrees (where readings have decimals), or a level far above the idle one, where a sensor with decimals never
///   stands still. A quiet idle board is none of these. Load and temperature are taken from GpuTrace::sides.
void markFaults(GpuTrace& gpu, std::optional<double> highestLimitWatts, std::vector<Issue>& issues);

/// Whether some value stands still for so long that markFaults() would like to see the columns beside the power.
bool mayBeStuck(const PowerSeries& series);

} // namespace wattline
