// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

namespace wattline {

/// Wilcoxon's signed-rank test.
struct SignedRank {
    double statistic = 0.0; ///< the smaller of the sums of ranks above and below 0
    double pValue = 1.0;    ///< two-sided
    std::size_t used = 0;   ///< differences that are not 0
};

/// Differences of 0 are dropped (Wilcoxon 1945) and equal ones share their mean rank. Up to 50 differences p is exact,
/// by the permutation distribution of these very ranks, ties included; beyond, the normal approximation with the
/// variance corrected for ties, without correction for continuity. p is 1 where nothing is left. It takes the
/// differences as independent: those of resampled splits are not, so there it describes and does not test.
SignedRank signedRank(std::span<const double> differences);

} // namespace wattline
