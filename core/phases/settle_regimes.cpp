// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/settle_regimes.h"

#include "core/base/statistics.h"
#include "core/phases/assembly.h"
#include "core/phases/chief_regime.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace wattline {

namespace {

std::vector<Phase> phasesOf(const Segmentation& segmentation, std::size_t regime)
{
    std::vector<Phase> phases;
    std::copy_if(segmentation.phases.begin(), segmentation.phases.end(), std::back_inserter(phases),
                 [regime](const Phase& phase) { return phase.regime == regime; });
    return phases;
}

/// The phases of a regime, so that regimes before and after an edit can be compared: their number may have changed.
std::vector<Phase> withoutNumber(std::vector<Phase> phases)
{
    for (Phase& phase : phases)
        phase.regime = 0;
    return phases;
}

bool isUntouched(const Segmentation& before, const Regime& regime, const std::vector<Phase>& phases)
{
    const auto same = std::find_if(before.regimes.begin(), before.regimes.end(), [&](const Regime& other) {
        return other.beginSeconds == regime.beginSeconds && other.endSeconds == regime.endSeconds;
    });
    return same != before.regimes.end() &&
           withoutNumber(phasesOf(before, static_cast<std::size_t>(same - before.regimes.begin()))) ==
               withoutNumber(phases);
}

/// From the begin of each whole phase to that of the next one in the same role.
std::optional<double> periodOf(const std::vector<Phase>& phases)
{
    std::map<PhaseRole, const Phase*> last;
    std::vector<double> cycles;
    for (const Phase& phase : phases) {
        const Phase*& before = last[phase.role];
        if (before != nullptr && before->complete)
            cycles.push_back(phase.beginSeconds - before->beginSeconds);
        before = &phase;
    }
    return cycles.empty() ? std::nullopt : std::optional(median(std::move(cycles)));
}

std::string countText(std::size_t count, const char* one, const char* several)
{
    return fmt::format("{} {}", count, count == 1 ? one : several);
}

void describe(Regime& regime, const std::vector<Phase>& phases)
{
    const auto of = [&](auto member, auto value) {
        return static_cast<std::size_t>(
            std::count_if(phases.begin(), phases.end(), [&](const Phase& phase) { return phase.*member == value; }));
    };
    const bool wasWave = regime.shape == WaveShape::Square;
    regime.epochs = of(&Phase::role, PhaseRole::Training);
    regime.periodSeconds = periodOf(phases);
    measureMark(regime, phases);
    if (!phases.empty()) {
        regime.shape = WaveShape::Square;
        regime.polarity = phases.front().role == PhaseRole::Training && phases.front().kind == PhaseKind::Valley
                              ? Polarity::Inverted
                              : regime.polarity;
        regime.confidence = 1.0;
        regime.reason =
            fmt::format("Edited by hand: {}, {}.", countText(of(&Phase::kind, PhaseKind::Peak), "peak", "peaks"),
                        countText(of(&Phase::kind, PhaseKind::Valley), "valley", "valleys"));
    } else if (wasWave) {
        regime.shape = WaveShape::Irregular;
        regime.confidence = 1.0;
        regime.reason = "Its phases were taken out by hand.";
    }
}

/// What a regime without epochs is, by where it stands among those with epochs.
RegimeKind kindByPlace(const std::vector<Regime>& regimes, std::size_t place)
{
    const auto holdsEpochs = [](const Regime& regime) { return regime.epochs > 0; };
    const auto here = regimes.begin() + static_cast<std::ptrdiff_t>(place);
    const bool before = std::any_of(regimes.begin(), here, holdsEpochs);
    const bool after = std::any_of(here, regimes.end(), holdsEpochs);
    if (before && after)
        return RegimeKind::Pause;
    return before ? RegimeKind::End : after ? RegimeKind::StartUp : RegimeKind::Work;
}

} // namespace

void assignToRegimes(Segmentation& segmentation)
{
    for (Phase& phase : segmentation.phases) {
        const double middle = 0.5 * (phase.beginSeconds + phase.endSeconds);
        const auto& regimes = segmentation.regimes;
        const auto after = std::upper_bound(regimes.begin(), regimes.end(), middle,
                                            [](double at, const Regime& regime) { return at < regime.beginSeconds; });
        phase.regime = after == regimes.begin() ? 0 : static_cast<std::size_t>(after - regimes.begin()) - 1;
    }
}

void layRegime(Segmentation& segmentation, const Regime& laid)
{
    std::vector<Regime> regimes;
    const auto keep = [&](Regime piece, double begin, double end) {
        piece.beginSeconds = begin;
        piece.endSeconds = end;
        if (begin < end)
            regimes.push_back(std::move(piece));
    };
    for (const Regime& regime : segmentation.regimes) {
        keep(regime, regime.beginSeconds, std::min(regime.endSeconds, laid.beginSeconds));
        keep(regime, std::max(regime.beginSeconds, laid.endSeconds), regime.endSeconds);
    }
    regimes.push_back(laid);
    std::sort(regimes.begin(), regimes.end(),
              [](const Regime& a, const Regime& b) { return a.beginSeconds < b.beginSeconds; });
    segmentation.regimes = std::move(regimes);
    assignToRegimes(segmentation);
}

void growRegimeOver(Segmentation& segmentation, const Phase& phase)
{
    Regime grown = segmentation.regimes.at(phase.regime);
    if (grown.beginSeconds <= phase.beginSeconds && grown.endSeconds >= phase.endSeconds)
        return;
    segmentation.regimes.erase(segmentation.regimes.begin() + static_cast<std::ptrdiff_t>(phase.regime));
    grown.beginSeconds = std::min(grown.beginSeconds, phase.beginSeconds);
    grown.endSeconds = std::max(grown.endSeconds, phase.endSeconds);
    layRegime(segmentation, grown);
}

void settleRegimes(const Segmentation& before, Segmentation& after)
{
    std::vector<std::size_t> touched;
    after.epochs = 0;
    for (std::size_t r = 0; r < after.regimes.size(); ++r) {
        const std::vector<Phase> phases = phasesOf(after, r);
        if (!isUntouched(before, after.regimes[r], phases)) {
            describe(after.regimes[r], phases);
            touched.push_back(r);
        }
        after.epochs += after.regimes[r].epochs;
    }
    for (const std::size_t r : touched) {
        Regime& regime = after.regimes[r];
        if (regime.epochs > 0)
            regime.kind = RegimeKind::Training;
        else if (regime.kind == RegimeKind::Training)
            regime.kind = kindByPlace(after.regimes, r);
    }
    const Regime& chief = after.regimes[describingRegimeOf(after.regimes)];
    after.shape = chief.shape;
    if (const Regime& old = before.regimes[describingRegimeOf(before.regimes)]; !(old == chief)) {
        after.reason = chief.reason.empty() ? after.reason : chief.reason;
        after.polarity = chief.shape == WaveShape::Square ? chief.polarity : after.polarity;
        after.confidence = chief.confidence;
    }
    if (after.shape == WaveShape::Flat)
        tellStepsWithoutWave(after);
}

PhaseKind trainingKindOf(const Segmentation& segmentation, std::size_t regime)
{
    for (const Phase& phase : segmentation.phases) {
        if (phase.regime != regime)
            continue;
        const bool training = phase.role == PhaseRole::Training;
        const PhaseKind other = phase.kind == PhaseKind::Peak ? PhaseKind::Valley : PhaseKind::Peak;
        return training ? phase.kind : other;
    }
    return segmentation.regimes.at(regime).polarity == Polarity::Normal ? PhaseKind::Peak : PhaseKind::Valley;
}

} // namespace wattline
