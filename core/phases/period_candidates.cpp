// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/period_candidates.h"

#include <algorithm>
#include <cmath>

namespace wattline {

namespace {

/// Cells that resolve a period well enough to see a mark of a fiftieth of it.
constexpr std::size_t FinePeriodCells = 64;
constexpr std::size_t PeriodsInPart = 6;
constexpr std::size_t MostParts = 256;
constexpr std::size_t MostOfGroup = 3;
constexpr std::size_t Groups = 4; ///< the whole and its thirds

struct Octave {
    std::size_t level = 0;
    std::size_t shortest = 0; ///< periods from here to twice as long, in cells of the level
    std::size_t begin = 0;    ///< the stretch, in cells of the level
    std::size_t end = 0;

    std::size_t longest() const { return 2 * shortest; }
    std::size_t partLength() const { return std::min(PeriodsInPart * longest(), end - begin); }
};

/// The autocorrelation of one part at lags 0 to `longest`, 1 at lag 0; all 0 for a constant.
std::vector<float> autocorrelation(std::span<const float> part, std::size_t longest)
{
    std::vector<float> r(longest + 1, 0.0F);
    float power = 0.0F;
    for (const float v : part)
        power += v * v;
    power /= static_cast<float>(part.size());
    if (!(power > 0.0F))
        return r;
    for (std::size_t lag = 0; lag <= longest && lag < part.size(); ++lag) {
        float sum = 0.0F;
        const std::size_t pairs = part.size() - lag;
        for (std::size_t i = 0; i < pairs; ++i)
            sum += part[i] * part[i + lag];
        r[lag] = sum / (static_cast<float>(pairs) * power);
    }
    return r;
}

struct Part {
    std::size_t begin = 0;
    std::vector<float> r;
};

std::vector<Part> partsOf(const Cells& cells, const Octave& octave, const RunContext& context)
{
    const std::size_t length = octave.partLength();
    const std::size_t places = 1 + 2 * (octave.end - octave.begin - length) / length;
    const std::size_t count = std::min(places, MostParts);
    std::vector<Part> parts;
    for (std::size_t p = 0; p < count && !context.stopRequested(); ++p) {
        const std::size_t room = octave.end - octave.begin - length;
        const std::size_t begin = octave.begin + (count > 1 ? room * p / (count - 1) : 0);
        std::vector<float> part = drawnIn(cells.at(octave.level).subspan(begin, length), length);
        takeOffTrend(part);
        parts.push_back({begin, autocorrelation(part, octave.longest() + 1)});
    }
    return parts;
}

std::vector<float> meanOf(std::span<const Part> parts)
{
    std::vector<float> sum(parts.front().r.size(), 0.0F);
    for (const Part& part : parts) {
        for (std::size_t lag = 0; lag < sum.size(); ++lag)
            sum[lag] += part.r[lag];
    }
    for (float& value : sum)
        value /= static_cast<float>(parts.size());
    return sum;
}

/// The lags of the highest peaks of r within the octave.
std::vector<std::size_t> peaksOf(const std::vector<float>& r, const Octave& octave, float least)
{
    std::vector<std::size_t> peaks;
    for (std::size_t lag = std::max<std::size_t>(octave.shortest, 2); lag <= octave.longest(); ++lag) {
        const float trough = *std::min_element(r.begin() + 1, r.begin() + static_cast<std::ptrdiff_t>(lag));
        if (r[lag] >= r[lag - 1] && r[lag] > r[lag + 1] && r[lag] > least && r[lag] - trough > least)
            peaks.push_back(lag);
    }
    std::sort(peaks.begin(), peaks.end(), [&](std::size_t a, std::size_t b) { return r[a] > r[b]; });
    peaks.resize(std::min(peaks.size(), MostOfGroup));
    return peaks;
}

/// The top of the parabola through a peak and its neighbours.
double topOf(const std::vector<float>& r, std::size_t lag)
{
    const double before = r[lag - 1];
    const double after = r[lag + 1];
    const double curvature = before - 2.0 * r[lag] + after;
    return static_cast<double>(lag) + (curvature < 0.0 ? 0.5 * (before - after) / curvature : 0.0);
}

void addCandidates(const Octave& octave, std::span<const Part> parts, std::vector<PeriodCandidate>& candidates)
{
    const std::vector<float> r = meanOf(parts);
    const double cells = static_cast<double>(parts.size() + 1) * 0.5 * static_cast<double>(octave.partLength());
    const auto least = static_cast<float>(std::clamp(2.0 / std::sqrt(cells), 0.02, 0.2));
    for (const std::size_t lag : peaksOf(r, octave, least)) {
        const double period = topOf(r, lag);
        const bool isKnown = std::any_of(candidates.begin(), candidates.end(), [&](const PeriodCandidate& c) {
            return c.level == octave.level && std::abs(c.periodCells - period) < 0.02 * period + 0.3;
        });
        if (isKnown)
            continue;
        const Part& best = *std::max_element(parts.begin(), parts.end(),
                                             [&](const Part& a, const Part& b) { return a.r[lag] < b.r[lag]; });
        candidates.push_back({octave.level, period, r[lag], best.begin, best.begin + octave.partLength()});
    }
}

void searchOctave(const Cells& cells, const Octave& octave, const RunContext& context,
                  std::vector<PeriodCandidate>& candidates)
{
    const std::vector<Part> parts = partsOf(cells, octave, context);
    if (parts.empty() || context.stopRequested())
        return;
    addCandidates(octave, parts, candidates);
    const std::size_t third = parts.size() / (Groups - 1);
    for (std::size_t begin = 0; third >= 2 && begin + third <= parts.size(); begin += third)
        addCandidates(octave, std::span(parts).subspan(begin, third), candidates);
}

} // namespace

void takeOffTrend(std::span<float> values)
{
    const auto n = static_cast<double>(values.size());
    double sum = 0.0;
    double moment = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        sum += values[i];
        moment += (static_cast<double>(i) - 0.5 * (n - 1.0)) * values[i];
    }
    const double slope = n > 1.0 ? 12.0 * moment / (n * (n * n - 1.0)) : 0.0;
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] -= static_cast<float>(sum / n + slope * (static_cast<double>(i) - 0.5 * (n - 1.0)));
}

std::vector<PeriodCandidate> periodCandidates(const Cells& cells, std::size_t begin, std::size_t end,
                                              std::size_t shortestCells, const RunContext& context)
{
    std::vector<PeriodCandidate> candidates;
    for (std::size_t shortest = shortestCells; 3 * shortest <= end - begin; shortest *= 2) {
        Octave octave;
        while (octave.level + 1 < cells.levels() && (shortest >> octave.level) >= FinePeriodCells)
            ++octave.level;
        octave.shortest = shortest >> octave.level;
        octave.begin = begin >> octave.level;
        octave.end = std::min(end >> octave.level, cells.at(octave.level).size());
        if (octave.end < octave.begin + 3 * octave.shortest)
            break;
        if (octave.partLength() <= octave.longest() + 2)
            octave.shortest = (octave.partLength() - 3) / 2;
        searchOctave(cells, octave, context, candidates);
        if (context.stopRequested())
            return {};
    }
    return candidates;
}

} // namespace wattline
