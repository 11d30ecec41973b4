// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/cycle_statistics.h"

#include "core/base/statistics.h"
#include "core/trace/integrate.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace wattline {

namespace {

constexpr double NotANumber = std::numeric_limits<double>::quiet_NaN();

/// Takes a phase into the cycle that it belongs to; several of a kind count together.
void take(Cycle& cycle, const Phase& phase)
{
    const bool peak = phase.kind == PhaseKind::Peak;
    double& watts = peak ? cycle.peakWatts : cycle.valleyWatts;
    double& seconds = peak ? cycle.peakSeconds : cycle.valleySeconds;
    const double together = seconds + phase.durationSeconds();
    watts = seconds > 0.0 ? (watts * seconds + phase.meanWatts * phase.durationSeconds()) / together : phase.meanWatts;
    seconds = together;
    cycle.energyJoules += phase.energyJoules;
    cycle.endSeconds = phase.endSeconds;
    cycle.complete = cycle.complete && phase.complete;
}

void close(Cycle& cycle)
{
    cycle.complete = cycle.complete && cycle.peakSeconds > 0.0 && cycle.valleySeconds > 0.0;
    if (cycle.peakSeconds == 0.0)
        cycle.peakWatts = NotANumber;
    if (cycle.valleySeconds == 0.0)
        cycle.valleyWatts = NotANumber;
}

void addDeviations(std::vector<Cycle>& cycles, std::size_t regime)
{
    constexpr std::size_t LeastCycles = 3;
    std::vector<double> lengths;
    std::vector<double> energies;
    for (const Cycle& cycle : cycles) {
        if (cycle.regime == regime && cycle.complete) {
            lengths.push_back(cycle.lengthSeconds());
            energies.push_back(cycle.energyJoules);
        }
    }
    const Spread length = spreadOf(lengths);
    const Spread energy = spreadOf(energies);
    const auto deviation = [](double value, const Spread& spread) {
        return spread.std > 0.0 ? (value - spread.mean) / spread.std : 0.0;
    };
    for (Cycle& cycle : cycles) {
        if (cycle.regime != regime)
            continue;
        const bool known = cycle.complete && lengths.size() >= LeastCycles;
        cycle.lengthDeviation = known ? deviation(cycle.lengthSeconds(), length) : NotANumber;
        cycle.energyDeviation = known ? deviation(cycle.energyJoules, energy) : NotANumber;
    }
}

/// Resamples cycles one after the other onto the same points.
class Resampling {
public:
    Resampling(const PowerSeries& series, std::vector<double> x)
        : m_series(series), m_gapSeconds(gapThresholdSeconds(series)), m_x(std::move(x))
    {
    }

    /// The watts of samples from `begin` to `end` at the points, which count in `unitSeconds` from `begin`.
    std::vector<double> resampled(double begin, double end, double unitSeconds) const
    {
        const double step = (m_x[1] - m_x[0]) * unitSeconds;
        std::vector<double> sums(m_x.size(), 0.0);
        std::vector<std::size_t> counts(m_x.size(), 0);
        const auto& times = m_series.timeSeconds;
        const auto first = std::lower_bound(times.begin(), times.end(), begin) - times.begin();
        for (auto i = static_cast<std::size_t>(first); i < times.size() && times[i] < end; ++i) {
            const auto place = static_cast<std::size_t>(std::lround((times[i] - begin) / step));
            if (place < m_x.size() && std::isfinite(m_series.powerWatts[i])) {
                sums[place] += m_series.powerWatts[i];
                ++counts[place];
            }
        }
        std::vector<double> watts(m_x.size(), NotANumber);
        for (std::size_t k = 0; k < m_x.size(); ++k) {
            const double at = begin + m_x[k] * unitSeconds;
            if (counts[k] > 0)
                watts[k] = sums[k] / static_cast<double>(counts[k]);
            else if (at <= end)
                watts[k] = between(at, end);
        }
        return watts;
    }

private:
    /// On the line between the good samples on the two sides of a time, the one before where the one after is of the
    /// next cycle; NaN in a gap.
    double between(double at, double end) const
    {
        const auto& times = m_series.timeSeconds;
        auto after = static_cast<std::size_t>(std::lower_bound(times.begin(), times.end(), at) - times.begin());
        std::size_t before = after;
        const auto isNear = [&](std::size_t i) { return std::abs(times[i] - at) <= m_gapSeconds; };
        while (after < times.size() && isNear(after) && !std::isfinite(m_series.powerWatts[after]))
            ++after;
        while (before > 0 && isNear(before - 1) && !std::isfinite(m_series.powerWatts[before - 1]))
            --before;
        if (before == 0 || after == times.size() || times[after] - times[before - 1] > m_gapSeconds)
            return NotANumber;
        const double left = m_series.powerWatts[before - 1];
        const double right = m_series.powerWatts[after];
        const double length = times[after] - times[before - 1];
        return length > 0.0 && times[after] < end ? left + (right - left) * (at - times[before - 1]) / length : left;
    }

