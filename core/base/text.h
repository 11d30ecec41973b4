// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wattline {

/// The text without white space (blank, tab, CR, LF, NUL) at either end; a view into the argument.
std::string_view trimmed(std::string_view text);

/// ASCII lower case; bytes above 127 stay as they are.
std::string lowerCase(std::string_view text);

/// The pieces between separators, untrimmed; "a,,b" has three, "" has one.
std::vector<std::string_view> splitText(std::string_view text, char separator);

/// The whole text as a decimal number (white space around it allowed), independent of the locale; nothing where
/// anything else stands in it. "nan" and "inf" are no numbers here: absent values are written as empty cells.
std::optional<double> parseNumber(std::string_view text);

/// The shortest decimal text that reads back as the same double; "nan", "inf", "-inf" for the others.
std::string formatNumber(double value);

/// The number with the given count of significant digits, trailing zeros dropped: for tables that people read.
std::string formatShort(double value, int significantDigits = 4);

/// The text in double quotes, shortened to about 40 characters and with control bytes shown as '?', to stand in a
/// message.
std::string quotedForMessage(std::string_view text);

/// A count with thousands separated by commas: 1,482.
std::string formatCount(std::size_t count);

} // namespace wattline
