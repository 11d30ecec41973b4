// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/significance.h"

#include "core/base/random.h"
#include "core/base/statistics.h"
#include "core/phases/mark.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace wattline {

namespace {

constexpr std::size_t MostTested = 1200; ///< windows that are looked at, at the places of the cycles
constexpr int RandomPlaces = 8;          ///< for each cycle
/// How far around its predicted place a cycle is looked for, in deviations of its length; the same at random places.
constexpr double LookedAround = 0.7;
/// Bounds of the chance correlation of one cycle.
constexpr double LeastSpread = 0.05;
constexpr double MostSpread = 0.35;
/// How much more alike than chance cycles are, in standard deviations, only because the path could follow what is
/// alike; measured on noise, random walks and random loads.
constexpr double GainOfFollowing = 0.8;
/// A path of few cycles has more freedom for each of them. Only white noise is so well known that this shows.
constexpr double GainOfFewCycles = 2.5;

/// Where a cycle is expected from its neighbours on both sides, itself left out; an outer one from its only side.
std::size_t predictedPlace(const std::vector<std::size_t>& path, double period, std::size_t k)
{
    const auto at = [&](std::size_t i) { return static_cast<double>(path[i]); };
    const std::size_t last = path.size() - 1;
    double place = 0.0;
    if (k == 0)
        place = std::max(0.0, at(1) - period);
    else if (k == last)
        place = at(last - 1) + period;
    else if (k == 1 || k + 1 == last)
        place = 0.5 * (at(k - 1) + at(k + 1));
    else
        place = 0.25 * (at(k - 2) + at(k - 1) + at(k + 1) + at(k + 2));
    return static_cast<std::size_t>(std::lround(place));
}

/// What is usually left within a cycle, around its mean: the median over the cycles, so that neither a drift nor what a
/// few cycles hold beside their form counts.
double powerWithin(std::span<const float> rest, const std::vector<std::size_t>& path, std::size_t length)
{
    std::vector<double> powers;
    for (const std::size_t place : path) {
        if (place + length <= rest.size())
            powers.push_back(powerAround(rest.subspan(place, length)) / static_cast<double>(length));
    }
    return powers.empty() ? powerOf(rest) : median(std::move(powers));
}

/// Where forms are looked for: windows of `length` values, up to `reach` values around a place.
struct Windows {
    std::span<const float> values;
    std::span<const float> rest; ///< the values without the cycles
    std::size_t length = 0;
    std::size_t reach = 0;

    bool holds(std::size_t place) const { return place + length <= values.size(); }

    /// The best correlation of a form with windows of the values or of the rest around a place.
    double bestNear(const CycleForm& form, std::span<const float> from, std::size_t place) const
    {
        double best = -1.0;
        for (std::size_t at = place - std::min(place, reach); at <= place + reach && holds(at); ++at)
            best = std::max(best, correlation(form, from.subspan(at, length), values.subspan(at, length)));
        return best;
    }
};

/// Correlations at the places of the cycles, and at random ones.
struct Correlations {
    std::vector<double> met;
    std::vector<double> random;
};

Correlations correlationsOf(const Windows& windows, const std::vector<std::size_t>& places,
                            const std::array<CycleForm, 2>& formsOfParity)
{
    Correlations found;
    RandomStream chance(42);
    const std::size_t stride = 1 + places.size() * (2 * windows.reach + 1) / MostTested;
    for (std::size_t k = 0; k < places.size(); k += stride) {
        const CycleForm& form = formsOfParity[(k + 1) % 2];
        if (!windows.holds(places[k]))
            continue;
        found.met.push_back(windows.bestNear(form, windows.values, places[k]));
        for (int i = 0; i < RandomPlaces; ++i) {
            const std::size_t other = places[k] + chance.below(windows.length);
            if (windows.holds(other))
                found.random.push_back(windows.bestNear(form, windows.rest, other));
        }
    }
    return found;
}

} // namespace

double significanceOf(std::span<const float> values, const std::vector<std::size_t>& path, std::size_t length,
                      double jitter, double whiteNoise)
{
    const double period = static_cast<double>(path.back() - path.front()) /
                          static_cast<double>(std::max<std::size_t>(1, path.size() - 1));
    std::vector<std::size_t> places;
    for (std::size_t k = 0; k < path.size(); ++k)
        places.push_back(predictedPlace(path, period, k));
    const std::vector<float> rest = withoutCycles(values, path, length);
    const double restWatts2 = powerWithin(rest, path, length);
    const double noise = 2.0 * restWatts2 / static_cast<double>(path.size());
    const std::array<CycleForm, 2> forms = {withoutNoise(meanCycle(values, places, length, {0, 2}), noise),
                                            withoutNoise(meanCycle(values, places, length, {1, 2}), noise)};
    const auto reach = static_cast<std::size_t>(std::ceil(LookedAround * jitter));
    const auto [met, random] = correlationsOf({values, rest, length, reach}, places, forms);
    if (met.empty())
        return 0.0;
    // Noise is of many kinds, but what is left of a random load has few: few windows tell nothing about the next.
    const double structured = std::clamp(1.0 - whiteNoise * whiteNoise / std::max(restWatts2, 1e-12), 0.0, 1.0);
    const double spread = std::max(std::clamp(sampleStd(random), LeastSpread, MostSpread), structured * MostSpread);
    const double gain = GainOfFollowing + (1.0 - structured) * GainOfFewCycles / static_cast<double>(met.size());
    const double above = mean(met) - mean(random) - gain * spread;
    return above / spread * std::sqrt(static_cast<double>(met.size()));
}

} // namespace wattline
