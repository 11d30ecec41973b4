// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/repetition.h"

#include "core/base/statistics.h"
#include "core/phases/levels.h"
#include "core/phases/mark.h"
#include "core/phases/significance.h"
#include "core/phases/track.h"

#include <algorithm>
#include <cmath>

namespace wattline {

namespace {

/// A part of so many cells is enough to judge a candidate.
constexpr std::size_t EnoughCells = 32'768;
constexpr int Rounds = 3;

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

/// The variance that noise leaves in each cell of a form that is the mean of some cycles.
double noiseOfForm(const Track& track, double cycles)
{
    const double perCell = track.windowPower / static_cast<double>(track.form.size());
    return std::max(0.0, perCell - powerOf(track.form)) / std::max(1.0, cycles - 1.0);
}

/// Learns form, period, jitter and threshold from the cycles of the path.
void learn(Track& track, std::span<const float> values, double periodReach)
{
    const std::vector<double> lengths = lengthsOf(track.path);
    const double period = mean(lengths);
    std::vector<double> off;
    off.reserve(lengths.size());
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
    track.form = centredOnMark(meanCycle(values, track.path, length), turnedBy);
    std::vector<double> powers;
    for (const std::size_t place : track.path) {
        if (place + length <= values.size())
            powers.push_back(powerAround(values.subspan(place, length)));
    }
    track.windowPower = median(std::move(powers));
    track.calmForm = withoutNoise(track.form, noiseOfForm(track, static_cast<double>(track.path.size())));
    track.rules.mostAgainst = std::max(0.05, 0.8 * (likeness - track.rules.threshold));
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
    return noiseOf(cells.at(0).subspan((begin + end - some) / 2, some)) /
           std::sqrt(std::ldexp(1.0, static_cast<int>(level)));
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
    track.calmForm = withoutNoise(track.form, noiseOfForm(track, static_cast<double>(length) / track.rules.period));
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
    dropChanceEnds(track, stretch.values, context);
    if (track.path.size() < rules.minimumRepeats)
        return std::nullopt;
    Repetition found;
    found.significance = significanceOf(stretch.values, track.path, track.form.size(), track.rules.jitter,
                                        whiteNoiseAt(cells, candidate.level, judged));
    if (found.significance < rules.minimumSignificance)
        return std::nullopt;
    found.explainedWatts2 = powerOf(track.form) * covered(track) / static_cast<double>(judged.end - judged.begin);
    if (judged.end - judged.begin < whole.end - whole.begin) {
        stretch = stretchOf(level, whole.begin, whole.end, track.form.size(), context);
        walk(track, stretch.values, context);
        if (context.stopRequested() || track.path.size() < rules.minimumRepeats)
            return std::nullopt;
    }
    found.needed = rules.minimumSignificance;
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
