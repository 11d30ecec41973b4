// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/align.h"

#include "core/base/text.h"
#include "core/trace/level_split.h"
#include "core/trace/pieces.h"

#include <algorithm>
#include <fmt/format.h>

namespace wattline {

namespace {

constexpr int SamplesToStay = 3;
constexpr double MostPoints = 2e8;

/// The crossing of a level between SamplesToStay good samples in a row below it and as many above it.
std::optional<double> crossingOf(const PowerSeries& series, double levelWatts)
{
    int below = 0; // good samples in a row, spikes among them passed over
    int above = 0;
    double crossing = 0.0;
    std::size_t last = NoSample;
    for (std::size_t i = 0; i < series.size(); ++i) {
        const double watts = series.powerWatts[i];
        if (std::isnan(watts))
            continue;
        if (!(watts > levelWatts)) {
            ++below;
            above = 0;
        } else if (below >= SamplesToStay) {
            if (above == 0) {
                const double before = series.powerWatts[last];
                const double step = series.timeSeconds[i] - series.timeSeconds[last];
                crossing = series.timeSeconds[last] + step * (levelWatts - before) / (watts - before);
            }
            if (++above == SamplesToStay)
                return crossing;
        } else {
            below = 0;
        }
        last = i;
    }
    return {};
}

/// The rise of each series at one level for all, the mean of their own: what differs between them (how long they idle)
/// moves the level of one series, and with it the place on its edge.
std::vector<double> risesAtOneLevel(const std::vector<NamedSeries>& series, const std::vector<Rise>& rises)
{
    double level = 0.0;
    for (const Rise& rise : rises)
        level += 0.5 * (rise.lowWatts + rise.highWatts) / static_cast<double>(rises.size());
    std::vector<double> zeros;
    for (std::size_t i = 0; i < series.size(); ++i)
        zeros.push_back(crossingOf(series[i].power, level).value_or(rises[i].seconds));
    return zeros;
}

/// Each at the moment at which the one that begins last has its first sample.
Result<std::vector<double>> sameMoments(const std::vector<NamedSeries>& series)
{
    double latest = -std::numeric_limits<double>::infinity();
    for (const NamedSeries& one : series) {
        if (!one.startUnixSeconds)
            return Error{ErrorKind::Data, one.name + ": has no clock to be aligned by; align at the first rise or at "
                                                     "the beginning of the recordings instead."};
        latest = std::max(latest, *one.startUnixSeconds + one.power.timeSeconds.front());
    }
    std::vector<double> zeros;
    zeros.reserve(series.size());
    for (const NamedSeries& one : series)
        zeros.push_back(latest - *one.startUnixSeconds);
    return zeros;
}

/// Where time zero of each series lies on its own clock.
Result<std::vector<double>> zerosOf(const std::vector<NamedSeries>& series, AlignAt alignAt, const RunContext& context)
{
    std::vector<double> begins;
    std::vector<Rise> rises;
    for (const NamedSeries& one : series) {
        if (context.stopRequested())
            return canceledError();
        if (one.power.size() < 2)
            return Error{ErrorKind::Data, one.name + ": fewer than two samples cannot be aligned."};
        begins.push_back(one.power.timeSeconds.front());
        if (alignAt != AlignAt::FirstRise)
            continue;
        const std::optional<Rise> rise = firstRise(one.power);
        if (!rise)
            return Error{ErrorKind::Data, one.name + ": the power never rises from a low level to a high one and stays "
                                                     "there; align at the beginning of the recordings instead."};
        rises.push_back(*rise);
    }
    if (alignAt == AlignAt::Clock)
        return sameMoments(series);
    return alignAt == AlignAt::Begin ? begins : risesAtOneLevel(series, rises);
}

/// The place of the grid: its step and how many points lie before and after time zero.
struct Grid {
    double stepSeconds = 0.0;
    double pointsBefore = 0.0;
    double pointsAfter = 0.0;
};

Result<Grid> commonGrid(const std::vector<NamedSeries>& series, const std::vector<double>& zeros, double stepSeconds)
{
    Grid grid{stepSeconds};
    if (!(stepSeconds > 0.0)) {
        for (const NamedSeries& one : series)
            grid.stepSeconds = std::max(grid.stepSeconds, samplingIntervalSeconds(one.power));
    }
    if (!(grid.stepSeconds > 0.0))
        return Error{ErrorKind::Data, "The recordings have no sampling interval to align them by."};
    double before = std::numeric_limits<double>::infinity();
    double after = before;
    for (std::size_t i = 0; i < series.size(); ++i) {
        before = std::min(before, zeros[i] - series[i].power.timeSeconds.front());
        after = std::min(after, series[i].power.timeSeconds.back() - zeros[i]);
    }
    // A hair's breadth more: a stretch of whole steps must not lose its last point to rounding.
    grid.pointsBefore = std::floor(before / grid.stepSeconds + 1e-6);
    grid.pointsAfter = std::floor(after / grid.stepSeconds + 1e-6);
    if (grid.pointsBefore + grid.pointsAfter < 2.0)
        return Error{ErrorKind::Data, fmt::format("Aligned, the recordings share less than two steps of {} s.",
                                                  formatShort(grid.stepSeconds))};
    if (grid.pointsBefore + grid.pointsAfter >= MostPoints)
        return Error{ErrorKind::Data,
                     fmt::format("A grid with steps of {} s would have more than {} points; choose a "
                                 "longer step.",
                                 formatShort(grid.stepSeconds), formatCount(static_cast<std::size_t>(MostPoints)))};
    return grid;
}

} // namespace

std::optional<Rise> firstRise(const PowerSeries& series)
{
    // The short idle before a long run may be no more than what is trimmed, so the second look trims nothing.
    for (const double trimmedShare : {0.002, 0.0}) {
        const std::optional<LevelSplit> levels = splitLevels(series, 0, series.size(), trimmedShare);
        if (!levels)
            continue;
        if (const std::optional<double> crossing = crossingOf(series, levels->middleWatts()))
            return Rise{*crossing, levels->lowWatts, levels->highWatts};
    }
    return {};
}

Result<PowerSeries> powerOf(const Trace& trace, const std::string& gpuId)
{
    std::vector<const PowerSeries*> gpus;
    std::string ids;
    for (const GpuTrace& gpu : trace.gpus) {
        if (gpuId.empty() || gpu.id == gpuId)
            gpus.push_back(&gpu.power);
        ids += (ids.empty() ? "" : ", ") + gpu.id;
    }
    if (gpus.empty())
        return Error{ErrorKind::Data,
                     fmt::format("{}: there is no GPU {}; it has {}.", trace.path, quotedForMessage(gpuId), ids)};
    PowerSeries power = sumOfSeries(gpus);
    for (float& watts : power.powerWatts)
        watts /= static_cast<float>(gpus.size());
    return power;
}

Result<AlignedSeries> align(const std::vector<NamedSeries>& series, const AlignSettings& settings,
                            const RunContext& context)
{
    if (series.empty())
        return Error{ErrorKind::Data, "There is nothing to align."};
    const Result<std::vector<double>> zeros = zerosOf(series, settings.alignAt, context);
    if (!zeros)
        return zeros.error();
    const Result<Grid> grid = commonGrid(series, *zeros, settings.stepSeconds);
    if (!grid)
        return grid.error();
    AlignedSeries aligned;
    aligned.stepSeconds = grid->stepSeconds;
    aligned.zeroSeconds = *zeros;
    for (double point = 0.0 - grid->pointsBefore; point <= grid->pointsAfter; ++point)
        aligned.timeSeconds.push_back(point * grid->stepSeconds);
    for (std::size_t i = 0; i < series.size(); ++i) {
        if (context.stopRequested())
            return canceledError();
        // The sum of nothing at the grid's times and the series: the series, interpolated there.
        PowerSeries onGrid{aligned.timeSeconds, std::vector<float>(aligned.timeSeconds.size(), 0.0F)};
        for (double& time : onGrid.timeSeconds)
            time += (*zeros)[i];
        aligned.watts.push_back(sumOfSeries({&onGrid, &series[i].power}).powerWatts);
    }
    return aligned;
}

CoveredEnergy energyInCommon(const PowerSeries& series, double zeroSeconds, const AlignedSeries& aligned)
{
    return integrate(series, gapThresholdSeconds(series), zeroSeconds + aligned.timeSeconds.front(),
                     zeroSeconds + aligned.timeSeconds.back());
}

PowerSeries differenceOf(const AlignedSeries& aligned, std::size_t first, std::size_t second)
{
    PowerSeries difference{aligned.timeSeconds, aligned.watts[first]};
    for (std::size_t i = 0; i < difference.size(); ++i)
        difference.powerWatts[i] -= aligned.watts[second][i];
    return difference;
}

} // namespace wattline
