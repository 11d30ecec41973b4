// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/find_wave.h"

#include <algorithm>
#include <cmath>

namespace wattline {

namespace {

std::vector<LevelRun> withoutShortRuns(const std::vector<LevelRun>& runs, std::size_t leastSamples)
{
    std::vector<LevelRun> kept;
    for (const LevelRun& run : runs) {
        const bool joins = !kept.empty() && (run.end - run.begin < leastSamples || run.kind == kept.back().kind);
        if (joins)
            kept.back().end = run.end;
        else
            kept.push_back(run);
    }
    return kept;
}

} // namespace

std::vector<LevelRun> levelRuns(std::span<const float> values, const TwoLevels& levels, double band,
                                std::size_t leastSamples)
{
    const double rise = levels.middle() + band * levels.gap();
    const double fall = levels.middle() - band * levels.gap();
    std::vector<LevelRun> runs;
    PhaseKind kind = !values.empty() && values.front() >= levels.middle() ? PhaseKind::Peak : PhaseKind::Valley;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const bool changes = kind == PhaseKind::Peak ? values[i] < fall : values[i] > rise;
        if (!changes)
            continue;
        if (i > begin)
            runs.push_back({kind, begin, i});
        kind = kind == PhaseKind::Peak ? PhaseKind::Valley : PhaseKind::Peak;
        begin = i;
    }
    if (values.size() > begin)
        runs.push_back({kind, begin, values.size()});
    return withoutShortRuns(runs, leastSamples);
}

void refineBoundaries(std::span<const float> values, const TwoLevels& levels, std::size_t reach,
                      std::vector<LevelRun>& runs)
{
    for (std::size_t r = 1; r < runs.size(); ++r) {
        LevelRun& before = runs[r - 1];
        LevelRun& after = runs[r];
        const double from = before.kind == PhaseKind::Peak ? levels.high : levels.low;
        const double to = after.kind == PhaseKind::Peak ? levels.high : levels.low;
        const std::size_t first = std::max(before.begin + 1, after.begin - std::min(after.begin, reach));
        const std::size_t last = std::min(after.end - 1, after.begin + reach);
        // cost(b) = sum |v - from| over [first, b) + sum |v - to| over [b, last): walk b and keep the smallest.
        double cost = 0.0;
        double least = 0.0;
        std::size_t best = first;
        for (std::size_t b = first; b < last; ++b) {
            cost += std::abs(values[b] - from) - std::abs(values[b] - to);
            if (cost < least) {
                least = cost;
                best = b + 1;
            }
        }
        before.end = after.begin = best;
    }
}

} // namespace wattline
