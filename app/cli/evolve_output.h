// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/evaluation/formula_card.h"
#include "core/evolution/search.h"

namespace wattline::cli {

/// A search on one split, and its formula on the rows that it was given and that were kept from it.
struct EvolveRun {
    SearchSettings settings;
    EvolutionResult result;
    FormulaCard card; ///< parts "train", "validation" and "test"
};

/// The settings of the search's mode, with the keys that the JSON has.
Json settingsJson(const SearchSettings& settings);

/// One object for one run; for several an object with the list `splits` of them and the sums of their costs.
Json evolveJson(const std::vector<EvolveRun>& runs);

std::string evolveText(const std::vector<EvolveRun>& runs);

} // namespace wattline::cli
