// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/comparison.h"

namespace wattline {

/// The finished comparison with the line of a fixed formula, on the very test rows of its repeats, in the place of one
/// that it has already; the tests of all methods are made anew. `data` are the rows that were compared. A stop answers
/// within 0.2 s. Error Data: a feature that `data` lacks, or a comparison in which no method has figures for every
/// repeat; Error Canceled.
Result<Comparison> withFormula(const Comparison& comparison, const RegressionData& data, const FixedFormula& formula,
                               const RunContext& context = {});

/// The same comparison without that line. Error Canceled alone.
Result<Comparison> withoutFormula(const Comparison& comparison, const RunContext& context = {});

} // namespace wattline
