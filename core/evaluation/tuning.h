// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/split_rule.h"
#include "core/evaluation/metrics.h"
#include "core/models/model.h"

#include <optional>

namespace wattline {

/// What one grid search found.
struct Tuning {
    std::vector<double> meanSquaredErrors; ///< per candidate, mean over the folds; infinite where a fit failed
    std::string failure;                   ///< of the first candidate, where every candidate failed
    double seconds = 0.0;                  ///< of all its fits, predictions included
};

struct TuningSettings {
    std::size_t folds = 5; ///< at most the number of training rows
    std::uint32_t seed = 42;
    SplitRule rule = {}; ///< of the folds; by the groups of the training rows
};

/// Fits every candidate of every method on each fold of the training rows (the same folds for all) and measures it on
/// the rows held back; candidates that share a fit in one go. The validation rows are there for methods that stop
/// early. A method with one candidate has no choice and is not fitted. The same result for any number of threads; after
/// a stop it is worthless.
std::vector<Tuning> tune(const std::vector<const Method*>& methods, const FitInput& input,
                         const TuningSettings& settings, const RunContext& context);

/// The position of the least error, the first of equal ones; nothing where none is finite.
std::optional<std::size_t> bestCandidate(const std::vector<double>& errors);

} // namespace wattline
