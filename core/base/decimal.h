// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace wattline {

/// Reads a plain decimal number such as "-312.45" from the front of [at, end), bit for bit as std::from_chars would,
/// and returns where it ends. Null where there is none, or one with an exponent or more than 15 digits: ask from_chars
/// then.
inline const char* readPlainDecimal(const char* at, const char* end, double& value)
{
    // Up to 15 digits and these powers are exact in a double, so that their quotient is the correctly rounded value.
    constexpr std::size_t MostDigits = 15;
    constexpr std::array<double, MostDigits + 1> Powers = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                           1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    const bool negative = at != end && *at == '-';
    at += negative ? 1 : 0;
    std::uint64_t digits = 0;
    const auto takeDigits = [&] {
        const char* const from = at;
        for (; at != end && static_cast<unsigned char>(*at - '0') <= 9; ++at)
            digits = 10 * digits + static_cast<unsigned char>(*at - '0');
        return static_cast<std::size_t>(at - from);
    };
    const std::size_t before = takeDigits();
    std::size_t after = 0;
    if (at != end && *at == '.') {
        ++at;
        after = takeDigits();
    }
    const bool exponent = at != end && (*at == 'e' || *at == 'E');
    if (before + after == 0 || before + after > MostDigits || exponent)
        return nullptr;
    const double size = static_cast<double>(static_cast<std::int64_t>(digits)) / Powers[after];
    value = negative ? -size : size;
    return at;
}

} // namespace wattline