    const PowerSeries& m_series;
    double m_gapSeconds;
    std::vector<double> m_x;
};

/// Mean and spread at each point, updated cycle by cycle (Welford 1962).
void addTo(CycleOverlay& overlay, const std::vector<double>& watts)
{
    for (std::size_t k = 0; k < watts.size(); ++k) {
        if (std::isnan(watts[k]))
            continue;
        const double before = watts[k] - overlay.meanWatts[k];
        overlay.meanWatts[k] += before / static_cast<double>(++overlay.count[k]);
        overlay.stdWatts[k] += before * (watts[k] - overlay.meanWatts[k]);
    }
}

void finish(CycleOverlay& overlay)
{
    for (std::size_t k = 0; k < overlay.x.size(); ++k) {
        const std::size_t count = overlay.count[k];
        overlay.stdWatts[k] = count > 1 ? std::sqrt(overlay.stdWatts[k] / static_cast<double>(count - 1)) : 0.0;
        if (count == 0)
            overlay.meanWatts[k] = overlay.stdWatts[k] = NotANumber;
    }
}

std::vector<double> axisOf(const std::vector<Cycle>& cycles, const CycleOverlaySettings& settings)
{
    double longest = 1.0;
    if (settings.axis == CycleAxis::Seconds) {
        const auto most = std::max_element(cycles.begin(), cycles.end(), [](const Cycle& a, const Cycle& b) {
            return a.lengthSeconds() < b.lengthSeconds();
        });
        longest = most->lengthSeconds();
    }
    std::vector<double> x(settings.points);
    for (std::size_t k = 0; k < x.size(); ++k)
        x[k] = longest * static_cast<double>(k) / static_cast<double>(settings.points - 1);
    return x;
}

} // namespace

std::vector<Cycle> cyclesOf(const Segmentation& segmentation)
{
    std::vector<Cycle> cycles;
    for (std::size_t i = 0; i < segmentation.phases.size(); ++i) {
        const Phase& phase = segmentation.phases[i];
        if (phase.role == PhaseRole::Training) {
            Cycle cycle;
            cycle.regime = phase.regime;
            cycle.phase = i;
            cycle.beginSeconds = phase.beginSeconds;
            cycles.push_back(cycle);
        } else if (cycles.empty() || cycles.back().regime != phase.regime ||
                   cycles.back().endSeconds != phase.beginSeconds) {
            continue; // before the first training step, or apart from it
        }
        take(cycles.back(), phase);
    }
    for (Cycle& cycle : cycles)
        close(cycle);
    for (std::size_t regime = 0; regime < segmentation.regimes.size(); ++regime)
        addDeviations(cycles, regime);
    return cycles;
}

Result<CycleOverlay> overlayCycles(const PowerSeries& series, const Segmentation& segmentation,
                                   const CycleOverlaySettings& settings, const RunContext& context)
{
    std::vector<Cycle> cycles = cyclesOf(segmentation);
    std::erase_if(cycles, [&](const Cycle& cycle) { return cycle.regime != settings.regime || !cycle.complete; });
    if (cycles.empty() || settings.points < 2)
        return Error{ErrorKind::Data,
                     fmt::format("Regime {} has no complete cycles to lay over each other.", settings.regime + 1)};
    CycleOverlay overlay;
    overlay.axis = settings.axis;
    overlay.x = axisOf(cycles, settings);
    overlay.meanWatts.assign(settings.points, 0.0);
    overlay.stdWatts.assign(settings.points, 0.0);
    overlay.count.assign(settings.points, 0);
    overlay.cycles = cycles.size();
    const Resampling resampling(series, overlay.x);
    const std::size_t every = (cycles.size() + settings.shown - 1) / std::max<std::size_t>(1, settings.shown);
    for (std::size_t i = 0; i < cycles.size(); ++i) {
        if (context.stopRequested())
            return canceledError();
        const Cycle& cycle = cycles[i];
        const double unit = settings.axis == CycleAxis::Share ? cycle.lengthSeconds() : 1.0;
        std::vector<double> watts = resampling.resampled(cycle.beginSeconds, cycle.endSeconds, unit);
        addTo(overlay, watts);
        if (every > 0 && i % every == 0)
            overlay.shown.push_back(std::move(watts));
    }
    finish(overlay);
    return overlay;
}

} // namespace wattline
