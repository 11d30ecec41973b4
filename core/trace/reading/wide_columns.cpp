// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/wide_columns.h"

#include "core/base/text.h"
#include "core/trace/reading/column_names.h"

#include <algorithm>
#include <array>
#include <map>

namespace wattline {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return c >= 'a' && c <= 'z';
}

/// A name cut at its one number, if that may count GPUs: a word of its own or the end of a word for a board.
struct NumberedName {
    std::string pattern; ///< the name with '#' for the number; empty where it has none or several
    std::string number;
};

NumberedName numbered(std::string_view name)
{
    const std::string text = lowerCase(trimmed(name));
    const std::size_t begin = static_cast<std::size_t>(std::find_if(text.begin(), text.end(), isDigit) - text.begin());
    std::size_t end = begin;
    while (end < text.size() && isDigit(text[end]))
        ++end;
    if (begin == end || end - begin > 4 ||
        std::any_of(text.begin() + static_cast<std::ptrdiff_t>(end), text.end(), isDigit))
        return {};
    if (end < text.size() && isLetter(text[end]))
        return {};
    const std::string_view before = std::string_view(text).substr(0, begin);
    constexpr std::array<std::string_view, 5> Boards = {"gpu", "power", "pwr", "device", "card"};
    const bool ofBoard = std::any_of(Boards.begin(), Boards.end(), [&](auto board) { return before.ends_with(board); });
    if (!before.empty() && isLetter(before.back()) && !ofBoard)
        return {};
    return {std::string(before) + '#' + text.substr(end), text.substr(begin, end - begin)};
}

/// How likely the columns of one pattern are powers: 2 where the name says so, 1 where it is the GPU alone, else 0.
int likelihood(const std::string& pattern)
{
    const ColumnRole role = meaningOf(pattern).role;
    if (role == ColumnRole::Power)
        return 2;
    const std::string_view plain = trimmed(std::string_view(pattern).substr(0, pattern.find_first_of("[(")));
    constexpr std::array<std::string_view, 6> Alone = {"gpu#", "gpu #", "gpu_#", "gpu-#", "device#", "card#"};
    return std::find(Alone.begin(), Alone.end(), plain) != Alone.end() ? 1 : 0;
}

} // namespace

std::vector<WideColumn> wideColumns(const std::vector<std::string>& names)
{
    std::map<std::string, std::vector<WideColumn>> groups;
    for (std::size_t column = 0; column < names.size(); ++column) {
        if (NumberedName name = numbered(names[column]); !name.pattern.empty())
            groups[name.pattern].push_back({column, std::move(name.number)});
    }
    std::vector<WideColumn> best;
    int bestLikelihood = 0;
    for (auto& [pattern, columns] : groups) {
        const int likely = likelihood(pattern);
        if (likely == 0 || likely < bestLikelihood || (likely == bestLikelihood && columns.size() <= best.size()))
            continue;
        bestLikelihood = likely;
        best = std::move(columns);
    }
    return best;
}

} // namespace wattline
