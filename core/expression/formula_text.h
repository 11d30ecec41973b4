// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace wattline {

/// A formula in the parser's own signs: what people write for them replaced, except between backticks.
struct FormulaText {
    std::string signs;
    std::vector<std::size_t> places; ///< of each byte of `signs`, and of its end, the byte of the original text
};

FormulaText withPlainSigns(std::string_view text);

/// The number of characters in UTF-8 text; a stray byte counts as one.
std::size_t characterCount(std::string_view text);

} // namespace wattline
