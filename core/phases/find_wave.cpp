// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/find_wave.h"

#include "core/base/statistics.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wattline {

namespace {

/// A stretch of so many samples is half as sure to hold no wave as a long one: it has no room for many cycles.
constexpr double HalfEvidenceSamples = 20.0;
/// So many short peaks or dips, which a flat stretch does not explain, leave half the confidence.
constexpr double HalvingExcursions = 5.0;
constexpr double ExcursionNoises = 6.0;
/// Above this share of samples between the levels, the power wanders rather than switches.
constexpr double MostBetweenLevels = 0.2;
constexpr double CyclesThatConvince = 8.0;

/// Times from each rise to the next, and from each fall to the next: every complete cycle is seen twice but for one.
std::vector<double> cycleDurations(const GoodSamples& samples, const std::vector<LevelRun>& runs)
{
    std::vector<double> cycles;
    for (std::size_t r = 1; r + 2 < runs.size(); ++r)
        cycles.push_back(samples.seconds[runs[r + 2].begin] - samples.seconds[runs[r].begin]);
    return cycles;
}

std::size_t completeCycles(const std::vector<LevelRun>& runs)
{
    return runs.size() < 4 ? 0 : (runs.size() - 2) / 2;
}

double shareBetween(std::span<const float> values, const TwoLevels& levels, double band)
{
    const auto between = std::count_if(values.begin(), values.end(),
                                       [&](float v) { return std::abs(v - levels.middle()) < band * levels.gap(); });
    return static_cast<double>(between) / static_cast<double>(values.size());
}

std::size_t leastSamplesOf(const GoodSamples& samples, std::size_t begin, std::size_t end,
                           const SegmentationSettings& settings)
{
    if (settings.minimumDwellSeconds <= 0.0)
        return 3;
    const double step = (samples.seconds[end - 1] - samples.seconds[begin]) / static_cast<double>(end - begin - 1);
    const double count = step > 0.0 ? settings.minimumDwellSeconds / step : 3.0;
    return static_cast<std::size_t>(std::clamp(std::round(count), 1.0, static_cast<double>(end - begin)));
}

/// One look at a stretch: as it is, or with its drift taken off.
struct Look {
    std::vector<float> calm;   ///< without spikes
    std::vector<float> smooth; ///< averaged
    TwoLevels levels;
};

Look lookAt(std::span<const float> watts, const DriftLine& drift, const SegmentationSettings& settings,
            const RunContext& context)
{
    Look look;
    look.calm = withoutSpikes(watts, context);
    for (std::size_t i = 0; i < look.calm.size(); ++i)
        look.calm[i] -= static_cast<float>(drift.offset + drift.slope * static_cast<double>(i));
    if (context.stopRequested())
        return look;
    look.smooth = movingAverage(look.calm, settings.smoothingSamples, context);
    look.levels = twoLevels(look.smooth, context);
    if (context.stopRequested())
        return look;
    // Averaged noise may cluster by chance; two levels must stand out from the noise itself.
    look.levels.spread = std::max(look.levels.spread, noiseOf(watts));
    return look;
}

WaveFinding notAWave(WaveShape shape, std::string reason, double confidence)
{
    WaveFinding finding;
    finding.shape = shape;
    finding.reason = std::move(reason);
    finding.confidence = std::clamp(confidence, 0.0, 1.0);
    return finding;
}

/// The verdict on runs whose levels are far enough apart.
WaveFinding judgeRuns(const GoodSamples& samples, std::vector<LevelRun> runs, const TwoLevels& levels,
                      const SegmentationSettings& settings)
{
    const std::size_t cycles = completeCycles(runs);
    if (cycles < settings.minimumCycles)
        return notAWave(WaveShape::Irregular,
                        fmt::format("The power moves between {:.0f} and {:.0f} W but completes {} of the {} cycles "
                                    "that make a wave.",
                                    levels.low, levels.high, cycles, settings.minimumCycles),
                        0.6);
    const std::vector<double> durations = cycleDurations(samples, runs);
    const double spread = sampleStd(durations) / mean(durations);
    // A few cycles are alike by chance more easily than many.
    const double most = settings.maximumPeriodSpread * std::min(1.0, static_cast<double>(cycles) / CyclesThatConvince);
    if (!(spread <= most))
        return notAWave(WaveShape::Irregular,
                        fmt::format("The power changes {} times between {:.0f} and {:.0f} W, but its cycles spread by "
                                    "{:.0f} % (at most {:.0f} % make a wave).",
                                    runs.size() - 1, levels.low, levels.high, 100.0 * spread, 100.0 * most),
                        spread / most - 0.5);
    WaveFinding finding;
    finding.shape = WaveShape::Square;
    finding.gapWatts = levels.gap();
    finding.periodSeconds = median(durations);
    finding.polarity = polarityOf(median(innerDurations(samples, runs, PhaseKind::Peak)),
                                  median(innerDurations(samples, runs, PhaseKind::Valley)), levels.low, levels.high);
    finding.reason =
        fmt::format("{} complete cycles of {:.3g} s between {:.0f} and {:.0f} W: the levels are {:.1f} "
                    "spreads apart and the cycles spread by {:.0f} %.",
                    cycles, finding.periodSeconds, levels.low, levels.high, levels.separation(), 100.0 * spread);
    const double bySeparation = std::min(1.0, levels.separation() / (3.0 * settings.minimumSeparation));
    const double bySteadiness = 1.0 - 0.5 * spread / most;
    const double byCount = 1.0 - 0.5 / static_cast<double>(cycles);
    finding.confidence = bySeparation * bySteadiness * byCount;
    finding.runs = std::move(runs);
    return finding;
}

/// How many short runs of two samples or more lie further from the level than the two levels of a wave would, and than
/// noise does. Single outliers were taken off before.
std::size_t excursionsOf(std::span<const float> calm, double level, double noise, const SegmentationSettings& settings)
{
    const double most = std::max(ExcursionNoises * noise, settings.minimumContrast * std::abs(level));
    std::size_t count = 0;
    std::size_t length = 0;
    for (const float value : calm) {
        length = std::abs(value - level) > most ? length + 1 : 0;
        count += length == 2 ? 1 : 0;
    }
    return count;
}

WaveFinding flat(std::span<const float> watts, const Look& look, const SegmentationSettings& settings)
{
    const TwoLevels& levels = look.levels;
    const std::size_t excursions = excursionsOf(look.calm, levels.middle(), noiseOf(watts), settings);
    std::string reason = fmt::format("The power stays around {:.0f} W: its two likeliest levels differ by {:.1f} % "
                                     "({:.0f} % make a wave).",
                                     levels.middle(), 100.0 * levels.contrast(), 100.0 * settings.minimumContrast);
    if (excursions > 0)
        reason += fmt::format(" {} short {} out of it without a steady pace, which leaves doubt.", excursions,
                              excursions == 1 ? "peak or dip stands" : "peaks or dips stand");
    return notAWave(WaveShape::Flat, std::move(reason),
                    (1.0 - 0.5 * levels.contrast() / settings.minimumContrast) /
                        (1.0 + static_cast<double>(excursions) / HalvingExcursions));
}

WaveFinding judge(const GoodSamples& samples, std::size_t begin, std::size_t end, const DriftLine& drift,
                  const SegmentationSettings& settings, const RunContext& context)
{
    const Look look = lookAt(std::span(samples.watts).subspan(begin, end - begin), drift, settings, context);
    if (context.stopRequested())
        return {};
    const TwoLevels& levels = look.levels;
    if (levels.contrast() < settings.minimumContrast)
        return flat(std::span(samples.watts).subspan(begin, end - begin), look, settings);
    const double between = shareBetween(look.calm, levels, settings.hysteresis);
    if (levels.separation() < settings.minimumSeparation || between > MostBetweenLevels)
        return notAWave(WaveShape::Irregular,
                        fmt::format("The power has no two levels: {:.0f} and {:.0f} W lie {:.1f} spreads apart ({:.1f} "
                                    "make a wave) and {:.0f} % of the samples lie between.",
                                    levels.low, levels.high, levels.separation(), settings.minimumSeparation,
                                    100.0 * between),
                        0.5 + 0.5 * between);
    std::vector<LevelRun> runs =
        levelRuns(look.smooth, levels, settings.hysteresis, leastSamplesOf(samples, begin, end, settings));
    refineBoundaries(look.calm, levels, static_cast<std::size_t>(settings.smoothingSamples) + 1, runs);
    for (LevelRun& run : runs) {
        run.begin += begin;
        run.end += begin;
    }
    return judgeRuns(samples, std::move(runs), levels, settings);
}

} // namespace

