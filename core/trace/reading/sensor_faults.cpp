// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/sensor_faults.h"

#include "core/base/statistics.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace wattline {

namespace {

constexpr float NotANumber = std::numeric_limits<float>::quiet_NaN();

/// Samples [begin, end) of the same value.
struct Run {
    std::size_t begin = 0;
    std::size_t end = 0;
};

std::size_t lengthOf(const Run& run)
{
    return run.end - run.begin;
}

std::vector<Run> longRuns(const PowerSeries& series)
{
    constexpr std::size_t FewestSamples = 100;
    constexpr double ShortestSeconds = 60.0;
    std::vector<Run> runs;
    const std::vector<float>& watts = series.powerWatts;
    for (std::size_t begin = 0, i = 1; i <= watts.size(); ++i) {
        if (i < watts.size() && watts[i] == watts[begin])
            continue;
        if (i - begin >= FewestSamples && !std::isnan(watts[begin]) &&
            series.timeSeconds[i - 1] - series.timeSeconds[begin] >= ShortestSeconds)
            runs.push_back({begin, i});
        begin = i;
    }
    return runs;
}

/// What the samples outside the long runs look like.
struct Ordinary {
    std::size_t changes = 0;  ///< how often the value changes from sample to sample
    double meanRun = 0.0;     ///< samples from change to change
    double idleWatts = 0.0;   ///< the level of the lowest twentieth
    bool hasDecimals = false; ///< anywhere in the series
};

Ordinary ordinaryOf(const PowerSeries& series, const std::vector<Run>& runs)
{
    Ordinary ordinary;
    std::vector<double> values;
    std::size_t fractions = 0;
    std::size_t next = 0;
    for (std::size_t i = 0; i < series.size(); ++i) {
        const float watts = series.powerWatts[i];
        fractions += !std::isnan(watts) && watts != std::floor(watts) ? 1 : 0;
        if (next < runs.size() && i >= runs[next].begin) {
            next += i + 1 == runs[next].end ? 1 : 0;
            continue;
        }
        if (std::isnan(watts))
            continue;
        ordinary.changes += i > 0 && watts != series.powerWatts[i - 1] ? 1 : 0;
        values.push_back(watts);
    }
    ordinary.hasDecimals = 2 * fractions > series.size();
    ordinary.meanRun =
        static_cast<double>(values.size()) / static_cast<double>(std::max<std::size_t>(1, ordinary.changes));
    ordinary.idleWatts = values.empty() ? 0.0 : quantile(std::move(values), 0.05);
    return ordinary;
}

const SideSeries* sideNamed(const GpuTrace& gpu, std::string_view part, std::string_view other)
{
    const auto side = std::find_if(gpu.sides.begin(), gpu.sides.end(), [&](const SideSeries& s) {
        const std::string name = lowerCase(s.name);
        return name.find(part) != std::string::npos && name.find("mem") == std::string::npos &&
               (other.empty() || name.find(other) != std::string::npos);
    });
    return side == gpu.sides.end() ? nullptr : &*side;
}

/// The spread of a side column over a run, without the outermost twentieth at either end; 0 where there is none.
double spreadOver(const SideSeries* side, const Run& run)
{
    std::vector<double> values;
    for (std::size_t i = run.begin; side != nullptr && i < std::min(run.end, side->values.size()); ++i) {
        if (!std::isnan(side->values[i]))
            values.push_back(side->values[i]);
    }
    return values.size() < 20 ? 0.0 : quantile(values, 0.95) - quantile(values, 0.05);
}

/// Why the value should have changed during the run, as the end of a sentence; empty where nothing says so.
std::string whyStuck(const GpuTrace& gpu, const Run& run, const Ordinary& ordinary)
{
    constexpr double LoadPercent = 30.0;
    constexpr double Degrees = 8.0;
    constexpr std::size_t FewestChanges = 50;
    const double load = spreadOver(sideNamed(gpu, "util", ""), run);
    if (load >= LoadPercent)
        return fmt::format("the board's load changed by {:.0f} % meanwhile", load);
    if (!ordinary.hasDecimals)
        return {};
    const double warmed = spreadOver(sideNamed(gpu, "temp", ""), run);
    if (warmed >= Degrees)
        return fmt::format("the board's temperature changed by {:.0f} degrees meanwhile", warmed);
    const double level = gpu.power.powerWatts[run.begin];
    if (ordinary.changes >= FewestChanges && level > 1.5 * ordinary.idleWatts &&
        static_cast<double>(lengthOf(run)) > 100.0 * ordinary.meanRun)
        return "elsewhere it changes all the time at such a level";
    return {};
}

std::optional<FaultKind> faultOf(float watts, double highest)
{
    if (watts < 0.0F)
        return FaultKind::Negative;
    return watts > highest ? std::optional(FaultKind::Impossible) : std::nullopt;
}

double highestPossible(PowerField field, std::optional<double> limit)
{
    const double anyBoard = field == PowerField::Other ? 100'000.0 : 3000.0;
    return limit && *limit > 0.0 ? std::min(anyBoard, 2.5 * *limit + 50.0) : anyBoard;
}

/// One or two samples of nearly nothing between ordinary ones.
bool isDropout(const std::vector<float>& watts, std::size_t begin, std::size_t end)
{
    constexpr float Nothing = 3.0F;
    const auto isNothing = [&](std::size_t i) { return watts[i] >= 0.0F && watts[i] < Nothing; };
    if (begin == 0 || end == watts.size() || end - begin > 2)
        return false;
    float most = 0.0F;
    for (std::size_t i = begin; i < end; ++i) {
        if (!isNothing(i))
            return false;
        most = std::max(most, watts[i]);
    }
    const float ordinary = std::max(15.0F, 5.0F * most);
    return watts[begin - 1] >= ordinary && watts[end] >= ordinary;
}

/// Appends a sample to the last fault where it goes on, else begins a new one.
void mark(GpuTrace& gpu, std::size_t sample, FaultKind kind)
{
    const bool goesOn = !gpu.faults.empty() && gpu.faults.back().end == sample && gpu.faults.back().kind == kind;
    if (!goesOn)
        gpu.faults.push_back({kind, sample, sample, {}});
    gpu.faults.back().end = sample + 1;
    gpu.faults.back().recordedWatts.push_back(gpu.power.powerWatts[sample]);
}

void markSingles(GpuTrace& gpu, double highest)
{
    const std::vector<float>& watts = gpu.power.powerWatts;
    for (std::size_t i = 0; i < watts.size(); ++i) {
        if (const std::optional<FaultKind> kind = faultOf(watts[i], highest)) {
            mark(gpu, i, *kind);
        } else if (isDropout(watts, i, i + 1)) {
            mark(gpu, i, FaultKind::Impossible);
        } else if (i + 1 < watts.size() && isDropout(watts, i, i + 2)) {
            mark(gpu, i, FaultKind::Impossible);
            mark(gpu, i + 1, FaultKind::Impossible);
            ++i;
        }
    }
}

void blank(GpuTrace& gpu, std::size_t from)
{
    for (std::size_t f = from; f < gpu.faults.size(); ++f) {
        for (std::size_t i = gpu.faults[f].begin; i < gpu.faults[f].end; ++i)
            gpu.power.powerWatts[i] = NotANumber;
    }
}

std::string markStuck(GpuTrace& gpu)
{
    const std::vector<Run> runs = longRuns(gpu.power);
    if (runs.empty())
        return {};
    const Ordinary ordinary = ordinaryOf(gpu.power, runs);
    const std::size_t before = gpu.faults.size();
    std::string firstReason;
    for (const Run& run : runs) {
        const std::string reason = whyStuck(gpu, run, ordinary);
        if (reason.empty())
            continue;
        firstReason = firstReason.empty() ? reason : firstReason;
        gpu.faults.push_back({FaultKind::Stuck, run.begin, run.end, {gpu.power.powerWatts[run.begin]}});
    }
    blank(gpu, before);
    std::sort(gpu.faults.begin(), gpu.faults.end(),
              [](const SensorFault& a, const SensorFault& b) { return a.begin < b.begin; });
    return firstReason;
}

void noteFaults(const GpuTrace& gpu, FaultKind kind, const std::string& meaning, std::vector<Issue>& issues)
{
    std::size_t count = 0;
    const SensorFault* first = nullptr;
    for (const SensorFault& fault : gpu.faults) {
        if (fault.kind != kind)
            continue;
        first = first == nullptr ? &fault : first;
        count += fault.end - fault.begin;
    }
    if (first == nullptr)
        return;
    issues.push_back({IssueKind::SensorFault, 0, count,
                      fmt::format("GPU {}: {} W at {:.3f} s {}; {} left out of energy and means.", gpu.id,
                                  formatShort(first->recordedWatts.front(), 6), gpu.power.timeSeconds[first->begin],
                                  meaning, count == 1 ? "the sample is" : formatCount(count) + " samples are")});
}

} // namespace

void markFaults(GpuTrace& gpu, std::optional<double> highestLimitWatts, std::vector<Issue>& issues)
{
    const double highest = highestPossible(gpu.field, highestLimitWatts);
    markSingles(gpu, highest);
    blank(gpu, 0);
    const std::string stuck = markStuck(gpu);
    noteFaults(gpu, FaultKind::Negative, "is below zero", issues);
    noteFaults(gpu, FaultKind::Impossible, "cannot be what the board drew", issues);
    noteFaults(gpu, FaultKind::Stuck, "is where the sensor stood still, for " + stuck, issues);
}

bool mayBeStuck(const PowerSeries& series)
{
    return !longRuns(series).empty();
}

} // namespace wattline
