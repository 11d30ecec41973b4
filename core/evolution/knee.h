// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evolution/generation_stats.h"

#include <optional>

namespace wattline {

/// The error by which a candidate is judged where its length is weighed against it: the greater of training and
/// validation error, so that neither a formula that has learned the training rows by heart nor one that is lucky on the
/// few validation rows looks good. Infinite where either is not a finite number; a validation error of NaN says that
/// there are no such rows.
double judgedError(const FormulaCandidate& candidate);

/// The place in the front from which on more nodes buy little: over length and the logarithm of the judged error, both
/// scaled to 0..1, the candidate farthest below the straight line from the shortest to the one of least judged error
/// (Satopaa et al., "Finding a Kneedle in a Haystack", 2011). The one of least error itself where none is below that
/// line, and nothing where no candidate has a finite error.
std::optional<std::size_t> kneeOf(const Front& front);

} // namespace wattline
