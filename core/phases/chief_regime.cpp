// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/chief_regime.h"

#include <algorithm>
#include <fmt/format.h>

namespace wattline {

namespace {

double secondsOf(const Regime& regime)
{
    return regime.endSeconds - regime.beginSeconds;
}

/// The training regimes with a whole peak and a whole valley.
std::vector<std::size_t> candidatesOf(const Segmentation& segmentation)
{
    struct Whole {
        bool peak = false;
        bool valley = false;
    };
    std::vector<Whole> whole(segmentation.regimes.size());
    for (const Phase& phase : segmentation.phases) {
        if (phase.complete)
            (phase.kind == PhaseKind::Peak ? whole[phase.regime].peak : whole[phase.regime].valley) = true;
    }
    std::vector<std::size_t> candidates;
    for (std::size_t r = 0; r < whole.size(); ++r) {
        if (segmentation.regimes[r].shape == WaveShape::Square && whole[r].peak && whole[r].valley)
            candidates.push_back(r);
    }
    return candidates;
}

std::optional<std::size_t> longestOf(const Segmentation& segmentation, const std::vector<std::size_t>& candidates)
{
    std::optional<std::size_t> chief;
    for (const std::size_t r : candidates) {
        if (!chief || secondsOf(segmentation.regimes[r]) > secondsOf(segmentation.regimes[*chief]))
            chief = r;
    }
    return chief;
}

} // namespace

std::optional<std::size_t> chiefRegimeOf(const Segmentation& segmentation)
{
    return longestOf(segmentation, candidatesOf(segmentation));
}

std::size_t describingRegimeOf(const std::vector<Regime>& regimes)
{
    const auto longest = std::max_element(regimes.begin(), regimes.end(), [](const Regime& a, const Regime& b) {
        const bool aWave = a.shape == WaveShape::Square;
        const bool bWave = b.shape == WaveShape::Square;
        return aWave != bWave ? bWave : secondsOf(a) < secondsOf(b);
    });
    return static_cast<std::size_t>(longest - regimes.begin());
}

std::string chiefReasonOf(const Segmentation& segmentation)
{
    const std::vector<std::size_t> candidates = candidatesOf(segmentation);
    if (candidates.empty())
        return {};
    const std::size_t chief = *longestOf(segmentation, candidates);
    const Regime& regime = segmentation.regimes[chief];
    if (candidates.size() == 1)
        return fmt::format("The wave is that of regime {} of {}, the only one with a whole peak and a whole valley.",
                           chief + 1, segmentation.regimes.size());
    return fmt::format("The wave is that of regime {} of {}: of the {} training regimes it lasts longest ({:.0f} s, {} "
                       "of {} epochs).",
                       chief + 1, segmentation.regimes.size(), candidates.size(), secondsOf(regime), regime.epochs,
                       segmentation.epochs);
}

} // namespace wattline
