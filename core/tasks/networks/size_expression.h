// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wattline {

/// Where something stands in a network description; line and column count from 1, in bytes.
struct TextPlace {
    std::size_t line = 0;
    std::size_t column = 0;
};

/// A whole number written in a network description: digits, names, + - * / and brackets, without blanks: 4*width. The
/// steps are in postfix order.
struct SizeExpression {
    struct Step {
        enum class Kind { Number, Name, Operator };
        Kind kind = Kind::Number;
        std::uint64_t number = 0;
        std::string name; ///< of a Name; of an Operator its one character
    };
    std::string text; ///< as written
    TextPlace place;
    std::vector<Step> steps;

    /// The one name that it consists of; empty where there is more.
    std::string_view loneName() const;
};

/// No number in a description, written or computed, exceeds this.
inline constexpr std::uint64_t LargestSize = 1'000'000'000;

/// A mistake in a description: "file:line:column: " and a sentence.
Error mistakeAt(const std::string& file, TextPlace place, const std::string& sentence);

/// Reads an expression. Error Format naming file, line and column.
Result<SizeExpression> parseSize(std::string_view text, TextPlace place, const std::string& file);

/// Its value. Error Data naming file, line and column: a name that `valueOf` does not know, a difference below 0, a
/// division by 0 or with a remainder, a value above LargestSize.
Result<std::uint64_t> sizeOf(const SizeExpression& expression,
                             const std::function<std::optional<std::uint64_t>(std::string_view)>& valueOf,
                             const std::string& file);

} // namespace wattline
