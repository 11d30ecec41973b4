// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/networks/description_lines.h"

#include "core/base/text.h"

#include <algorithm>
#include <fmt/format.h>

namespace wattline {

namespace {

constexpr std::size_t LargestFile = 1U << 20U;
constexpr std::size_t LongestWord = 64; // each layer repeats the names of the blocks around it
constexpr std::string_view ByteOrderMark = "\xef\xbb\xbf";

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

DescriptionLine wordsOf(std::string_view line, std::size_t number)
{
    line = line.substr(0, line.find('#'));
    DescriptionLine words;
    std::size_t at = 0;
    for (;;) {
        while (at < line.size() && isBlank(line[at]))
            ++at;
        if (at == line.size())
            return words;
        const std::size_t begin = at;
        while (at < line.size() && !isBlank(line[at]))
            ++at;
        words.push_back({std::string(line.substr(begin, at - begin)), {number, begin + 1}});
    }
}

} // namespace

Result<void> checkDescriptionSize(std::uintmax_t bytes, const std::string& file)
{
    if (bytes <= LargestFile)
        return {};
    return Error{ErrorKind::Format,
                 fmt::format("{}: has {} bytes; a network description has 1 MiB at most.", file, formatCount(bytes))};
}

Result<std::vector<DescriptionLine>> descriptionLines(std::string_view text, const std::string& file)
{
    if (Result<void> fits = checkDescriptionSize(text.size(), file); !fits)
        return fits.error();
    if (text.starts_with(ByteOrderMark))
        text.remove_prefix(ByteOrderMark.size());
    std::vector<DescriptionLine> lines;
    std::size_t number = 0;
    for (const std::string_view line : splitText(text, '\n')) {
        ++number;
        const auto odd = std::find_if(line.begin(), line.end(), [](char c) {
            return (static_cast<unsigned char>(c) < 0x20 && !isBlank(c)) || c == 0x7f;
        });
        if (odd != line.end())
            return mistakeAt(file, {number, static_cast<std::size_t>(odd - line.begin()) + 1},
                             "holds a control byte, so this is no text and no network description.");
        DescriptionLine words = wordsOf(line, number);
        for (const DescriptionWord& word : words) {
            if (word.text.size() > LongestWord)
                return mistakeAt(
                    file, word.place,
                    fmt::format("the word {} is longer than {} bytes.", quotedForMessage(word.text), LongestWord));
        }
        if (!words.empty())
            lines.push_back(std::move(words));
    }
    return lines;
}

} // namespace wattline
