// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/edit_phases.h"

#include "core/phases/settle_regimes.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wattline {

namespace {

/// The phases on the two sides of an edge, where they touch it.
struct Sides {
    std::optional<std::size_t> left;
    std::optional<std::size_t> right;
};

bool touchesNext(const std::vector<Phase>& phases, std::size_t i)
{
    return i + 1 < phases.size() && phases[i + 1].beginSeconds == phases[i].endSeconds;
}

bool touchesPrevious(const std::vector<Phase>& phases, std::size_t i)
{
    return i > 0 && touchesNext(phases, i - 1);
}

Sides sidesOf(const std::vector<Phase>& phases, const BoundaryMove& move)
{
    const std::size_t i = move.phase;
    if (move.edge == PhaseEdge::Begin)
        return {touchesPrevious(phases, i) ? std::optional(i - 1) : std::nullopt, i};
    return {i, touchesNext(phases, i) ? std::optional(i + 1) : std::nullopt};
}

/// Between which times an edge may lie: within the phases beside it, or in the free time up to the next one.
std::pair<double, double> roomOf(const std::vector<Phase>& phases, const PhaseMeter& meter, const Sides& sides)
{
    const auto freeBefore = [&](std::size_t i) { return i > 0 ? phases[i - 1].endSeconds : meter.firstSeconds(); };
    const auto freeAfter = [&](std::size_t i) {
        return i + 1 < phases.size() ? phases[i + 1].beginSeconds : meter.lastSeconds();
    };
    return {sides.left ? phases[*sides.left].beginSeconds : freeBefore(*sides.right),
            sides.right ? phases[*sides.right].endSeconds : freeAfter(*sides.left)};
}

PhaseKind otherKind(PhaseKind kind)
{
    return kind == PhaseKind::Peak ? PhaseKind::Valley : PhaseKind::Peak;
}

/// Where the power changes between the levels on the two sides, within reach; nothing where it does not.
std::optional<double> changeNear(const std::vector<Phase>& phases, const PhaseMeter& meter, const Sides& sides,
                                 const BoundaryMove& move)
{
    const PhaseKind left = sides.left ? phases[*sides.left].kind : otherKind(phases[*sides.right].kind);
    const PhaseKind right = sides.right ? phases[*sides.right].kind : otherKind(phases[*sides.left].kind);
    const auto [lowest, highest] = roomOf(phases, meter, sides);
    const GoodSamples near = goodSamplesBetween(meter.series(), std::max(lowest, move.toSeconds - move.reachSeconds),
                                                std::min(highest, move.toSeconds + move.reachSeconds));
    if (left == right || near.watts.size() < 3)
        return std::nullopt;
    TwoLevels levels = twoLevels(near.watts);
    if (sides.left && sides.right) {
        std::tie(levels.low, levels.high) = std::minmax(phases[*sides.left].meanWatts, phases[*sides.right].meanWatts);
    }
    const std::size_t middle = near.watts.size() / 2;
    std::vector<LevelRun> runs = {{left, 0, middle}, {right, middle, near.watts.size()}};
    refineBoundaries(near.watts, levels, near.watts.size(), runs);
    const std::size_t found = runs[1].begin;
    if (found <= 1 || found + 1 >= near.watts.size())
        return std::nullopt; // all of them are on one side
    return near.seconds[found];
}

Error noSuchPhase()
{
    return {ErrorKind::Data, "There is no such phase."};
}

} // namespace

double restingPlaceOf(const Segmentation& segmentation, const PhaseMeter& meter, const BoundaryMove& move)
{
    const std::vector<Phase>& phases = segmentation.phases;
    if (move.phase >= phases.size())
        return std::nan("");
    const Sides sides = sidesOf(phases, move);
    double at = meter.nearestSampleSeconds(move.toSeconds);
    if (const auto change = move.reachSeconds > 0.0 ? changeNear(phases, meter, sides, move) : std::nullopt)
        at = *change;
    // Each phase beside the edge keeps a sample at least.
    const auto [lowest, highest] = roomOf(phases, meter, sides);
    const double infinity = std::numeric_limits<double>::infinity();
    const double first = meter.sampleFrom(sides.left ? std::nextafter(lowest, infinity) : lowest);
    const double last = meter.sampleUpTo(sides.right ? std::nextafter(highest, -infinity) : highest);
    return first <= last ? std::clamp(at, first, last) : std::nan("");
}

