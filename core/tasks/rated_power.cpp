// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/rated_power.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <vector>

namespace wattline {

namespace {

/// A board: words that its name holds, in any order.
struct Rating {
    std::string_view words;
    double watts;
};

/// The first one that fits decides.
constexpr Rating Ratings[] = {
    {"a100 sxm4", 400},
    {"a100 pcie 40gb", 250},
    {"a100 pcie 80gb", 300},
    {"a800 sxm4", 400},
    {"a800 pcie 80gb", 300},
    {"a30", 165},
    {"a40", 300},
    {"a10", 150},
    {"a16", 250},
    {"a2", 60},
    {"h100 pcie", 350},
    {"h100 nvl", 400},
    {"h100 hbm3", 700},
    {"h100 sxm5", 700},
    {"h200 nvl", 600},
    {"h200", 700},
    {"l4", 72},
    {"l40", 300},
    {"l40s", 350},
    {"t4", 70},
    {"v100 sxm2", 300},
    {"v100 pcie", 250},
    {"v100s pcie", 250},
    {"p100 sxm2", 300},
    {"p100 pcie", 250},
    {"p40", 250},
    {"p4", 75},
    {"rtx 4090", 450},
    {"rtx 4080", 320},
    {"rtx 4070 ti", 285},
    {"rtx 4070", 200},
    {"rtx 3090 ti", 450},
    {"rtx 3090", 350},
    {"rtx 3080 ti", 350},
    {"rtx 3070 ti", 290},
    {"rtx 3070", 220},
    {"rtx 2080 ti", 250},
    {"titan rtx", 280},
    {"titan v", 250},
    {"gtx 1080 ti", 250},
    {"gtx 1080", 180},
    {"rtx a6000", 300},
    {"rtx a5000", 230},
    {"rtx a4000", 140},
    {"rtx 6000 ada", 300},
};

/// Words that make another board of a name.
constexpr std::array<std::string_view, 7> Variants = {"ti", "super", "laptop", "mobile", "max", "d", "nvl"};

std::vector<std::string> wordsOf(std::string_view name)
{
    std::string text = lowerCase(name);
    std::replace_if(
        text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, ' ');
    std::vector<std::string> words;
    for (const std::string_view word : splitText(text, ' ')) {
        if (!word.empty())
            words.emplace_back(word);
    }
    return words;
}

bool holds(const std::vector<std::string>& words, std::string_view word)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool fits(const Rating& rating, const std::vector<std::string>& name)
{
    const std::vector<std::string> wanted = wordsOf(rating.words);
    const bool hasAll =
        std::all_of(wanted.begin(), wanted.end(), [&name](const std::string& word) { return holds(name, word); });
    return hasAll && std::none_of(Variants.begin(), Variants.end(), [&](std::string_view variant) {
               return holds(name, variant) && !holds(wanted, variant);
           });
}

} // namespace

std::optional<double> ratedPowerWatts(std::string_view gpuName)
{
    constexpr std::size_t LongestName = 100; // a cell of a file may hold anything
    if (gpuName.size() > LongestName)
        return std::nullopt;
    const std::vector<std::string> name = wordsOf(gpuName);
    const auto* const rating = std::find_if(std::begin(Ratings), std::end(Ratings),
                                            [&name](const Rating& candidate) { return fits(candidate, name); });
    return rating == std::end(Ratings) ? std::nullopt : std::optional(rating->watts);
}

} // namespace wattline
