// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/statistics.h"
#include "core/features/matched_effect.h"

namespace wattline {

/// Which factor is looked at, and what it may act on.
struct EffectChoice {
    std::string factor;                       ///< a column of few values or of numbers: optimizer, learning_rate, ...
    std::string target;                       ///< a numeric column
    std::map<std::string, std::string> where; ///< rows kept: column -> value

    bool operator==(const EffectChoice&) const = default;
};

/// The rows of one level.
struct EffectLevel {
    std::string name;
    std::size_t rows = 0;         ///< with a target
    std::vector<Spread> outcomes; ///< of EffectTable::outcomes; a mean of NaN where no row has one
};

/// One row of the data that is looked at.
struct EffectRow {
    std::size_t level = 0; ///< in EffectTable::levels
    double target = 0.0;
    std::size_t datasetRow = 0; ///< of the unfiltered data set
};

/// What a factor goes along with, beside what other columns go along with.
struct EffectTable {
    EffectChoice choice;
    bool quartiles = false;            ///< the levels are quarters of many numbers
    std::vector<std::string> outcomes; ///< the target first, then peak power and peak duration where there are some
    std::vector<EffectLevel> levels;
    std::size_t leftOut = 0; ///< rows without a target or a level
    EffectSize size;         ///< over all rows, whatever else differs between them
    MatchedEffect matched;   ///< among rows that agree in everything else
    /// The sizes of the other features' effects on the same rows, the greatest omega squared first.
    std::vector<std::pair<std::string, EffectSize>> others;
    std::vector<EffectRow> rows;
};

/// The columns that can be a factor: those that describe a run and others of few values, two at least, words of no more
/// than 50.
std::vector<std::string> possibleFactors(const Dataset& dataset, const std::string& target);

/// The table. Matched rows agree in the default features and in model, nodes, gpus, gpu_name, optimizer and
/// learning_rate, as far as the data set has them; those that follow from the factor (parameters and FLOPs from the
/// model, FLOPs from the image size) are left aside. Error Data: a column absent or not numeric, the factor the same as
/// the target, fewer than two levels, more than 50 words, fewer than 3 rows; as filterRows(); Error Canceled.
Result<EffectTable> factorEffects(const Dataset& dataset, const EffectChoice& choice, const RunContext& context = {});

} // namespace wattline
