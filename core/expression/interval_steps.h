// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/intervals.h"

namespace wattline {

/// What is known of a part of a formula: bounds of its values, infinite ends meaning "as far as you like", and whether
/// it has a value at all. Where it is not defined everywhere, the bounds hold where it is.
struct Enclosure {
    Interval range = WholeLine;
    bool isDefined = true; ///< no pole and no domain error; overflow is not looked at
};

/// What is known of a function's value when that much is known of its arguments; `second` counts for functions of two.
/// The bounds allow for the errors of the vectorised functions (some ulp), while sums, products, quotients and roots
/// are monotone also when rounded.
Enclosure enclosureOf(Op op, const Enclosure& first, const Enclosure& second);

/// The same where both arguments are the same part: x - x, x * x, x / x.
Enclosure enclosureOfTwice(Op op, const Enclosure& argument);

} // namespace wattline
