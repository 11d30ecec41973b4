// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace wattline {

/// The two numbers of a cell that holds a mean and its spread, "2.59 ± 0.55", as they are written; nothing where the
/// cell is no such pair.
std::optional<std::pair<std::string_view, std::string_view>> spreadOfCell(std::string_view cell);

/// Whether a cell stands for a value that is not there: empty, a hyphen or a dash.
bool isAbsentCell(std::string_view cell);

/// Whether a cell reads as a number, with its spread or its thousands separated or without, or stands for an absent
/// one.
bool isNumberCell(std::string_view cell);

/// The cell as valid UTF-8 without control characters, each bad byte as '?': a line break in a name of a foreign file
/// must not break a table, nor an escape sequence reach a terminal.
std::string printableCell(std::string_view cell);

} // namespace wattline
