// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/expression.h"
#include "core/expression/intervals.h"

#include <cstdint>
#include <span>

namespace wattline {

/// The formula in a shorter or equally short form with the same values: constants folded, coefficients and like terms
/// merged, neutral elements, cancelling terms and double signs gone, x * x a square, powers of 0.5 roots. Sums and
/// products keep the order in which their parts first occur, numbers first in products and last in sums.
///
/// For every row of finite numbers on which no part of the formula or of the answer overflows or falls below the
/// smallest normal number:
/// - where the formula has a value, the answer has the same up to rounding: as if each operation of either had been
///   rounded otherwise by some ulp of its parts;
/// - where it is not a number or has a pole, so it is in the answer. So x / x stays, unless x is known not to be 0,
///   and sqrt(x) - sqrt(x) becomes 0 * sqrt(x).
/// Protected functions obey their own rules: pdiv(x, x) is 1 everywhere; plog(0.5 * x) stays as it is, since its
/// threshold would move. One becomes the ordinary function where its threshold cannot be met, so pinv(8) * x becomes
/// x / 8 and psqrt(x ^ 2 + 1) sqrt(x ^ 2 + 1).
///
/// Never longer than the formula, and idempotent. Constants of the formula must be finite.
Expression simplified(const Expression& expression);

/// The same for rows within a box only (as rangeOver() takes it), of which more is known: protected functions that
/// never act there become ordinary ones, x / x is 1 and sqrt(x ^ 2) is x where 0 and below do not occur.
Expression simplified(const Expression& expression, std::span<const Interval> box);

/// Whether two formulas that differ in the values of their constants only are the same.
enum class ConstantValues { Count, AreIgnored };

/// A number that is equal for formulas that differ only in the order and the bracketing of sums and products,
/// differences and quotients included. Other formulas have other numbers but for a chance of 2^-64 or so. Taken of a
/// simplified formula it recognises most formulas that mean the same.
std::uint64_t canonicalHash(const Expression& expression, ConstantValues values = ConstantValues::Count);

} // namespace wattline
