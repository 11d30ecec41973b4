// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/networks/network_names.h"

#include "core/base/text.h"

#include <algorithm>
#include <numeric>

namespace wattline {

namespace {

constexpr std::size_t MostSuggested = 3;
constexpr std::size_t LongestCompared = 100; // nobody mistypes a longer name

/// Letters to change, insert, drop or swap with their neighbour to make one word the other (Damerau and Levenshtein).
std::size_t editDistance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> last(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    std::vector<std::size_t> beforeLast = last;
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({changed, row[j - 1] + 1, last[j] + 1});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
        }
        beforeLast.swap(last);
        last.swap(row);
    }
    return last.back();
}

} // namespace

std::string comparableName(std::string_view name)
{
    std::string plain = lowerCase(name);
    std::erase_if(plain, [](char c) { return (c < 'a' || c > 'z') && (c < '0' || c > '9'); });
    return plain;
}

std::vector<std::string> nearNames(std::string_view name, const std::vector<std::string>& candidates)
{
    const std::string wanted = comparableName(name).substr(0, LongestCompared);
    std::vector<std::pair<std::size_t, std::string>> near;
    for (const std::string& candidate : candidates) {
        const std::string other = comparableName(candidate);
        const std::size_t distance = editDistance(wanted, other);
        const bool begins = !wanted.empty() && other.starts_with(wanted);
        if (begins || 3 * distance <= std::max(wanted.size(), std::size_t{3}))
            near.emplace_back(begins ? std::min(distance, std::size_t{1}) : distance, candidate);
    }
    std::stable_sort(near.begin(), near.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::string> names;
    for (std::size_t i = 0; i < std::min(near.size(), MostSuggested); ++i)
        names.push_back(near[i].second);
    return names;
}

std::string nearNamesList(std::string_view name, const std::vector<std::string>& candidates)
{
    const std::vector<std::string> near = nearNames(name, candidates);
    std::string list;
    for (std::size_t i = 0; i < near.size(); ++i) {
        const char* const between = i + 1 == near.size() ? " or " : ", ";
        list += (i == 0 ? "" : between) + near[i];
    }
    return list;
}

} // namespace wattline
