// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"
#include "core/data/dataset.h"
#include "core/expression/expression.h"

namespace wattline {

/// The formula with its constants fitted anew to the rows, whose features are those that it speaks of: least squares of
/// relative errors, or of absolute ones where a target is 0, by Levenberg and Marquardt's method from where the
/// constants stand. Never worse than before in that measure. Error Data where the formula has no constant, Error
/// Numeric where it has no finite value on some row, where its slope by a constant is not finite on some row (a root at
/// 0), or where the constants cannot be bettered, saying which; Error Canceled.
Result<Expression> refitted(const Expression& formula, const RegressionData& rows, const RunContext& context = {});

} // namespace wattline
