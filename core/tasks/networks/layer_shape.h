// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>

namespace wattline {

/// A count that is too large for 63 bits; sums and products stay there.
inline constexpr std::uint64_t TooMany = INT64_MAX;

/// The sum or product, at most TooMany. Factors are at least 1.
std::uint64_t sumOf(std::initializer_list<std::uint64_t> terms);
std::uint64_t productOf(std::initializer_list<std::uint64_t> factors);

/// What one layer hands to the next, for one sample.
struct LayerShape {
    enum class Kind {
        Ids,   ///< `extent` tokens, each a number
        Map,   ///< `channels` maps of extent x extent
        Tokens ///< `extent` vectors of `channels` numbers; a vector is one token
    };
    Kind kind = Kind::Map;
    std::uint64_t channels = 0;
    std::uint64_t extent = 0;

    std::uint64_t elements() const;
    /// "64 × 112 × 112", "197 × 768", "1000" for a vector.
    std::string text() const;
    bool operator==(const LayerShape&) const = default;
};

} // namespace wattline