Result<Segmentation> moveBoundary(const Segmentation& segmentation, const PhaseMeter& meter, const BoundaryMove& move)
{
    if (move.phase >= segmentation.phases.size())
        return noSuchPhase();
    const double at = restingPlaceOf(segmentation, meter, move);
    if (std::isnan(at))
        return Error{ErrorKind::Data,
                     "The boundary cannot move: there is no other sample between the phases beside it."};
    Segmentation edited = segmentation;
    const Sides sides = sidesOf(edited.phases, move);
    const bool atRecordingsEnd = at <= meter.firstSeconds() || at >= meter.lastSeconds();
    const bool free = !sides.left || !sides.right;
    for (const auto& [side, edge] :
         {std::pair{sides.left, &Phase::endSeconds}, std::pair{sides.right, &Phase::beginSeconds}}) {
        if (!side)
            continue;
        Phase& phase = edited.phases[*side];
        phase.*edge = at;
        phase.edited = true;
        meter.measure(phase);
        const bool otherEndIsKnown =
            sides.left == side ? touchesPrevious(edited.phases, *side) : touchesNext(edited.phases, *side);
        if (free)
            phase.complete = !atRecordingsEnd && (phase.complete || otherEndIsKnown);
    }
    for (const auto& side : {sides.left, sides.right}) {
        if (side)
            growRegimeOver(edited, edited.phases[*side]);
    }
    edited.edited = true;
    settleRegimes(segmentation, edited);
    return edited;
}

Result<Segmentation> splitPhase(const Segmentation& segmentation, const PhaseMeter& meter, std::size_t phase,
                                double atSeconds)
{
    if (phase >= segmentation.phases.size())
        return noSuchPhase();
    const Phase& whole = segmentation.phases[phase];
    const double at = meter.nearestSampleSeconds(atSeconds);
    if (!(at > whole.beginSeconds && at < whole.endSeconds))
        return Error{ErrorKind::Data, fmt::format("A {} from {:.3f} s to {:.3f} s cannot be split at {:.3f} s.",
                                                  nameOf(whole.kind), whole.beginSeconds, whole.endSeconds, at)};
    Phase left = whole;
    Phase right = whole;
    left.endSeconds = right.beginSeconds = at;
    left.edited = right.edited = true;
    left.complete = whole.complete || touchesPrevious(segmentation.phases, phase);
    right.complete = whole.complete || touchesNext(segmentation.phases, phase);
    meter.measure(left);
    meter.measure(right);
    Segmentation edited = segmentation;
    edited.phases[phase] = left;
    edited.phases.insert(edited.phases.begin() + static_cast<std::ptrdiff_t>(phase) + 1, right);
    edited.edited = true;
    settleRegimes(segmentation, edited);
    return edited;
}

Result<Segmentation> mergeWithNext(const Segmentation& segmentation, const PhaseMeter& meter, std::size_t phase)
{
    const std::vector<Phase>& phases = segmentation.phases;
    if (phase >= phases.size())
        return noSuchPhase();
    if (!touchesNext(phases, phase))
        return Error{ErrorKind::Data, fmt::format("The {} at {:.3f} s has no phase right behind it to merge with.",
                                                  nameOf(phases[phase].kind), phases[phase].beginSeconds)};
    std::size_t last = phase + 1;
    if (phases[last].kind != phases[phase].kind && touchesNext(phases, last))
        last = phases[last + 1].kind == phases[phase].kind ? last + 1 : last;
    Phase merged = phases[phase];
    merged.endSeconds = phases[last].endSeconds;
    merged.edited = true;
    merged.complete = phases[phase].complete && phases[last].complete;
    meter.measure(merged);
    Segmentation edited = segmentation;
    edited.phases[phase] = merged;
    edited.phases.erase(edited.phases.begin() + static_cast<std::ptrdiff_t>(phase) + 1,
                        edited.phases.begin() + static_cast<std::ptrdiff_t>(last) + 1);
    growRegimeOver(edited, merged);
    edited.edited = true;
    settleRegimes(segmentation, edited);
    return edited;
}

Result<Segmentation> deletePhase(const Segmentation& segmentation, std::size_t phase)
{
    if (phase >= segmentation.phases.size())
        return noSuchPhase();
    Segmentation edited = segmentation;
    edited.phases.erase(edited.phases.begin() + static_cast<std::ptrdiff_t>(phase));
    edited.edited = true;
    settleRegimes(segmentation, edited);
    return edited;
}

TracePhases withPhasesOf(const Trace& trace, const TracePhases& phases, std::size_t gpu, Segmentation edited)
{
    TracePhases changed = phases;
    changed.gpus.at(gpu) = std::move(edited);
    changed.wave = waveOfRun(changed.gpus);
    changed.disagreement = disagreementOf(trace, changed);
    return changed;
}

} // namespace wattline
