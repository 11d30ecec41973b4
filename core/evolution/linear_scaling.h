// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evolution/fit_rows.h"

namespace wattline {

/// Replaces f by a + b f, where a and b are the least-squares answer to the rows (Keijzer 2003; weighted as the error
/// measure asks), so that the search is for the shape of f alone. Where f has constants that a and b can go into
/// (a factor, a summand), it grows by no node; otherwise by two nodes for b, and by two for a where that takes away at
/// least 2 % of the sum of squares. False, and nothing changed, where f is not finite on some row.
bool scaleLinearly(Expression& formula, const FitRows& rows);

} // namespace wattline
