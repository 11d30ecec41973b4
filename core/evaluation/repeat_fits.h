// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/comparison.h"

namespace wattline {

/// The rows of one repeat, and the seed of everything in it.
struct RepeatRows {
    std::size_t repeat = 0;
    RegressionData train;
    RegressionData validation;
    RegressionData test;
    std::uint32_t seed = 42;
};

/// A method on one repeat's rows.
struct RepeatFit {
    RepeatResult result;
    std::string description;
    std::vector<TestPrediction> predictions;
};

/// The candidate of each method to fit; nothing where the method is left out.
using ChosenCandidates = std::vector<const Candidate*>;

/// Fits each chosen candidate on the training rows of each repeat and measures it on the test rows; all fits side by
/// side. The answer is by repeat, then by method: nothing where no fit was asked for, Error Canceled where a stop came
/// before its end.
std::vector<std::vector<std::optional<Result<RepeatFit>>>>
fitRepeats(const std::vector<RepeatRows>& repeats, const ChosenCandidates& chosen, const RunContext& context);

} // namespace wattline
