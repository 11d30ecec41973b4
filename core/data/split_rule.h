// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/split.h"

namespace wattline {

/// By what rows are drawn into the parts of a split and into folds.
struct SplitRule {
    enum class Kind {
        Random,     ///< holdOutSplit() and kFolds(): the same as scikit-learn's
        Stratified, ///< every value of a column has its share in each part
        Grouped     ///< all rows of a value of a column are in the same part
    };
    Kind kind = Kind::Random;
    std::string column; ///< whose cells are the groups; for messages and tables

    bool operator==(const SplitRule&) const = default;
};

/// "random", "stratified by model", "grouped by model".
std::string ruleText(const SplitRule& rule);

/// Whether rows with these groups (one a row) can be split by the rule. Error Data, saying why not: no groups where the
/// rule needs them; stratified, every value occurs once; grouped, an empty cell, or fewer than 4 groups (one to test,
/// one to validate, two to train, so that there can be folds).
Result<void> checkRule(const SplitRule& rule, const std::vector<std::string>& groups);

/// A split 8:1:1 by a rule that holds for these groups. Random is holdOutSplit() of that seed.
///
/// Stratified: ceil(0.2 n) rows are held out, half of them (rounded up) to test, by largest remainders, so that each
/// value has its share within one row. Values that occur once only train: with many of them fewer rows are held out.
///
/// Grouped: in a shuffled order groups go to the test part while that brings it nearer to its rows, then likewise to
/// the validation part; the first of each part has at most twice the rows wanted, or twice those of the smallest group.
/// With few groups the parts are as far from 8:1:1 as the groups make them.
Split splitBy(const SplitRule& rule, const std::vector<std::string>& groups, std::size_t rows, std::uint32_t seed);

/// At most `folds` folds by the rule. Random is kFolds(). Stratified: each value is dealt out evenly. Grouped: whole
/// groups, the larger ones first, each to the fold with the fewest rows; there are no more folds than groups.
std::vector<Fold> foldsBy(const SplitRule& rule, const std::vector<std::string>& groups, std::size_t rows,
                          std::size_t folds, std::uint32_t seed);

} // namespace wattline
