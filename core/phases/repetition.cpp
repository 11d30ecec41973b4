// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/repetition.h"

#include "core/base/random.h"
#include "core/base/statistics.h"
#include "core/phases/levels.h"
#include "core/phases/mark.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace wattline {

namespace {

/// A part of so many cells is enough to judge a candidate.
constexpr std::size_t EnoughCells = 32'768;
constexpr int Rounds = 3;
constexpr std::size_t MostTested = 400; ///< cycles that the test of chance looks at
/// Bounds of the chance correlation of one cycle.
constexpr double LeastSpread = 0.05;
constexpr double MostSpread = 0.35;
/// How much more alike than chance cycles are, in standard deviations, only because the path could follow what is alike;
/// measured on noise, random walks and random loads.
constexpr double GainOfFollowing = 0.7;
constexpr std::size_t WeakInARow = 4;   ///< so many cycles without likeness end a repetition

/// Half a window of padding lies on both sides of the cells, so that a mark near the end has a window too.
struct Stretch {
    std::size_t first = 0; ///< the cell of the level that element `pad` is
    std::size_t pad = 0;
    std::vector<float> values;
};

Stretch stretchOf(std::span<const float> cells, std::size_t begin, std::size_t end, std::size_t period,
                  const RunContext& context)
{
    Stretch stretch{begin, period / 2, {}};
    const std::vector<float> calm = drawnIn(cells.subspan(begin, end - begin), 8 * period, context);
    stretch.values.reserve(calm.size() + 2 * stretch.pad);
    const auto edge = static_cast<std::ptrdiff_t>(std::min<std::size_t>(calm.size(), period));
    const auto meanOfRange = [](auto from, auto to) {
        double sum = 0.0;
        for (auto i = from; i != to; ++i)
            sum += *i;
        return static_cast<float>(sum / static_cast<double>(to - from));
    };
    stretch.values.assign(stretch.pad, meanOfRange(calm.begin(), calm.begin() + edge));
    stretch.values.insert(stretch.values.end(), calm.begin(), calm.end());
    stretch.values.insert(stretch.values.end(), stretch.pad, meanOfRange(calm.end() - edge, calm.end()));
    return stretch;
}

void takeOffMean(CycleForm& form)
{
    double sum = 0.0;
    for (const float v : form)
        sum += v;
    for (float& v : form)
        v -= static_cast<float>(sum / static_cast<double>(form.size()));
}

double powerOf(std::span<const float> form)
{
    double power = 0.0;
    for (const float v : form)
        power += static_cast<double>(v) * v;
    return power / static_cast<double>(form.size());
}

/// Sum of squares around the mean.
double powerAround(std::span<const float> window)
{
    double sum = 0.0;
    double squares = 0.0;
    for (const float v : window) {
        sum += v;
        squares += static_cast<double>(v) * v;
    }
    return std::max(0.0, squares - sum * sum / static_cast<double>(window.size()));
}

/// The mean of a part cut into periods.
CycleForm folded(std::span<const float> part, double period)
{
    const auto bins = static_cast<std::size_t>(std::max(2L, std::lround(period)));
    CycleForm form(bins, 0.0F);
    std::vector<float> count(bins, 0.0F);
    for (std::size_t i = 0; i < part.size(); ++i) {
        const double turn = static_cast<double>(i) / period;
        const auto bin = static_cast<std::size_t>((turn - std::floor(turn)) * static_cast<double>(bins));
        form[std::min(bin, bins - 1)] += part[i];
        count[std::min(bin, bins - 1)] += 1.0F;
    }
    for (std::size_t b = 0; b < bins; ++b)
        form[b] /= std::max(count[b], 1.0F);
    takeOffMean(form);
    return form;
}

/// The period near a first guess whose fold has the greatest variance: equally, the greatest sum of the spectrum's
/// power at the frequency and its harmonics.
double sharpened(std::span<const float> part, double guess)
{
    const double cycles = static_cast<double>(part.size()) / guess;
    const double step = 0.2 / cycles;
    double best = guess;
    double most = -1.0;
    for (int k = -5; k <= 5; ++k) {
        const double period = guess * (1.0 + step * k / 2.0);
        const double power = powerOf(folded(part, period));
        if (power > most) {
            most = power;
            best = period;
        }
    }
    return best;
}

CycleForm meanCycle(std::span<const float> values, const std::vector<std::size_t>& path, std::size_t length,
                    std::size_t first, std::size_t stride)
{
    std::vector<double> sum(length, 0.0);
    double count = 0.0;
    for (std::size_t k = first; k < path.size(); k += stride) {
        if (path[k] + length > values.size())
            continue;
        for (std::size_t j = 0; j < length; ++j)
            sum[j] += values[path[k] + j];
        count += 1.0;
    }
    CycleForm form(length, 0.0F);
    for (std::size_t j = 0; j < length; ++j)
        form[j] = static_cast<float>(sum[j] / std::max(count, 1.0));
    takeOffMean(form);
    return form;
}

/// Correlation of a form with a window, as a share of what there is in `whole`, of which the window is a part.
double correlation(const CycleForm& form, std::span<const float> window, std::span<const float> whole)
{
    double dot = 0.0;
    double power = 0.0;
    for (std::size_t j = 0; j < form.size(); ++j) {
        dot += static_cast<double>(form[j]) * window[j];
        power += static_cast<double>(form[j]) * form[j];
    }
    // Where a cycle was taken off that was not there, more is left than there was.
    const double own = std::max(powerAround(whole), powerAround(window));
    return power > 0.0 && own > 1e-6 * power ? dot / std::sqrt(power * own) : 0.0;
}

/// What followCandidate knows while it learns.
struct Track {
    CycleForm form;
    PathRules rules;
    std::vector<std::size_t> path;
    std::vector<float> likeness; ///< of each cycle of the path
    double windowPower = 0.0;    ///< what a window of a cycle holds, around its mean
};

std::vector<double> lengthsOf(const std::vector<std::size_t>& path)
{
    std::vector<double> lengths;
    for (std::size_t k = 1; k < path.size(); ++k)
        lengths.push_back(static_cast<double>(path[k] - path[k - 1]));
    return lengths;
}

/// The longest stretch of the path without several cycles in a row that are not alike.
void keepUnbroken(Track& track)
{
    std::size_t bestBegin = 0;
    std::size_t bestEnd = 0;
    std::size_t begin = 0;
    std::size_t weak = 0;
    for (std::size_t k = 0; k <= track.path.size(); ++k) {
        const bool isWeak = k < track.path.size() && track.likeness[k] < track.rules.threshold;
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

void walk(Track& track, std::span<const float> values, const RunContext& context)
{
    const std::vector<float> likeness = likenessTo(track.form, track.windowPower, values, context);
    track.path = bestPath(likeness, track.rules, context);
    track.likeness.clear();
    for (const std::size_t place : track.path)
        track.likeness.push_back(likeness[place]);
    keepUnbroken(track);
}

double medianLikeness(const Track& track)
{
    return median({track.likeness.begin(), track.likeness.end()});
}

/// Learns form, period, jitter and threshold from the cycles of the path.
void learn(Track& track, std::span<const float> values, double periodReach)
{
    const std::vector<double> lengths = lengthsOf(track.path);
    const double period = mean(lengths);
    std::vector<double> off;
    for (const double length : lengths)
        off.push_back(std::abs(length - period));
    const double spread = 1.4826 * median(std::move(off));
    track.rules.period = period;
    track.rules.jitter = std::clamp(1.5 * spread, std::max(0.5, 0.01 * period), std::max(0.5, 0.12 * period));
    track.rules.reach = std::max(1.0, periodReach * period);
    // The more alike the cycles, the less may an echo of them pass for one.
    const double likeness = medianLikeness(track);
    track.rules.threshold = std::max(0.12, likeness * (0.5 + 0.2 * std::clamp((likeness - 0.5) / 0.4, 0.0, 1.0)));
    const auto length = static_cast<std::size_t>(std::max(2L, std::lround(period)));
    std::size_t turnedBy = 0;
    track.form = centredOnMark(meanCycle(values, track.path, length, 0, 1), turnedBy);
    std::vector<double> powers;
    for (const std::size_t place : track.path) {
        if (place + length <= values.size())
            powers.push_back(powerAround(values.subspan(place, length)));
    }
    track.windowPower = median(std::move(powers));
}

/// Where a cycle is expected from its neighbours on both sides, itself left out; an outer one from its only side.
std::size_t predictedPlace(const Track& track, std::size_t k)
{
    const auto at = [&](std::size_t i) { return static_cast<double>(track.path[i]); };
    const std::size_t last = track.path.size() - 1;
    double place = 0.0;
    if (k == 0)
        place = std::max(0.0, at(1) - track.rules.period);
    else if (k == last)
        place = at(last - 1) + track.rules.period;
    else if (k == 1 || k + 1 == last)
        place = 0.5 * (at(k - 1) + at(k + 1));
    else
        place = 0.25 * (at(k - 2) + at(k - 1) + at(k + 1) + at(k + 2));
    return static_cast<std::size_t>(std::lround(place));
}

/// What is left of the values when the mean cycle is taken off each cycle: the noise that chance works with. The wave
/// itself, which correlates with its own form at random places, must not count against it.
std::vector<float> withoutCycles(const Track& track, std::span<const float> values)
{
    std::vector<float> rest(values.begin(), values.end());
    const CycleForm form = meanCycle(values, track.path, track.form.size(), 0, 1);
    for (const std::size_t place : track.path) {
        for (std::size_t j = 0; j < form.size() && place + j < rest.size(); ++j)
            rest[place + j] -= form[j];
    }
    return rest;
}

/// The test of chance; see the header.
double significanceOf(const Track& track, std::span<const float> values, double whiteNoise)
{
    const std::size_t length = track.form.size();
    std::vector<std::size_t> places;
    for (std::size_t k = 0; k < track.path.size(); ++k)
        places.push_back(predictedPlace(track, k));
    const std::array<CycleForm, 2> forms = {meanCycle(values, places, length, 0, 2),
                                            meanCycle(values, places, length, 1, 2)};
    const std::vector<float> rest = withoutCycles(track, values);
    RandomStream chance(42);
    std::vector<double> met;
    std::vector<double> random;
    const std::size_t stride = 1 + track.path.size() / MostTested;
    for (std::size_t k = 0; k < track.path.size(); k += stride) {
        const CycleForm& form = forms[(k + 1) % 2];
        if (places[k] + length > values.size())
            continue;
        const auto window = values.subspan(places[k], length);
        met.push_back(correlation(form, window, window));
        for (int i = 0; i < 8; ++i) {
            const std::size_t other = places[k] + chance.below(length);
            if (other + length <= values.size())
                random.push_back(
                    correlation(form, std::span(rest).subspan(other, length), values.subspan(other, length)));
        }
    }
    if (met.empty())
        return 0.0;
    // Noise is of many kinds, but what is left of a random load has few: few windows tell nothing about the next.
    const double structured = std::clamp(1.0 - whiteNoise * whiteNoise / std::max(powerOf(rest), 1e-12), 0.0, 1.0);
    const double spread =
        std::max(std::clamp(sampleStd(random), LeastSpread, MostSpread), structured * MostSpread);
    const double above = mean(met) - mean(random) - GainOfFollowing * spread;
    return above / spread * std::sqrt(static_cast<double>(met.size()));
}

/// A candidate is judged on a part of a very long stretch, around where it is clearest.
struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
};

Range judgedRange(const PeriodCandidate& candidate, const Range& whole)
{
    if (whole.end - whole.begin <= EnoughCells)
        return whole;
    const std::size_t middle = (candidate.partBegin + candidate.partEnd) / 2;
    const std::size_t half = EnoughCells / 2;
    const std::size_t begin = std::clamp(middle < half ? 0 : middle - half, whole.begin, whole.end - EnoughCells);
    return {begin, begin + EnoughCells};
}

/// The white noise of single cells of level 0, seen at a level.
double whiteNoiseAt(const Cells& cells, std::size_t level, const Range& range)
{
    const std::size_t begin = range.begin << level;
    const std::size_t end = std::min(range.end << level, cells.at(0).size());
    const std::size_t some = std::min(end - begin, EnoughCells);
    return noiseOf(cells.at(0).subspan((begin + end - some) / 2, some)) / std::sqrt(std::ldexp(1.0, static_cast<int>(level)));
}

Track firstTrack(std::span<const float> cells, const PeriodCandidate& candidate, const RepetitionRules& rules)
{
    const std::size_t length = candidate.partEnd - candidate.partBegin;
    std::vector<float> part = drawnIn(cells.subspan(candidate.partBegin, length), length);
    takeOffTrend(part);
    Track track;
    track.rules.period = sharpened(part, candidate.periodCells);
    std::size_t turnedBy = 0;
    track.form = centredOnMark(folded(part, track.rules.period), turnedBy);
    track.windowPower = powerAround(part) * static_cast<double>(track.form.size()) / static_cast<double>(part.size());
    track.rules.jitter = std::max(0.5, 0.04 * track.rules.period);
    track.rules.reach = std::max(1.0, rules.periodReach * track.rules.period);
    track.rules.threshold = std::clamp(0.5 * std::sqrt(std::max(0.0, candidate.likeness)), 0.15, 0.6);
    return track;
}

/// Cells that the path covers, less what is padding.
double covered(const Track& track)
{
    return static_cast<double>(track.path.size()) * track.rules.period;
}

} // namespace

std::optional<Repetition> followCandidate(const Cells& cells, std::size_t begin, std::size_t end,
                                          const PeriodCandidate& candidate, const RepetitionRules& rules,
                                          const RunContext& context)
{
    const std::span<const float> level = cells.at(candidate.level);
    const Range whole{begin >> candidate.level, std::min(end >> candidate.level, level.size())};
    const Range judged = judgedRange(candidate, whole);
    Track track = firstTrack(level, candidate, rules);
    Stretch stretch = stretchOf(level, judged.begin, judged.end, track.form.size(), context);
    for (int round = 0; round < Rounds; ++round) {
        walk(track, stretch.values, context);
        if (context.stopRequested() || track.path.size() < rules.minimumRepeats)
            return std::nullopt;
        learn(track, stretch.values, rules.periodReach);
    }
    walk(track, stretch.values, context);
    if (context.stopRequested() || track.path.size() < rules.minimumRepeats)
        return std::nullopt;
    Repetition found;
    found.significance = significanceOf(track, stretch.values, whiteNoiseAt(cells, candidate.level, judged));
    if (found.significance < rules.minimumSignificance)
        return std::nullopt;
    found.explainedWatts2 = powerOf(track.form) * covered(track) / static_cast<double>(judged.end - judged.begin);
    if (judged.end - judged.begin < whole.end - whole.begin) {
        stretch = stretchOf(level, whole.begin, whole.end, track.form.size(), context);
        walk(track, stretch.values, context);
        if (context.stopRequested() || track.path.size() < rules.minimumRepeats)
            return std::nullopt;
    }
    found.level = candidate.level;
    found.form = track.form;
    found.likeness = medianLikeness(track);
    found.periodCells = median(lengthsOf(track.path));
    found.jitterCells = track.rules.jitter;
    found.lead = stretch.pad;
    for (const std::size_t place : track.path)
        found.begin.push_back(place + stretch.first);
    return found;
}

} // namespace wattline
