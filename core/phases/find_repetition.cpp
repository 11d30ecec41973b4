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
constexpr double SameThing = 0.5;
/// So much of it is left in noise. With less the multiple has marks where the divisor has none: the path of half a
/// period explains much of a wave by what it picks from the noise between the marks.
constexpr double SimilarThing = 0.2;
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

/// How alike a form is to itself, turned by a fraction of its length.
double likenessTurned(const CycleForm& form, double parts)
{
    const auto turn = static_cast<std::size_t>(std::lround(static_cast<double>(form.size()) / parts));
    double best = 0.0;
    double power = 0.0;
    for (const float v : form)
        power += static_cast<double>(v) * v;
    for (std::size_t near = turn > 0 ? turn - 1 : 0; near <= turn + 1; ++near) {
        double dot = 0.0;
        for (std::size_t i = 0; i < form.size(); ++i)
            dot += static_cast<double>(form[i]) * form[(i + near) % form.size()];
        best = std::max(best, dot);
    }
    return power > 0.0 ? best / power : 0.0;
}

/// How alike a form is to itself, turned by each multiple of a fraction of its length: 1 for the same thing several
/// times over, below 0 for a mark or a sine.
double likenessOfParts(const CycleForm& form, std::size_t parts)
{
    const double power = powerOf(form) * static_cast<double>(form.size());
    double sum = 0.0;
    for (std::size_t part = 1; part < parts; ++part) {
        const auto turn =
            static_cast<std::size_t>(std::lround(static_cast<double>(form.size() * part) / static_cast<double>(parts)));
        for (std::size_t i = 0; i < form.size(); ++i)
            sum += static_cast<double>(form[i]) * form[(i + turn) % form.size()];
    }
    return power > 0.0 ? sum / (power * static_cast<double>(parts - 1)) : 0.0;
}

/// The length of the parts, in cells of level 0, of which a form is several over, where they have fewer than
/// ShortestPeriodCells cells of the form's own level; 0 where it is a cycle of its own. Such periods are no candidates,
/// so fundamentalOf() cannot choose them; halved cells show them at another period.
double shortPartsOf(const Repetition& repetition)
{
    const std::size_t size = repetition.form.size();
    double found = 0.0;
    for (std::size_t parts = std::max<std::size_t>(2, size / ShortestPeriodCells); 2 * parts <= size; ++parts) {
        if (size < ShortestPeriodCells * parts && likenessOfParts(repetition.form, parts) >= SameThing)
            found = cellsOf(repetition) / static_cast<double>(parts);
    }
    return found;
}

/// Whether a divisor of a period is the period: the multiple's form is the same thing several times over, or similar
/// things of which the divisor explains nearly as much. (What a divisor explains may be less only because it is seen at
/// another resolution.)
bool holdsItsOwn(const Repetition& divisor, const Repetition& multiple, double ratio)
{
    const double turned = likenessTurned(multiple.form, ratio);
    const bool explainsIt = divisor.explainedWatts2 >= FundamentalShare * multiple.explainedWatts2;
    return turned >= SameThing || (explainsIt && turned >= SimilarThing);
}

/// Of repetitions that all pass, the one that explains most; of its divisors, the shortest that explains nearly as
/// much.
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
        if (divides && holdsItsOwn(other, *best, std::round(ratio)) && cellsOf(other) < cellsOf(*chosen))
            chosen = &other;
    }
    return chosen;
}

bool isWithin(double value, double other, double factor)
{
    return std::abs(std::log(value / other)) <= std::log(factor);
}

/// Whether a repetition has such marks as the wave beside it.
bool isLikeBeside(const Repetition& repetition, const RepetitionHints& hints)
{
    const double ratio = markOf(repetition.form).rise / hints.besideRiseWatts;
    return ratio >= 0.25 && ratio <= 2.0 && isWithin(cellsOf(repetition), hints.besidePeriodCells, 4.0);
}

} // namespace

RepetitionSearch findRepetition(const Cells& cells, std::size_t begin, std::size_t end,
                                const SegmentationSettings& settings, const RepetitionHints& hints,
                                const RunContext& context)
{
    RepetitionSearch search;
    const double least = (hints.besideRiseWatts != 0.0 ? BesideShare : 1.0) * settings.minimumRepetition;
    const RepetitionRules rules{least, settings.minimumRepeats, settings.periodReach};
    std::vector<Repetition> passed;
    for (const PeriodCandidate& candidate :
         likeliest(periodCandidates(cells, begin, end, ShortestPeriodCells, context))) {
        if (hints.periodCells > 0.0 && !isWithin(cellsOf(candidate), hints.periodCells, 4.0 / 3.0))
            continue;
        std::optional<Repetition> followed = followCandidate(cells, begin, end, candidate, rules, context);
        if (context.stopRequested())
            return {};
        if (!followed || (followed->significance < settings.minimumRepetition && !isLikeBeside(*followed, hints)))
            continue;
        if (followed->significance >= settings.minimumRepetition)
            followed->needed = settings.minimumRepetition;
        if (const double parts = shortPartsOf(*followed); parts > 0.0)
            search.shortCells = parts < ShortestPeriodCells ? parts : search.shortCells;
        else if (isHum(markOf(followed->form), levelOf(cells, *followed), settings.minimumContrast))
            search.humCells = cellsOf(*followed);
        else
            passed.push_back(std::move(*followed));
    }
    if (const Repetition* chosen = fundamentalOf(passed))
        search.found = *chosen;
    return search;
}

} // namespace wattline
