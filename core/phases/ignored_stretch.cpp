// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/ignored_stretch.h"

#include "core/phases/measure_phase.h"
#include "core/phases/settle_regimes.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace wattline {

namespace {

bool reachesOver(const Phase& phase, const Annotation& stretch)
{
    return phase.beginSeconds < stretch.beginSeconds && phase.endSeconds > stretch.endSeconds;
}

/// What is left of a phase where a stretch is ignored; nothing where it lies within.
std::optional<Phase> leftOf(Phase phase, const PhaseMeter& meter, const Annotation& stretch)
{
    if (phase.endSeconds <= stretch.beginSeconds || phase.beginSeconds > stretch.endSeconds)
        return phase;
    if (reachesOver(phase, stretch)) {
        const double hole = meter.sampleFrom(stretch.endSeconds) - meter.sampleUpTo(stretch.beginSeconds);
        phase.complete = phase.complete && hole <= meter.gapSeconds();
        return phase;
    }
    if (phase.beginSeconds < stretch.beginSeconds)
        phase.endSeconds = meter.sampleUpTo(stretch.beginSeconds);
    else
        phase.beginSeconds = meter.sampleFrom(stretch.endSeconds);
    phase.complete = false;
    return phase.beginSeconds < phase.endSeconds ? std::optional(phase) : std::nullopt; // NaN compares false
}

void leaveOut(Segmentation& kept, const PhaseMeter& meter, const Annotation& stretch)
{
    std::vector<Phase> left;
    for (const Phase& phase : kept.phases) {
        if (const std::optional<Phase> piece = leftOf(phase, meter, stretch))
            left.push_back(*piece);
    }
    kept.phases = std::move(left);
}

/// The phase that holds a moment.
const Phase* phaseAt(const Segmentation& segmentation, double seconds)
{
    const auto found =
        std::find_if(segmentation.phases.begin(), segmentation.phases.end(), [seconds](const Phase& phase) {
            return phase.beginSeconds <= seconds && seconds < phase.endSeconds;
        });
    return found == segmentation.phases.end() ? nullptr : &*found;
}

/// The free time around a stretch between the phases beside it, a gap's length beyond its ends at most: a phase that
/// was cut ends at the last sample before.
std::pair<double, double> roomAt(const Segmentation& kept, const Annotation& stretch, double gapSeconds)
{
    std::pair room(stretch.beginSeconds - gapSeconds, stretch.endSeconds + gapSeconds);
    const double middle = 0.5 * (stretch.beginSeconds + stretch.endSeconds);
    for (const Phase& phase : kept.phases) {
        if (phase.beginSeconds < middle)
            room.first = std::max(room.first, phase.endSeconds);
        else
            room.second = std::min(room.second, phase.beginSeconds);
    }
    return room;
}

/// Makes one phase of two of a kind that touch since a stretch between them was filled.
void joinAt(std::vector<Phase>& phases, double seconds, const Segmentation& found)
{
    const auto right = std::find_if(phases.begin(), phases.end(),
                                    [seconds](const Phase& phase) { return phase.beginSeconds == seconds; });
    if (right == phases.end() || right == phases.begin())
        return;
    const auto left = right - 1;
    if (left->endSeconds != seconds || left->kind != right->kind)
        return;
    const Phase* whole = phaseAt(found, seconds);
    left->endSeconds = right->endSeconds;
    left->complete = whole != nullptr && whole->complete;
    left->edited = left->edited || right->edited;
    phases.erase(right);
}

/// Fills the free room of a stretch that counts again with what was found there.
void fill(Segmentation& kept, const Segmentation& found, const PhaseMeter& meter, const Annotation& stretch)
{
    for (Phase& phase : kept.phases) {
        if (!reachesOver(phase, stretch))
            continue;
        const Phase* whole = phaseAt(found, stretch.beginSeconds);
        phase.complete = whole != nullptr ? whole->complete : phase.complete;
        return;
    }
    const auto room = roomAt(kept, stretch, meter.gapSeconds());
    if (!(room.first < room.second))
        return;
    for (Phase phase : found.phases) {
        phase.beginSeconds = std::max(phase.beginSeconds, room.first);
        phase.endSeconds = std::min(phase.endSeconds, room.second);
        if (phase.beginSeconds < phase.endSeconds)
            kept.phases.push_back(phase);
    }
    std::sort(kept.phases.begin(), kept.phases.end(),
              [](const Phase& a, const Phase& b) { return a.beginSeconds < b.beginSeconds; });
    joinAt(kept.phases, room.first, found);
    joinAt(kept.phases, room.second, found);
}

/// The regimes follow the phases; one in which nobody changed anything keeps its own reason.
void settle(const Segmentation& before, Segmentation& after)
{
    assignToRegimes(after);
    settleRegimes(before, after);
    std::vector<bool> edited(after.regimes.size(), false);
    for (const Phase& phase : after.phases)
        edited[phase.regime] = edited[phase.regime] || phase.edited;
    for (std::size_t r = 0; r < edited.size(); ++r) {
        if (edited[r] || after.regimes[r].epochs == 0)
            continue;
        after.regimes[r].reason = before.regimes[r].reason;
        after.regimes[r].confidence = before.regimes[r].confidence;
    }
}

} // namespace

Result<KeptPhases> followIgnored(KeptPhases kept, const Trace& counted, const IgnoredChange& change,
                                 const SegmentationSettings& settings, const RunContext& context)
{
    for (std::size_t gpu = 0; gpu < kept.size(); ++gpu) {
        if (!kept[gpu])
            continue;
        const GpuTrace& trace = counted.gpus.at(gpu);
        const auto concerns = [&](const Annotation& mark) { return mark.concerns(trace.id); };
        const PhaseMeter meter(trace.power);
        const Segmentation before = *kept[gpu];
        if (std::any_of(change.gone.begin(), change.gone.end(), concerns)) {
            const Result<Segmentation> found = segment(trace.power, settings, context);
            if (!found)
                return found.error();
            for (const Annotation& mark : change.gone) {
                if (mark.concerns(trace.id))
                    fill(*kept[gpu], *found, meter, mark);
            }
        }
        for (const Annotation& mark : change.now) {
            if (mark.concerns(trace.id))
                leaveOut(*kept[gpu], meter, mark);
        }
        settle(before, *kept[gpu]);
    }
    return kept;
}

} // namespace wattline
