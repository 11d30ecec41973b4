// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"
#include "core/features/effect_size.h"

namespace wattline {

/// The effect of a factor among rows that agree in everything else.
struct MatchedEffect {
    std::vector<std::string> columns; ///< in which the compared rows agree
    std::size_t configurations = 0;   ///< groups of agreeing rows that have two levels or more
    std::size_t rows = 0;             ///< in them
    std::vector<std::size_t> rowsOfLevel;
    /// Into how many parts the levels of these rows fall between which no chain of configurations leads: across parts
    /// no difference can be told. 1 where all can be compared, 0 without rows.
    std::size_t parts = 0;
    /// The mean of each level as if every configuration had all of them: least squares with a constant for each
    /// configuration, so moved that the mean over these rows stays. NaN for levels that none of these rows has, and
    /// for all where there are several parts.
    std::vector<double> levelMeans;
    /// Partial omega squared: of the variance within configurations. NaN where it leaves nothing to compare with.
    double omegaSquared = 0.0;
    double p = 0.0; ///< of the F test of that; NaN likewise
    double spreadFraction =
        0.0; ///< (greatest - least of levelMeans) / mean of these rows; NaN without rows and for several parts
};

/// Compares rows only with rows whose cells in `columns` are the same. With no such rows, `rows` is 0. Takes
/// n log n + n levels^2 steps; empty-handed (0 rows) where a stop was requested.
MatchedEffect matchedEffect(const Dataset& dataset, const FactorLevels& levels, const std::vector<double>& target,
                            const std::vector<std::string>& columns, const RunContext& context = {});

} // namespace wattline
