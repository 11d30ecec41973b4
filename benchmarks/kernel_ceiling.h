// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/expression.h"

#include <cstddef>

namespace wattline {

/// The function `times` times over the first `rows` (a multiple of 16) of the two arrays `in` that begin on a line of
/// the cache, in a loop of its own that does nothing else: no tape, no slots. What the evaluator can reach at most.
void loopOver(Op op, std::size_t times, std::size_t rows, const double* const* in, double* out);
void loopOver(Op op, std::size_t times, std::size_t rows, const float* const* in, float* out);

} // namespace wattline
