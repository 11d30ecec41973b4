// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/outer_cycles.h"

#include "core/base/statistics.h"

#include <algorithm>
#include <cmath>

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

} // namespace

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
