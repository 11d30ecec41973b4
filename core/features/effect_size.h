// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"

namespace wattline {

/// Rows sorted into the levels of a factor. Rows without a value have no level.
struct FactorLevels {
    static constexpr std::size_t None = static_cast<std::size_t>(-1);

    std::string factor;
    std::vector<std::string> names;   ///< numbers ascending, words in order of the alphabet
    std::vector<std::size_t> levelOf; ///< a row each: a place in `names`, or None
    bool quartiles = false;           ///< the levels are quarters of many numbers
};

/// The levels of a column: its values, or, where it has more than 12 different numbers, its quarters. Words are levels
/// however many they are. The column must exist.
FactorLevels levelsOf(const DatasetColumn& column);

/// How much of the variance of a target one factor goes along with.
struct EffectSize {
    std::size_t rows = 0;   ///< with a level and a target
    std::size_t levels = 0; ///< that such rows have
    /// Share of the variance between the levels, corrected for what chance alone puts between them (omega squared,
    /// Hays 1963), not below 0; NaN where no level has two rows or the target is constant.
    double omegaSquared = 0.0;
    double etaSquared = 0.0;     ///< the same without the correction; NaN likewise
    double p = 0.0;              ///< of the F test of one-way analysis of variance; NaN likewise
    double spreadFraction = 0.0; ///< (greatest - least mean of a level) / mean of all these rows; NaN for a mean of 0
};

/// One-way analysis of variance. Rows whose target is NaN are left out.
EffectSize effectSize(const FactorLevels& levels, const std::vector<double>& target);

/// The probability of an F at least as large, for these degrees of freedom.
double upperTailOfF(double f, double numeratorFreedom, double denominatorFreedom);

} // namespace wattline
