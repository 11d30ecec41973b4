// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace wattline {

/// How marks within a number are understood where they can mean two things.
struct NumberMarks {
    bool commaIsDecimal = false; ///< "1,234" is 1.234; otherwise 1234 (but "0,001" and "1,5" are decimals anyway)
    bool pointMayGroup = false;  ///< "1.234" is 1234; otherwise 1.234
};

/// A number taken out of a text.
struct WrittenNumber {
    std::string digits;     ///< as parseNumber() reads it, without exponent: "-25557032", "0.001"
    int exponent = 0;       ///< of ten, as written behind an e
    bool isGrouped = false; ///< something stood between the thousands: comma, point, blank, apostrophe or underscore
    std::string rest;       ///< what stands behind, trimmed: a unit
};

/// Nothing where the text does not begin with a number, or groups of thousands are not of three digits.
std::optional<WrittenNumber> readWrittenNumber(std::string_view text, const NumberMarks& marks);

/// The number times the factor, correctly rounded where that is a power of ten (4.1 G is 4100000000, not one off);
/// nothing where it is not finite.
std::optional<double> scaled(const WrittenNumber& number, double factor);

} // namespace wattline
