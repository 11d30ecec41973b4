// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evolution/individual.h"

#include <cstddef>
#include <vector>

namespace wattline {

/// Everything that the next generation of a modern search depends on, besides its settings and rows. What an Individual
/// holds beside its formula follows from the formula.
struct ModernState {
    std::size_t generation = 0; ///< that is to be made next
    std::vector<Individual> population;
    std::vector<Individual> best; ///< of the run: none longer and worse than another, shortest first
    Work work;
    double seconds = 0.0; ///< searched so far
    double cpuSeconds = 0.0;
};

} // namespace wattline
