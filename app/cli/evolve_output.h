// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/evolution/strict.h"

namespace wattline::cli {

/// A search on one split, with the data that it was given and that was kept from it.
struct StrictRun {
    StrictSettings settings;
    RegressionData train;
    RegressionData validation;
    RegressionData test;
    EvolutionResult result;
};

/// One object for one run; for several an object with the list `splits` of them and the sums of their costs.
Json evolveJson(const std::vector<StrictRun>& runs);

std::string evolveText(const std::vector<StrictRun>& runs);

} // namespace wattline::cli
