// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/mark.h"
#include "core/phases/repetition.h"

#include "core/base/statistics.h"

#include <algorithm>
#include <cmath>

namespace wattline {

namespace {

constexpr std::size_t MostOfOctave = 4;
/// A shorter period that explains this share of what its multiple explains is the fundamental.
/// (0.7 rather than 1: both are measured on noise.)
constexpr double FundamentalShare = 0.7;
/// Fewer samples do not show a cycle.
constexpr std::size_t ShortestPeriodCells = 6;

double cellsOf(const PeriodCandidate& candidate)
{
    return std::ldexp(candidate.periodCells, static_cast<int>(candidate.level));
}

double cellsOf(const Repetition& repetition)
{
    return std::ldexp(repetition.periodCells, static_cast<int>(repetition.level));
}

/// The likeliest few of each octave of the period.
std::vector<PeriodCandidate> likeliest(std::vector<PeriodCandidate> candidates)
{
    std::sort(candidates.begin(), candidates.end(),
              [](const PeriodCandidate& a, const PeriodCandidate& b) { return a.likeness > b.likeness; });
    std::vector<std::size_t> taken(64, 0);
    std::vector<PeriodCandidate> kept;
    for (const PeriodCandidate& candidate : candidates) {
        const auto octave = static_cast<std::size_t>(std::max(0.0, std::log2(cellsOf(candidate))));
        if (taken[octave]++ < MostOfOctave)
            kept.push_back(candidate);
    }
    return kept;
}

double levelOf(const Cells& cells, const Repetition& repetition)
{
    const std::span<const float> level = cells.at(repetition.level);
    std::vector<double> some;
    for (const std::size_t begin : repetition.begin)
        some.push_back(level[std::min(begin, level.size() - 1)]);
    return median(std::move(some));
}

double coveredCells(const Repetition& repetition)
{
    return cellsOf(repetition) * static_cast<double>(repetition.begin.size());
}

/// Whether a divisor of a period repeats as surely as the period does. (What it explains may be less only because short
/// marks are drawn in where they are seen at a finer resolution.)
bool holdsItsOwn(const Repetition& divisor, const Repetition& multiple)
{
    return divisor.explainedWatts2 >= FundamentalShare * multiple.explainedWatts2 ||
           (divisor.significance >= FundamentalShare * multiple.significance &&
            coveredCells(divisor) >= FundamentalShare * coveredCells(multiple));
}

/// Of repetitions that all pass, the one that explains most; of its divisors, the shortest that explains nearly as much.
const Repetition* fundamentalOf(const std::vector<Repetition>& passed)
{
    if (passed.empty())
        return nullptr;
    const auto explainsLess = [](const Repetition& a, const Repetition& b) {
        return a.explainedWatts2 < b.explainedWatts2;
    };
    const Repetition* best = &*std::max_element(passed.begin(), passed.end(), explainsLess);
    const Repetition* chosen = best;
    for (const Repetition& other : passed) {
        const double ratio = cellsOf(*best) / cellsOf(other);
        const bool divides = ratio > 1.5 && std::abs(ratio - std::round(ratio)) < 0.06 * ratio;
        if (divides && holdsItsOwn(other, *best) && cellsOf(other) < cellsOf(*chosen))
            chosen = &other;
    }
    return chosen;
}

} // namespace

RepetitionSearch findRepetition(const Cells& cells, std::size_t begin, std::size_t end,
                                const SegmentationSettings& settings, double knownPeriodCells,
                                const RunContext& context)
{
    RepetitionSearch search;
    const RepetitionRules rules{settings.minimumRepetition, settings.minimumRepeats, settings.periodReach};
    std::vector<Repetition> passed;
    for (const PeriodCandidate& candidate :
         likeliest(periodCandidates(cells, begin, end, ShortestPeriodCells, context))) {
        if (knownPeriodCells > 0.0 && std::abs(std::log(cellsOf(candidate) / knownPeriodCells)) > std::log(4.0 / 3.0))
            continue;
        std::optional<Repetition> followed = followCandidate(cells, begin, end, candidate, rules, context);
        if (context.stopRequested())
            return {};
        if (!followed)
            continue;
        if (isHum(markOf(followed->form), levelOf(cells, *followed), settings.minimumContrast))
            search.humCells = cellsOf(*followed);
        else
            passed.push_back(std::move(*followed));
    }
    if (const Repetition* chosen = fundamentalOf(passed))
        search.found = *chosen;
    return search;
}

} // namespace wattline
