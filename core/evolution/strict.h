// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"
#include "core/data/dataset.h"
#include "core/evolution/evolution_result.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace wattline {

/// The rules of gplearn 0.4.2 with the settings of Energies 2026, 19(2), 448, which are the defaults.
struct StrictSettings {
    std::size_t population = 15000;
    std::size_t generations = 50;
    std::size_t tournament = 20;
    double stoppingFitness = 0.01; ///< the run ends when the best raw fitness (MAE) is at or below this
    double crossover = 0.7;
    double subtreeMutation = 0.1;
    double hoistMutation = 0.05;
    double pointMutation = 0.1; ///< what is left of 1 is reproduction
    double pointReplace = 0.05;
    double parsimony = 0.001;
    double constantMin = -1.0;
    double constantMax = 1.0;
    std::size_t depthMin = 2; ///< of the initial programs, half and half
    std::size_t depthMax = 6;
    std::vector<Op> functions = {PaperFunctions.begin(), PaperFunctions.end()};
    std::uint64_t seed = 42;

    bool operator==(const StrictSettings&) const = default;
};

StrictSettings paperSettings(); ///< the defaults
StrictSettings quickSettings(); ///< population 3000, 30 generations: a second or two on a laptop

/// Symbolic regression by gplearn's rules on the training rows, features standardised on them. Three things differ: the
/// stream of random numbers; a program whose fitness is not a number never wins (gplearn's argmin lets it); and a
/// program of more than 100,000 nodes gives way to its parent. Each distinct subtree of a generation is computed once,
/// so nodeRows (function nodes really computed, times rows) is far below nodeRowsAsked (all nodes of all programs,
/// times rows); evaluations counts the distinct programs that were computed. The observer is told of each generation on
/// the searching thread. The same result for any number of threads. A stop answers within 0.2 s and returns the best so
/// far (stopped = true), or Error Canceled before the first generation is evaluated. Error Data for fewer than 3
/// training rows or settings out of range (probabilities that exceed 1, tournament above population).
Result<EvolutionResult> evolveStrict(const RegressionData& train, const RegressionData& validation,
                                     const StrictSettings& settings,
                                     const std::function<void(const GenerationStats&)>& observer = {},
                                     const RunContext& context = {});

} // namespace wattline
