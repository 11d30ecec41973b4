// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/comparison.h"

#include <unordered_set>

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

/// Fits a candidate on the training rows and measures it on the test rows. Error Numeric where its predictions or their
/// errors are not finite.
Result<RepeatFit> fitRepeat(const RepeatRows& rows, const Candidate& candidate, const RunContext& context);

/// Takes a fit into the line of its method, or counts it as failed.
void take(MethodResult& line, const Result<RepeatFit>& fit);

/// Says what share of the line's predictions is on rows that a fixed formula was made on; nothing where none is known.
void countSeen(MethodResult& line, const std::unordered_set<std::size_t>& seenRows);

/// The candidate of each method to fit; nothing where the method is left out.
using ChosenCandidates = std::vector<const Candidate*>;

/// Fits each chosen candidate on the training rows of each repeat and measures it on the test rows; all fits side by
/// side. The answer is by repeat, then by method: nothing where no fit was asked for, Error Canceled where a stop came
/// before its end.
std::vector<std::vector<std::optional<Result<RepeatFit>>>>
fitRepeats(const std::vector<RepeatRows>& repeats, const ChosenCandidates& chosen, const RunContext& context);

} // namespace wattline
