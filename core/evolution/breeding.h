// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"
#include "core/evolution/assess.h"
#include "core/evolution/formula_draw.h"
#include "core/evolution/modern_state.h"

#include <optional>

namespace wattline {

/// What a generation brought.
struct Brood {
    std::vector<Individual> individuals;
    Work work;
};

/// The first formulas of a search: seeds, where there are any, and random ones, as many together as the population.
/// Formula i is drawn from a stream of its own. Nothing where a stop came first.
std::optional<Brood> firstBrood(const Assessor& assessor, const FormulaDraw& draw, const std::vector<Expression>& seeds,
                                const ModernSettings& settings, const RunContext& context);

/// As many offspring as the population is large, less those that could not be had: parents by lexicase selection or by
/// tournaments of two on their standing, crossover or mutation. Nothing where a stop came first.
std::optional<Brood> nextBrood(const Assessor& assessor, const FormulaDraw& draw, const ModernState& state,
                               const ModernSettings& settings, const RunContext& context);

/// The population that parents and offspring leave behind: by standing, and one of each shape where shapes are told
/// apart.
std::vector<Individual> survivorsOf(std::vector<Individual> all, const ModernSettings& settings);

} // namespace wattline
