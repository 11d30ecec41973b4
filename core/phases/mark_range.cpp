// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/edit_phases.h"

#include "core/base/statistics.h"
#include "core/phases/settle_regimes.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wattline {

namespace {

/// How many standard errors the means of an epoch's two parts must lie apart.
constexpr double ClearlyApart = 6.0;
constexpr std::size_t LeastPart = 2;

/// The place that leaves the least sum of squares around the means of the two parts; 0 where one mean does as well.
std::size_t changeWithin(const std::vector<float>& watts)
{
    const std::size_t size = watts.size();
    std::vector<double> sums(size + 1, 0.0);
    double squares = 0.0;
    for (std::size_t i = 0; i < size; ++i) {
        sums[i + 1] = sums[i] + watts[i];
        squares += static_cast<double>(watts[i]) * watts[i];
    }
    double best = 0.0;
    std::size_t place = 0;
    for (std::size_t i = LeastPart; i + LeastPart <= size; ++i) {
        const auto left = static_cast<double>(i);
        const auto right = static_cast<double>(size - i);
        const double explained = sums[i] * sums[i] / left + (sums[size] - sums[i]) * (sums[size] - sums[i]) / right;
        if (explained > best) {
            best = explained;
            place = i;
        }
    }
    if (place == 0)
        return 0;
    const auto left = static_cast<double>(place);
    const auto right = static_cast<double>(size - place);
    const double apart = std::abs(sums[place] / left - (sums[size] - sums[place]) / right);
    const double spread = std::sqrt(std::max(0.0, squares - best) / static_cast<double>(size));
    const double error = spread * std::sqrt(1.0 / left + 1.0 / right);
    return apart > 0.0 && apart >= ClearlyApart * error ? place : 0;
}

/// What is left of a phase outside a stretch; none, one or two pieces.
std::vector<Phase> outside(const Phase& phase, const PhaseMeter& meter, std::pair<double, double> stretch)
{
    if (phase.endSeconds <= stretch.first || phase.beginSeconds >= stretch.second)
        return {phase};
    std::vector<Phase> pieces;
    const auto keep = [&](double begin, double end) {
        Phase piece = phase;
        piece.beginSeconds = begin;
        piece.endSeconds = end;
        piece.edited = true;
        meter.measure(piece);
        if (begin < end && std::isfinite(piece.meanWatts))
            pieces.push_back(piece);
    };
    keep(phase.beginSeconds, std::min(phase.endSeconds, stretch.first));
    keep(std::max(phase.beginSeconds, stretch.second), phase.endSeconds);
    return pieces;
}

/// The phases that a mark makes; roles by what is the training step where it stands.
std::vector<Phase> markedPhases(const PhaseMeter& meter, HandMark mark, std::pair<double, double> stretch,
                                PhaseKind training)
{
    std::vector<Phase> phases;
    const auto add = [&](PhaseKind kind, double begin, double end) {
        Phase phase;
        phase.kind = kind;
        phase.role = kind == training ? PhaseRole::Training : PhaseRole::Between;
        phase.beginSeconds = begin;
        phase.endSeconds = end;
        phase.edited = true;
        phase.complete = begin > meter.firstSeconds() && end < meter.lastSeconds();
        meter.measure(phase);
        phases.push_back(phase);
    };
    if (mark == HandMark::Peak || mark == HandMark::Valley)
        add(mark == HandMark::Peak ? PhaseKind::Peak : PhaseKind::Valley, stretch.first, stretch.second);
    if (mark != HandMark::Epoch)
        return phases;
    const GoodSamples samples =
        goodSamplesBetween(meter.series(), stretch.first, std::nextafter(stretch.second, stretch.first));
    const std::size_t change = changeWithin(samples.watts);
    if (change == 0) {
        add(training, stretch.first, stretch.second);
        return phases;
    }
    add(PhaseKind::Peak, stretch.first, samples.seconds[change]);
    add(PhaseKind::Peak, samples.seconds[change], stretch.second);
    Phase& lower = phases[0].meanWatts < phases[1].meanWatts ? phases[0] : phases[1];
    lower.kind = PhaseKind::Valley;
    for (Phase& phase : phases)
        phase.role = phase.kind == training ? PhaseRole::Training : PhaseRole::Between;
    return phases;
}

std::size_t regimeAt(const Segmentation& segmentation, double seconds)
{
    std::size_t at = 0;
    while (at + 1 < segmentation.regimes.size() && segmentation.regimes[at + 1].beginSeconds <= seconds)
        ++at;
    return at;
}

Regime idleRegime(const PhaseMeter& meter, std::pair<double, double> stretch)
{
    const GoodSamples samples = goodSamplesBetween(meter.series(), stretch.first, stretch.second);
    Regime idle;
    idle.beginSeconds = stretch.first;
    idle.endSeconds = stretch.second;
    idle.kind = RegimeKind::Idle;
    idle.levelWatts = median({samples.watts.begin(), samples.watts.end()});
    idle.confidence = 1.0;
    idle.reason = "Marked as idle by hand.";
    return idle;
}

} // namespace

Result<Segmentation> markRange(const Segmentation& segmentation, const PhaseMeter& meter, HandMark mark,
                               std::pair<double, double> seconds)
{
    const std::pair stretch(meter.nearestSampleSeconds(seconds.first), meter.nearestSampleSeconds(seconds.second));
    if (!(stretch.first < stretch.second) || segmentation.regimes.empty())
        return Error{ErrorKind::Data, fmt::format("There are no two samples between {:.3f} s and {:.3f} s to mark.",
                                                  seconds.first, seconds.second)};
    Segmentation edited = segmentation;
    edited.phases.clear();
    for (const Phase& phase : segmentation.phases) {
        for (const Phase& piece : outside(phase, meter, stretch))
            edited.phases.push_back(piece);
    }
    if (mark == HandMark::Idle) {
        layRegime(edited, idleRegime(meter, stretch));
    } else {
        const std::size_t regime = regimeAt(edited, 0.5 * (stretch.first + stretch.second));
        Phase whole; // of the whole mark, for its regime
        std::tie(whole.beginSeconds, whole.endSeconds) = stretch;
        whole.regime = regime;
        for (Phase& phase : markedPhases(meter, mark, stretch, trainingKindOf(segmentation, regime))) {
            phase.regime = regime;
            edited.phases.push_back(phase);
        }
        std::sort(edited.phases.begin(), edited.phases.end(),
                  [](const Phase& a, const Phase& b) { return a.beginSeconds < b.beginSeconds; });
        growRegimeOver(edited, whole);
    }
    edited.edited = true;
    settleRegimes(segmentation, edited);
    return edited;
}

} // namespace wattline
