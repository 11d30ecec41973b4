// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/track.h"

#include "core/base/random.h"
#include "core/base/statistics.h"

#include <algorithm>
#include <cmath>

namespace wattline {

namespace {

/// A cycle below this share of the threshold is without likeness.
constexpr double WeakShare = 0.6;
constexpr std::size_t WeakInARow = 4; ///< so many cycles without likeness end a repetition

/// A first or last cycle of another length than the rest belongs to something else.
void dropStrangeEnds(Track& track)
{
    const double most = std::max(3.0 * track.rules.jitter, 0.08 * track.rules.period + 1.0);
    const auto isStrange = [&](std::size_t k) {
        return std::abs(static_cast<double>(track.path[k + 1] - track.path[k]) - track.rules.period) > most;
    };
    while (track.path.size() > 2 && isStrange(track.path.size() - 2)) {
        track.path.pop_back();
        track.likeness.pop_back();
    }
    std::size_t first = 0;
    while (first + 2 < track.path.size() && isStrange(first))
        ++first;
    track.path.erase(track.path.begin(), track.path.begin() + static_cast<std::ptrdiff_t>(first));
    track.likeness.erase(track.likeness.begin(), track.likeness.begin() + static_cast<std::ptrdiff_t>(first));
}

/// The longest stretch of the path without several cycles in a row that are not alike.
void keepUnbroken(Track& track)
{
    std::size_t bestBegin = 0;
    std::size_t bestEnd = 0;
    std::size_t begin = 0;
    std::size_t weak = 0;
    for (std::size_t k = 0; k <= track.path.size(); ++k) {
        const bool isWeak = k < track.path.size() && track.likeness[k] < WeakShare * track.rules.threshold;
        weak = isWeak ? weak + 1 : 0;
        if (weak < WeakInARow && k < track.path.size())
            continue;
        const std::size_t end = k < track.path.size() ? k + 1 - WeakInARow : k;
        if (end > begin && end - begin > bestEnd - bestBegin) {
            bestBegin = begin;
            bestEnd = end;
        }
        begin = k + 1;
        weak = 0;
    }
    track.path = {track.path.begin() + static_cast<std::ptrdiff_t>(bestBegin),
                  track.path.begin() + static_cast<std::ptrdiff_t>(bestEnd)};
    track.likeness = {track.likeness.begin() + static_cast<std::ptrdiff_t>(bestBegin),
                      track.likeness.begin() + static_cast<std::ptrdiff_t>(bestEnd)};
}

/// How alike the best windows are, as far around random places as a path moves, in what is left without the cycles.
double chanceLikeness(const Track& track, std::span<const float> values, const RunContext& context)
{
    const std::vector<float> rest = withoutCycles(values, track.path, track.form.size());
    const std::vector<float> likeness = likenessTo(track.calmForm, track.windowPower, rest, context);
    const auto reach = static_cast<std::size_t>(std::ceil(3.0 * track.rules.jitter));
    RandomStream chance(42);
    std::vector<double> best;
    for (const std::size_t place : track.path) {
        const std::size_t at = place + chance.below(track.form.size());
        if (at + reach < likeness.size() && at >= reach)
            best.push_back(*std::max_element(likeness.begin() + static_cast<std::ptrdiff_t>(at - reach),
                                             likeness.begin() + static_cast<std::ptrdiff_t>(at + reach + 1)));
    }
    return best.empty() ? 0.0 : mean(best);
}

} // namespace

std::vector<double> lengthsOf(const std::vector<std::size_t>& path)
{
    std::vector<double> lengths;
    lengths.reserve(path.size());
    for (std::size_t k = 1; k < path.size(); ++k)
        lengths.push_back(static_cast<double>(path[k] - path[k - 1]));
    return lengths;
}

double medianLikeness(const Track& track)
{
    return median({track.likeness.begin(), track.likeness.end()});
}

void walk(Track& track, std::span<const float> values, const RunContext& context)
{
    const std::vector<float> likeness = likenessTo(track.calmForm, track.windowPower, values, context);
    track.path = bestPath(likeness, track.rules, context);
    track.likeness.clear();
    for (const std::size_t place : track.path)
        track.likeness.push_back(likeness[place]);
    keepUnbroken(track);
    dropStrangeEnds(track);
}

void dropChanceEnds(Track& track, std::span<const float> values, const RunContext& context)
{
    const double clear = quantile({track.likeness.begin(), track.likeness.end()}, 0.75);
    const double bar = 0.5 * (clear + chanceLikeness(track, values, context));
    const auto chanceCycles = [&](bool atFront) {
        const std::size_t count = track.likeness.size();
        std::size_t gone = 0;
        double sum = 0.0;
        double least = 0.0;
        for (std::size_t k = 0; k < count; ++k) {
            sum += track.likeness[atFront ? k : count - 1 - k] - bar;
            gone = sum < least ? k + 1 : gone;
            least = std::min(least, sum);
        }
        return gone >= WeakInARow ? static_cast<std::ptrdiff_t>(gone) : 0;
    };
    const std::ptrdiff_t front = chanceCycles(true);
    const std::ptrdiff_t back = chanceCycles(false);
    if (front + back >= static_cast<std::ptrdiff_t>(track.path.size()))
        return;
    track.path = {track.path.begin() + front, track.path.end() - back};
    track.likeness = {track.likeness.begin() + front, track.likeness.end() - back};
}

} // namespace wattline
