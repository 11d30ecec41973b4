// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/power_series.h"

#include <optional>

namespace wattline {

/// Two levels between which the power of a stretch moves.
struct LevelSplit {
    double lowWatts = 0.0;  ///< mean of the samples below the middle
    double highWatts = 0.0; ///< mean of those above it

    double middleWatts() const { return 0.5 * (lowWatts + highWatts); }
};

/// Splits the samples [begin, end) of a series into two levels: the threshold that lies midway between the means of its
/// two sides, iterated from the middle of the values (Ridler and Calvard, IEEE Trans. SMC 8, 1978), the outermost
/// 0.2 % of the values on either side left out of account. Nothing where that is one level: where the two are less
/// than 12 % of the upper or less than four pooled standard deviations of their sides apart. A quick look for
/// statistics of a range and for alignment; the phases of a run are found by segment() (core/phases). Looks at no more
/// than 16,384 samples, spread evenly. `trimmedShare` changes the 0.2 %: 0 where a short stretch must not be lost.
std::optional<LevelSplit> splitLevels(const PowerSeries& series, std::size_t begin, std::size_t end,
                                      double trimmedShare = 0.002);

} // namespace wattline