Polarity polarityOf(double peakSeconds, double valleySeconds, double lowWatts, double highWatts)
{
    return peakSeconds < 0.5 * valleySeconds && lowWatts > 0.5 * highWatts ? Polarity::Inverted : Polarity::Normal;
}

std::vector<double> innerDurations(const GoodSamples& samples, const std::vector<LevelRun>& runs, PhaseKind kind)
{
    std::vector<double> durations;
    for (std::size_t r = 1; r + 1 < runs.size(); ++r) {
        if (runs[r].kind == kind)
            durations.push_back(samples.seconds[runs[r].end] - samples.seconds[runs[r].begin]);
    }
    return durations;
}

WaveFinding findWave(const GoodSamples& samples, std::size_t begin, std::size_t end,
                     const SegmentationSettings& settings, const RunContext& context)
{
    const DriftLine drift = driftOf(std::span(samples.watts).subspan(begin, end - begin));
    const auto bestOf = [&](const SegmentationSettings& tried) {
        WaveFinding plain = judge(samples, begin, end, {}, tried, context);
        if (context.stopRequested())
            return plain;
        WaveFinding level = judge(samples, begin, end, drift, tried, context);
        const bool better = level.shape == WaveShape::Square &&
                            (plain.shape != WaveShape::Square || level.confidence > plain.confidence);
        return better ? level : plain;
    };
    WaveFinding asAsked = bestOf(settings);
    if (asAsked.shape == WaveShape::Square || context.stopRequested())
        return asAsked;
    // A mark of a few samples drowns in the average.
    SegmentationSettings unsmoothed = settings;
    unsmoothed.smoothingSamples = 1;
    WaveFinding sharp = settings.smoothingSamples == 1 ? asAsked : bestOf(unsmoothed);
    if (sharp.shape == WaveShape::Square)
        return sharp;
    const auto count = static_cast<double>(end - begin);
    asAsked.confidence *= count / (count + HalfEvidenceSamples);
    return asAsked;
}

} // namespace wattline
