// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/written_number.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace wattline {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// What people put between thousands beside comma and point; two kinds of blank that do not break a line are UTF-8.
constexpr std::array<std::string_view, 6> Gaps = {" ", "'", "_", "’", "\xc2\xa0", "\xe2\x80\xaf"};

/// The length of such a gap at the front of the text, with a digit behind it; 0 where there is none.
std::size_t gapLength(std::string_view text)
{
    for (const std::string_view gap : Gaps) {
        if (text.starts_with(gap) && text.size() > gap.size() && isDigit(text[gap.size()]))
            return gap.size();
    }
    return 0;
}

/// The number's digits and marks with every other gap as one blank, and how much of the text they take.
std::pair<std::string, std::size_t> markedDigits(std::string_view text)
{
    std::string digits;
    std::size_t at = 0;
    while (at < text.size()) {
        const char c = text[at];
        if (isDigit(c) || c == '.' || c == ',') {
            digits += c;
            ++at;
        } else if (const std::size_t gap = digits.empty() ? 0 : gapLength(text.substr(at)); gap > 0) {
            digits += ' ';
            at += gap;
        } else {
            break;
        }
    }
    return {digits, at};
}

/// Whether the text is one to three digits, then groups of three behind the mark.
bool isGroupedBy(char mark, std::string_view text)
{
    const std::vector<std::string_view> groups = splitText(text, mark);
    const auto isDigits = [](std::string_view group) { return std::all_of(group.begin(), group.end(), isDigit); };
    return groups.size() > 1 && !groups[0].empty() && groups[0].size() <= 3 && groups[0] != "0" &&
           std::all_of(groups.begin(), groups.end(), isDigits) &&
           std::all_of(groups.begin() + 1, groups.end(), [](std::string_view group) { return group.size() == 3; });
}

struct Plain {
    std::string digits;
    bool isGrouped = false;
};

/// Takes out one kind of mark between thousands; nothing where the groups are not of three digits.
std::optional<Plain> ungrouped(char mark, const std::string& whole)
{
    if (!isGroupedBy(mark, whole))
        return std::nullopt;
    Plain plain{whole, true};
    std::erase(plain.digits, mark);
    return plain;
}

/// The two halves at the decimal mark: what stands before may be grouped, what stands behind is digits alone.
std::optional<Plain> decimal(char mark, char grouping, const std::string& text)
{
    const std::size_t at = text.rfind(mark);
    const std::string whole = text.substr(0, at);
    const std::string behind = text.substr(at + 1);
    if (!std::all_of(behind.begin(), behind.end(), isDigit) || (whole.empty() && behind.empty()))
        return std::nullopt;
    std::optional<Plain> plain = whole.find_first_not_of("0123456789") == std::string::npos
                                     ? std::optional(Plain{whole, false})
                                     : ungrouped(grouping, whole);
    if (plain)
        plain->digits += behind.empty() ? "" : "." + behind;
    return plain;
}

std::optional<Plain> plainDigits(const std::string& text, const NumberMarks& marks)
{
    const auto points = std::count(text.begin(), text.end(), '.');
    const auto commas = std::count(text.begin(), text.end(), ',');
    const auto blanks = std::count(text.begin(), text.end(), ' ');
    if (points + commas + blanks == 0)
        return text.empty() ? std::nullopt : std::optional(Plain{text, false});
    if (points > 0 && commas > 0)
        return text.rfind('.') > text.rfind(',') ? decimal('.', ',', text) : decimal(',', '.', text);
    if (points + commas == 0)
        return ungrouped(' ', text);
    const char mark = points > 0 ? '.' : ',';
    if (points + commas > 1)
        return blanks > 0 ? std::nullopt : ungrouped(mark, text);
    const bool mayGroup = mark == '.' ? marks.pointMayGroup : !marks.commaIsDecimal;
    if (mayGroup && isGroupedBy(mark, text))
        return ungrouped(mark, text);
    return decimal(mark, ' ', text);
}

/// "e-3" at the front of the text, taken off it; 0 where there is none.
int takeExponent(std::string_view& text)
{
    if (text.size() < 2 || (text[0] != 'e' && text[0] != 'E'))
        return 0;
    const std::size_t from = text[1] == '+' || text[1] == '-' ? 2 : 1;
    std::size_t end = from;
    while (end < text.size() && isDigit(text[end]))
        ++end;
    constexpr std::size_t MostDigits = 4; // beyond every double
    if (end == from || end - from > MostDigits)
        return 0;
    int exponent = 0;
    for (std::size_t at = from; at < end; ++at)
        exponent = 10 * exponent + (text[at] - '0');
    exponent = text[1] == '-' ? -exponent : exponent;
    text.remove_prefix(end);
    return exponent;
}

} // namespace

std::optional<WrittenNumber> readWrittenNumber(std::string_view text, const NumberMarks& marks)
{
    text = trimmed(text);
    WrittenNumber number;
    std::string sign;
    if (text.starts_with('-') || text.starts_with('+')) {
        sign = text.front() == '-' ? "-" : "";
        text.remove_prefix(1);
    }
    const auto [digits, taken] = markedDigits(text);
    const std::optional<Plain> plain = plainDigits(digits, marks);
    if (!plain || plain->digits.empty())
        return std::nullopt;
    number.digits = sign + plain->digits;
    number.isGrouped = plain->isGrouped;
    text.remove_prefix(taken);
    number.exponent = takeExponent(text);
    number.rest = trimmed(text);
    return number;
}

std::optional<double> scaled(const WrittenNumber& number, double factor)
{
    const double power = std::round(std::log10(factor));
    const bool isPowerOfTen = factor > 0.0 && std::pow(10.0, power) == factor;
    const int exponent = number.exponent + (isPowerOfTen ? static_cast<int>(power) : 0);
    const std::optional<double> value = parseNumber(fmt::format("{}e{}", number.digits, exponent));
    if (!value || isPowerOfTen)
        return value;
    const double product = *value * factor;
    return std::isfinite(product) ? std::optional(product) : std::nullopt;
}

} // namespace wattline
