// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/signed_rank.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <vector>

namespace wattline {

namespace {

constexpr std::size_t MostExact = 50;

/// Ranks by size, doubled so that mean ranks of ties are whole numbers; in ascending order of size.
struct Ranks {
    std::vector<double> differences;
    std::vector<std::size_t> doubled;
    double tieTerm = 0.0; ///< sum of t^3 - t over ties of t
};

Ranks ranksOf(std::span<const double> differences)
{
    Ranks ranks;
    std::ranges::copy_if(differences, std::back_inserter(ranks.differences), [](double d) { return d != 0.0; });
    std::ranges::sort(ranks.differences, {}, [](double d) { return std::abs(d); });
    const std::size_t count = ranks.differences.size();
    for (std::size_t begin = 0, end = 0; begin < count; begin = end) {
        while (end < count && std::abs(ranks.differences[end]) == std::abs(ranks.differences[begin]))
            ++end;
        ranks.doubled.insert(ranks.doubled.end(), end - begin, begin + 1 + end); // first and last rank, from 1
        const auto ties = static_cast<double>(end - begin);
        ranks.tieTerm += ties * ties * ties - ties;
    }
    return ranks;
}

/// How likely a sum of doubled ranks of at most `most` is when every sign is a fair coin.
double exactTail(const std::vector<std::size_t>& doubled, std::size_t most)
{
    const std::size_t all = std::accumulate(doubled.begin(), doubled.end(), std::size_t{0});
    std::vector<double> chance(all + 1, 0.0);
    chance[0] = 1.0;
    std::size_t reached = 0;
    for (const std::size_t rank : doubled) {
        reached += rank;
        for (std::size_t sum = reached + 1; sum-- > 0;)
            chance[sum] = 0.5 * (chance[sum] + (sum >= rank ? chance[sum - rank] : 0.0));
    }
    return std::accumulate(chance.begin(), chance.begin() + static_cast<std::ptrdiff_t>(most) + 1, 0.0);
}

double approximateP(const SignedRank& test, double tieTerm)
{
    const auto n = static_cast<double>(test.used);
    const double variance = n * (n + 1.0) * (2.0 * n + 1.0) / 24.0 - tieTerm / 48.0;
    const double z = (test.statistic - n * (n + 1.0) / 4.0) / std::sqrt(variance);
    return std::erfc(std::abs(z) / std::numbers::sqrt2);
}

} // namespace

SignedRank signedRank(std::span<const double> differences)
{
    const Ranks ranks = ranksOf(differences);
    SignedRank test;
    test.used = ranks.differences.size();
    if (test.used == 0)
        return test;
    std::size_t above = 0;
    std::size_t all = 0;
    for (std::size_t i = 0; i < test.used; ++i) {
        all += ranks.doubled[i];
        above += ranks.differences[i] > 0.0 ? ranks.doubled[i] : 0;
    }
    const std::size_t smaller = std::min(above, all - above);
    test.statistic = 0.5 * static_cast<double>(smaller);
    test.pValue = test.used <= MostExact ? std::min(1.0, 2.0 * exactTail(ranks.doubled, smaller))
                                         : approximateP(test, ranks.tieTerm);
    return test;
}

} // namespace wattline
