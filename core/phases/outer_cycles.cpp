// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/outer_cycles.h"

#include "core/base/statistics.h"
#include "core/phases/levels.h"
#include "core/phases/marking.h"
#include "core/phases/plateau_step.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace wattline {

namespace {

constexpr int MostDropped = 3;
constexpr std::size_t LeastRuns = 8;
constexpr std::size_t Compared = 5;
constexpr double LongestPause = 2.0; ///< of the usual one, between the outermost training step and the next
constexpr std::size_t EnoughForLevel = 100;

struct Step {
    double watts = 0.0;
    double samples = 0.0;
};

Step stepOf(const GoodSamples& samples, const LevelRun& run)
{
    const std::size_t stride = 1 + (run.end - run.begin) / EnoughForLevel;
    std::vector<double> values;
    for (std::size_t i = run.begin; i < run.end; i += stride)
        values.push_back(samples.watts[i]);
    return {median(std::move(values)), static_cast<double>(run.end - run.begin)};
}

/// The runs of a wave from one of its ends.
class FromEnd {
public:
    FromEnd(const std::vector<LevelRun>& runs, bool fromBack) : m_runs(runs), m_fromBack(fromBack) {}
    const LevelRun& operator[](std::size_t i) const { return m_fromBack ? m_runs[m_runs.size() - 1 - i] : m_runs[i]; }

private:
    const std::vector<LevelRun>& m_runs;
    bool m_fromBack;
};

/// How many runs at the end are no part of the wave: none, the training step, or the long pause after it as well.
std::size_t strangeRuns(const GoodSamples& samples, const FromEnd& runs, std::size_t count, std::size_t training)
{
    const Step outer = stepOf(samples, runs[training]);
    std::vector<double> levels;
    std::vector<double> lengths;
    std::vector<double> others;
    std::vector<double> pauses;
    for (std::size_t i = training + 2; i + 1 < count && levels.size() < Compared; i += 2) {
        const Step step = stepOf(samples, runs[i]);
        levels.push_back(step.watts);
        lengths.push_back(step.samples);
        const Step pause = stepOf(samples, runs[i - 1]);
        others.push_back(pause.watts);
        if (i > training + 2)
            pauses.push_back(pause.samples);
    }
    if (levels.size() < 2)
        return 0;
    if (!pauses.empty() && stepOf(samples, runs[training + 1]).samples > LongestPause * median(pauses))
        return training + 2;
    const double level = median(levels);
    const double amplitude = std::abs(level - median(others));
    const double off = std::abs(outer.watts - level);
    const double ratio = outer.samples / median(lengths);
    const bool isOdd = ratio > 1.5 || ratio < 0.5;
    const bool isStrange = off > 0.1 * std::abs(level) && off > (isOdd ? 0.5 : 3.0) * amplitude;
    return isStrange ? training + 1 : 0;
}

/// An outer valley this many times longer than the inner ones is idle time, no valley.
constexpr double IdleFactor = 1.5;
constexpr double LeastOfTraining = 0.5;   ///< of the usual training step
constexpr double LeastStepOfLevel = 0.04; ///< of the power of the training step

double secondsOf(const GoodSamples& samples, const LevelRun& run)
{
    return samples.seconds[run.end - 1] - samples.seconds[run.begin];
}

/// The training step at the inner end of an outer run that is longer than one; nothing where there is none.
std::optional<LevelRun> trainingWithin(const GoodSamples& samples, const LevelRun& run, double usualSamples, bool atEnd)
{
    const auto looked = std::min(run.end - run.begin, static_cast<std::size_t>(IdleFactor * usualSamples));
    const std::size_t begin = atEnd ? run.end - looked : run.begin;
    const std::size_t end = atEnd ? run.end : run.begin + looked;
    const double noise = noiseOf(std::span(samples.watts).subspan(begin, end - begin));
    const PlateauStep step = strongestStep(samples, begin, end);
    const LevelRun kept{run.kind, atEnd ? step.at : run.begin, atEnd ? run.end : step.at};
    const double level = medianOf(samples, kept.begin, std::max(kept.end, kept.begin + 1));
    const bool isStep = step.watts > std::max(step.chanceWatts(noise), LeastStepOfLevel * std::abs(level));
    const bool isLong = static_cast<double>(kept.end - kept.begin) >= LeastOfTraining * usualSamples;
    return isStep && isLong ? std::optional(kept) : std::nullopt;
}

double medianSamples(const std::vector<LevelRun>& runs, PhaseKind kind)
{
    std::vector<double> lengths;
    for (std::size_t r = 1; r + 1 < runs.size(); ++r) {
        if (runs[r].kind == kind)
            lengths.push_back(static_cast<double>(runs[r].end - runs[r].begin));
    }
    return median(std::move(lengths));
}

} // namespace

void dropOuterStretches(const GoodSamples& samples, RegimeFinding& wave)
{
    std::vector<LevelRun>& runs = wave.wave.runs;
    const double valley = median(innerDurations(samples, runs, PhaseKind::Valley));
    const double peak = median(innerDurations(samples, runs, PhaseKind::Peak));
    const PhaseKind training = wave.wave.polarity == Polarity::Normal ? PhaseKind::Peak : PhaseKind::Valley;
    const double usual = medianSamples(runs, training);
    const auto isApart = [&](const LevelRun& run) {
        const double longest =
            run.kind == PhaseKind::Valley ? IdleFactor * valley : std::max(2.0 * peak, IdleFactor * (peak + valley));
        return secondsOf(samples, run) > longest;
    };
    for (const bool atFront : {true, false}) {
        LevelRun& outer = atFront ? runs.front() : runs.back();
        if (!isApart(outer))
            continue;
        const auto kept =
            outer.kind == training ? trainingWithin(samples, outer, usual, atFront) : std::optional<LevelRun>();
        if (kept)
            outer = *kept;
        else
            runs.erase(atFront ? runs.begin() : runs.end() - 1);
    }
    wave.begin = runs.front().begin;
    wave.end = runs.back().end;
}

void dropStrangeOuterCycles(const GoodSamples& samples, RegimeFinding& wave)
{
    std::vector<LevelRun>& runs = wave.wave.runs;
    const PhaseKind training = wave.wave.polarity == Polarity::Normal ? PhaseKind::Peak : PhaseKind::Valley;
    for (const bool fromBack : {false, true}) {
        for (int dropped = 0; dropped < MostDropped && runs.size() >= LeastRuns; ++dropped) {
            const FromEnd view(runs, fromBack);
            const std::size_t first = view[0].kind == training ? 0 : 1;
            const auto gone = static_cast<std::ptrdiff_t>(strangeRuns(samples, view, runs.size(), first));
            if (gone == 0)
                break;
            if (fromBack)
                runs.erase(runs.end() - gone, runs.end());
            else
                runs.erase(runs.begin(), runs.begin() + gone);
        }
    }
    wave.begin = runs.front().begin;
    wave.end = runs.back().end;
}

} // namespace wattline
