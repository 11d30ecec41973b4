// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/evolution/search.h"

namespace wattline::cli {

/// A search on one split, with the data that it was given and that was kept from it.
struct EvolveRun {
    SearchSettings settings;
    RegressionData train;
    RegressionData validation;
    RegressionData test;
    EvolutionResult result;
};

/// The settings of the search's mode, with the keys that the JSON has.
Json settingsJson(const SearchSettings& settings);

/// The name of an error measure on the command line and in the JSON: "mae", "rmse", "mre", "rmsle".
std::string_view lossName(ErrorMeasure measure);

/// One object for one run; for several an object with the list `splits` of them and the sums of their costs.
Json evolveJson(const std::vector<EvolveRun>& runs);

std::string evolveText(const std::vector<EvolveRun>& runs);

} // namespace wattline::cli
