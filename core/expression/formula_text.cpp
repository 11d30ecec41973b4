// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/formula_text.h"

#include "core/expression/parse.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace wattline {

namespace {

struct Sign {
    std::string_view written;
    std::string_view meant;
};

constexpr std::array Signs = {Sign{"**", "^"},     Sign{"×", "*"},      Sign{"·", "*"},     Sign{"⋅", "*"},
                              Sign{"∗", "*"},      Sign{"÷", "/"},      Sign{"∕", "/"},     Sign{"−", "-"},
                              Sign{"–", "-"},      Sign{"²", "^2"},     Sign{"³", "^3"},    Sign{"π", "`π`"},
                              Sign{"\u00a0", " "}, Sign{"\u2009", " "}, Sign{"\u202f", " "}};

bool continuesCharacter(char c)
{
    return (static_cast<std::uint8_t>(c) & 0xc0U) == 0x80U;
}

} // namespace

FormulaText withPlainSigns(std::string_view text)
{
    FormulaText formula;
    const auto append = [&](std::string_view signs, std::size_t place) {
        formula.signs += signs;
        formula.places.insert(formula.places.end(), signs.size(), place);
    };
    bool isQuoted = false;
    for (std::size_t place = 0; place < text.size();) {
        isQuoted = isQuoted != (text[place] == '`');
        const auto* const sign = std::find_if(Signs.begin(), Signs.end(), [&](const Sign& candidate) {
            return text.substr(place).starts_with(candidate.written);
        });
        if (isQuoted || sign == Signs.end()) {
            append(text.substr(place, 1), place);
            ++place;
        } else {
            append(sign->meant, place);
            place += sign->written.size();
        }
    }
    formula.places.push_back(text.size());
    return formula;
}

std::size_t characterCount(std::string_view text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return !continuesCharacter(c); }));
}

std::vector<std::string> namesIn(std::string_view text)
{
    const std::string signs = withPlainSigns(text).signs;
    std::vector<std::string> names;
    for (std::size_t place = 0; place < signs.size();) {
        std::size_t end = place + 1;
        std::string name;
        if (signs[place] == '`') {
            for (; end < signs.size() && (signs[end] != '`' || signs.substr(end, 2) == "``"); ++end) {
                name += signs[end];
                end += signs[end] == '`' ? 1 : 0; // a doubled one is one
            }
            ++end;
        } else if (beginsName(signs[place])) {
            end = static_cast<std::size_t>(
                std::find_if_not(signs.begin() + static_cast<std::ptrdiff_t>(place), signs.end(), continuesName) -
                signs.begin());
            const std::size_t next = signs.find_first_not_of(" \t\r\n", end);
            if (next == std::string::npos || signs[next] != '(')
                name = signs.substr(place, end - place);
        } else if (continuesName(signs[place])) { // a number: the e of 1e-3 is no name
            double value = 0.0;
            end = static_cast<std::size_t>(
                std::from_chars(signs.data() + place, signs.data() + signs.size(), value).ptr - signs.data());
        }
        if (!name.empty() && name != "pi" && name != "π" && std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(name);
        place = std::max(end, place + 1);
    }
    return names;
}

std::string markedLine(std::string_view text, const FormulaMistake& mistake)
{
    constexpr std::size_t Reach = 35; // characters to either side
    constexpr std::string_view LineEnds = "\r\n";
    const std::size_t before = text.substr(0, mistake.begin).find_last_of(LineEnds);
    std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    std::size_t end = std::min(text.find_first_of(LineEnds, mistake.begin), text.size());
    const bool isCutBefore = characterCount(text.substr(begin, mistake.begin - begin)) > Reach;
    if (isCutBefore) {
        begin = mistake.begin;
        for (std::size_t characters = 0; characters < Reach; characters += continuesCharacter(text[begin]) ? 0 : 1)
            --begin;
    }
    std::size_t shownEnd = mistake.begin;
    for (std::size_t characters = 0; shownEnd < end && characters < Reach; ++shownEnd)
        characters += shownEnd + 1 < end && continuesCharacter(text[shownEnd + 1]) ? 0 : 1;
    std::string line = (isCutBefore ? "…" : "") + std::string(text.substr(begin, shownEnd - begin));
    std::replace_if(
        line.begin(), line.end(), [](char c) { return static_cast<std::uint8_t>(c) < 0x20U; }, ' ');
    const std::size_t indent = (isCutBefore ? 1 : 0) + characterCount(text.substr(begin, mistake.begin - begin));
    const std::size_t marked =
        characterCount(text.substr(mistake.begin, std::min(mistake.length, shownEnd - mistake.begin)));
    return line + (shownEnd < end ? "…" : "") + "\n" + std::string(indent, ' ') +
           std::string(std::max<std::size_t>(marked, 1), '^');
}

} // namespace wattline
