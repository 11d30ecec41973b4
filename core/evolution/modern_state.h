// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/evolution/assess.h"

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

/// Writes a state down, of its individuals the formulas.
void put(ByteWriter& writer, const ModernState& state);

/// The state that was written, its individuals judged anew; makes the reader fail where a formula is unsound or has no
/// finite error on these rows.
ModernState takeModernState(ByteReader& reader, const Assessor& assessor);

} // namespace wattline
