// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/expression.h"

#include <limits>
#include <optional>
#include <span>

namespace wattline {

/// The numbers from low to high, both included.
struct Interval {
    double low = 0.0;
    double high = 0.0;

    bool contains(double value) const { return low <= value && value <= high; }
    bool operator==(const Interval&) const = default;
};

/// All numbers.
inline constexpr Interval WholeLine = {-std::numeric_limits<double>::infinity(),
                                       std::numeric_limits<double>::infinity()};

/// Bounds of a formula's values where every variable v stays within box[v] (which holds all variables of the formula;
/// finite ends): no row of the box is evaluated to anything outside, whichever instruction set evaluates it. They are
/// found from the leaves up, so they may be wider than the values where a variable occurs more than once; equal
/// arguments of one function are known to be equal. Nothing where a pole, a domain error or an overflow lies inside or
/// cannot be excluded that way.
std::optional<Interval> rangeOver(const Expression& expression, std::span<const Interval> box);

} // namespace wattline
