// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/table_cells.h"

#include "core/base/text.h"

#include <algorithm>

namespace wattline {

namespace {

constexpr unsigned char byteOf(char c)
{
    return static_cast<unsigned char>(c);
}

/// How many bytes the UTF-8 character at the beginning of the text has; 0 where it is none.
std::size_t characterLength(std::string_view text)
{
    const unsigned char first = byteOf(text.front());
    std::size_t length = 1;
    if (first >= 0xc2U && first < 0xe0U)
        length = 2;
    else if (first >= 0xe0U && first < 0xf0U)
        length = 3;
    else if (first >= 0xf0U && first < 0xf5U)
        length = 4;
    else if (first >= 0x80U)
        return 0;
    if (length > text.size())
        return 0;
    const auto goesOn = [](char c) { return (byteOf(c) & 0xc0U) == 0x80U; };
    return std::all_of(text.begin() + 1, text.begin() + static_cast<std::ptrdiff_t>(length), goesOn) ? length : 0;
}

/// Whether a cell is a count whose thousands are separated: 25,557,032.
bool isGroupedCount(std::string_view cell)
{
    const std::size_t first = cell.find(',');
    if (first == 0 || first > 3 || (cell.size() - first) % 4 != 0)
        return false;
    for (std::size_t i = 0; i < cell.size(); ++i) {
        const bool isSeparator = i >= first && (i - first) % 4 == 0;
        if (isSeparator ? cell[i] != ',' : cell[i] < '0' || cell[i] > '9')
            return false;
    }
    return true;
}

} // namespace

std::optional<std::pair<std::string_view, std::string_view>> spreadOfCell(std::string_view cell)
{
    constexpr std::string_view PlusMinus = "±";
    const std::size_t sign = cell.find(PlusMinus);
    if (sign == std::string_view::npos)
        return {};
    const std::string_view mean = trimmed(cell.substr(0, sign));
    const std::string_view spread = trimmed(cell.substr(sign + PlusMinus.size()));
    if (!parseNumber(mean) || !parseNumber(spread))
        return {};
    return std::pair{mean, spread};
}

bool isAbsentCell(std::string_view cell)
{
    return cell.empty() || cell == "-" || cell == "–";
}

bool isNumberCell(std::string_view cell)
{
    return isAbsentCell(cell) || parseNumber(cell).has_value() || spreadOfCell(cell).has_value() ||
           isGroupedCount(cell);
}

std::string printableCell(std::string_view cell)
{
    std::string text;
    while (!cell.empty()) {
        const std::size_t length = characterLength(cell);
        const bool isControl = byteOf(cell.front()) < 0x20U || cell.front() == 0x7f;
        if (length == 0 || isControl)
            text += '?';
        else
            text += cell.substr(0, length);
        cell.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return text;
}

} // namespace wattline
