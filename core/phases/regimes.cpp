// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/regimes.h"

#include "core/base/statistics.h"

#include <algorithm>

namespace wattline {

namespace {

constexpr std::size_t Blocks = 100;
constexpr std::size_t LeastBlockSamples = 3;
constexpr std::size_t MostParts = 8;
constexpr std::size_t LeastPartSamples = 8;
constexpr int DeepestSplit = 4;
/// An outer valley this many times longer than the inner ones is idle time, no valley.
constexpr double IdleFactor = 1.5;

std::vector<float> blockMedians(std::span<const float> watts, std::size_t blockSamples)
{
    std::vector<float> medians;
    for (std::size_t begin = 0; begin < watts.size(); begin += blockSamples) {
        const std::span<const float> block = watts.subspan(begin, std::min(blockSamples, watts.size() - begin));
        medians.push_back(static_cast<float>(median({block.begin(), block.end()})));
    }
    return medians;
}

/// The parts between steps of the general level; one part where it does not step, or steps too often to be a level.
std::vector<LevelRun> partsOf(const GoodSamples& samples, std::size_t begin, std::size_t end,
                              const SegmentationSettings& settings)
{
    const std::span<const float> watts = std::span(samples.watts).subspan(begin, end - begin);
    const std::size_t blockSamples = std::max(LeastBlockSamples, watts.size() / Blocks);
    const std::vector<float> medians = blockMedians(watts, blockSamples);
    const TwoLevels levels = twoLevels(medians);
    std::vector<LevelRun> parts;
    if (levels.contrast() >= settings.minimumContrast && levels.separation() >= settings.minimumSeparation)
        parts = levelRuns(medians, levels, 0.0, 1);
    if (parts.size() < 2 || parts.size() > MostParts)
        return {{PhaseKind::Peak, begin, end}};
    for (LevelRun& part : parts) {
        part.begin = part.begin * blockSamples;
        part.end = std::min(part.end * blockSamples, watts.size());
    }
    refineBoundaries(watts, levels, blockSamples, parts);
    for (LevelRun& part : parts) {
        part.begin += begin;
        part.end += begin;
    }
    return parts;
}

class RegimeSearch {
public:
    RegimeSearch(const GoodSamples& samples, const SegmentationSettings& settings, const RunContext& context)
        : m_samples(samples), m_settings(settings), m_context(context)
    {
    }

    void search(std::size_t begin, std::size_t end, int depth)
    {
        if (m_context.stopRequested())
            return;
        WaveFinding wave = findWave(m_samples, begin, end, m_settings, m_context);
        if (m_context.stopRequested())
            return;
        if (wave.shape == WaveShape::Square) {
            addWave({begin, end, std::move(wave)}, depth);
            return;
        }
        const std::vector<LevelRun> parts = depth < DeepestSplit && end - begin >= 2 * LeastPartSamples
                                                ? partsOf(m_samples, begin, end, m_settings)
                                                : std::vector<LevelRun>();
        if (parts.size() < 2) {
            m_regimes.push_back({begin, end, std::move(wave)});
            return;
        }
        for (const LevelRun& part : parts)
            search(part.begin, part.end, depth + 1);
    }

    std::vector<RegimeFinding> take() { return std::move(m_regimes); }

private:
    /// Puts a wave among the regimes. What lies before and after it at the level of its valleys is no part of it: idle
    /// time, or a lower wave of its own, which the threshold of the higher one does not see.
    void addWave(RegimeFinding wave, int depth)
    {
        std::vector<LevelRun>& runs = wave.wave.runs;
        const double longest = IdleFactor * median(innerDurations(m_samples, runs, PhaseKind::Valley));
        const auto isApart = [&](const LevelRun& run) {
            return run.kind == PhaseKind::Valley &&
                   m_samples.seconds[run.end - 1] - m_samples.seconds[run.begin] > longest;
        };
        if (isApart(runs.front())) {
            search(runs.front().begin, runs.front().end, depth + 1);
            runs.erase(runs.begin());
            wave.begin = runs.front().begin;
        }
        const LevelRun last = runs.back();
        const bool lastIsApart = isApart(last);
        if (lastIsApart) {
            runs.pop_back();
            wave.end = runs.back().end;
        }
        m_regimes.push_back(std::move(wave));
        if (lastIsApart)
            search(last.begin, last.end, depth + 1);
    }

    const GoodSamples& m_samples;
    const SegmentationSettings& m_settings;
    const RunContext& m_context;
    std::vector<RegimeFinding> m_regimes;
};

} // namespace

std::vector<RegimeFinding> findRegimes(const GoodSamples& samples, const SegmentationSettings& settings,
                                       const RunContext& context)
{
    RegimeSearch search(samples, settings, context);
    search.search(0, samples.watts.size(), 0);
    return context.stopRequested() ? std::vector<RegimeFinding>() : search.take();
}

} // namespace wattline
