// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/intervals.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>

/// Arithmetic of intervals whose infinite ends mean "as far as you like". Sums, products and quotients are rounded as
/// the numbers in them are, and rounding keeps order, so the ends need no margin.
namespace wattline::interval {

inline constexpr double Infinity = std::numeric_limits<double>::infinity();
inline constexpr double Epsilon = std::numeric_limits<double>::epsilon();
/// How far a vectorised function may be off, in units of the last place; twice what the evaluator promises.
inline constexpr double FunctionUlps = 8.0;

/// With a margin of so many units of the last place at each end.
inline Interval widened(Interval range, double ulps = FunctionUlps)
{
    const auto step = [&](double end) {
        return std::isinf(end) ? 0.0 : std::abs(end) * ulps * Epsilon + std::numeric_limits<double>::denorm_min();
    };
    return {range.low - step(range.low), range.high + step(range.high)};
}

inline Interval clamped(Interval range, double low, double high)
{
    return {std::clamp(range.low, low, high), std::clamp(range.high, low, high)};
}

inline Interval hull(Interval a, Interval b)
{
    return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

inline bool containsZero(Interval range)
{
    return range.contains(0.0);
}

/// An end that no number was found for is no bound.
inline Interval sumOf(Interval a, Interval b)
{
    const double low = a.low + b.low;
    const double high = a.high + b.high;
    return {std::isnan(low) ? -Infinity : low, std::isnan(high) ? Infinity : high};
}

inline Interval negated(Interval a)
{
    return {-a.high, -a.low};
}

/// Nothing times as much as you like, and as much as you like over as much as you like: limits that include zero.
inline double corner(double value)
{
    return std::isnan(value) ? 0.0 : value;
}

/// The hull of values at corners.
inline Interval hullOf(std::initializer_list<double> corners)
{
    Interval range = {Infinity, -Infinity};
    for (double value : corners)
        range = hull(range, {corner(value), corner(value)});
    return range;
}

inline Interval productOf(Interval a, Interval b)
{
    return hullOf({a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high});
}

/// b does not contain zero.
inline Interval quotientOf(Interval a, Interval b)
{
    return hullOf({a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high});
}

inline Interval sizeOf(Interval a)
{
    if (a.low >= 0.0)
        return a;
    return a.high <= 0.0 ? negated(a) : Interval{0.0, std::max(-a.low, a.high)};
}

inline Interval squareOf(Interval a)
{
    const Interval size = sizeOf(a);
    return {size.low * size.low, size.high * size.high};
}

} // namespace wattline::interval
