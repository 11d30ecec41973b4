// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace wattline {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\0';
}

std::string nonFiniteText(double value)
{
    if (std::isnan(value))
        return "nan";
    return value > 0 ? "inf" : "-inf";
}

} // namespace

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

std::string lowerCase(std::string_view text)
{
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

std::vector<std::string_view> splitText(std::string_view text, char separator)
{
    std::vector<std::string_view> pieces;
    std::size_t begin = 0;
    for (;;) {
        const std::size_t end = text.find(separator, begin);
        pieces.push_back(text.substr(begin, end == std::string_view::npos ? end : end - begin));
        if (end == std::string_view::npos)
            return pieces;
        begin = end + 1;
    }
}

std::optional<double> parseNumber(std::string_view text)
{
    text = trimmed(text);
    if (text.size() > 1 && text.front() == '+' && text[1] != '-')
        text.remove_prefix(1);
    double value = 0.0;
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (status != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::string formatNumber(double value)
{
    if (!std::isfinite(value))
        return nonFiniteText(value);
    std::array<char, 32> buffer;
    const auto [end, status] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), end};
}

std::string formatShort(double value, int significantDigits)
{
    if (!std::isfinite(value))
        return nonFiniteText(value);
    std::array<char, 64> buffer;
    const auto [end, status] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                             std::chars_format::general, significantDigits);
    return {buffer.data(), end};
}

std::string quotedForMessage(std::string_view text)
{
    constexpr std::size_t Longest = 40;
    std::string shown = "\"";
    for (char c : text.substr(0, Longest))
        shown += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c;
    if (text.size() > Longest) {
        while (!shown.empty() && (static_cast<std::uint8_t>(shown.back()) & 0xc0U) == 0x80U)
            shown.pop_back();
        shown += "…";
    }
    return shown + "\"";
}

std::string formatCount(std::size_t count)
{
    std::string digits = std::to_string(count);
    for (std::size_t place = 3; place < digits.size(); place += 4)
        digits.insert(digits.size() - place, ",");
    return digits;
}

} // namespace wattline
