// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/regimes.h"

#include "core/base/statistics.h"
#include "core/phases/cycle_steps.h"
#include "core/phases/join_slivers.h"
#include "core/phases/level_parts.h"
#include "core/phases/marked_wave.h"
#include "core/phases/marking.h"
#include "core/phases/outer_cycles.h"
#include "core/phases/plateau_step.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <utility>

namespace wattline {

namespace {

constexpr int DeepestSplit = 4;
constexpr std::size_t LeastBesideStep = 3; ///< samples
constexpr double LeastStepOfLevel = 0.04;
/// A repetition that explains less of the power than this share of what two levels explain is a detail of their wave.
constexpr double LeastShareOfLevels = 0.4;

/// The mark of a wave: the shorter of its two parts.
struct KnownMark {
    double riseWatts = 0.0; ///< negative for a dip; 0: no wave is known
    double periodSeconds = 0.0;
};

KnownMark markOf(const GoodSamples& samples, const WaveFinding& wave)
{
    const std::vector<double> peaks = innerDurations(samples, wave.runs, PhaseKind::Peak);
    const std::vector<double> valleys = innerDurations(samples, wave.runs, PhaseKind::Valley);
    if (peaks.empty() || valleys.empty())
        return {};
    return {median(peaks) < median(valleys) ? wave.gapWatts : -wave.gapWatts, wave.periodSeconds};
}

class RegimeSearch {
public:
    RegimeSearch(const GoodSamples& samples, const SegmentationSettings& settings, const RunContext& context)
        : m_samples(samples), m_cells(samples, context), m_settings(settings), m_context(context)
    {
    }

    void search(std::size_t begin, std::size_t end, int depth)
    {
        if (m_context.stopRequested() || begin >= end)
            return;
        m_context.report(static_cast<double>(begin) / static_cast<double>(m_samples.watts.size()), "Finding phases");
        WaveFinding byLevel = findWave(m_samples, begin, end, m_settings, m_context);
        if (m_context.stopRequested())
            return;
        const RepetitionSearch repetition = findRepetition(m_cells, m_cells.cellOf(begin), m_cells.cellOf(end - 1) + 1,
                                                           m_settings, hintsFor(begin, end), m_context);
        if (m_context.stopRequested())
            return;
        const bool isSquare = byLevel.shape == WaveShape::Square && !contradictsHint(byLevel, repetition);
        if (repetition.found) {
            MarkedWave marked = markedWave(m_samples, m_cells, begin, end, *repetition.found, m_settings, m_context);
            const bool levelsSayMore =
                isSquare && (holdsTheMarks(byLevel, marked) ||
                             repetition.found->explainedWatts2 < LeastShareOfLevels * explainedBy(byLevel, begin, end));
            if (m_context.stopRequested())
                return;
            if (marked.marks >= m_settings.minimumRepeats && !levelsSayMore) {
                addMarked(begin, end, std::move(marked), depth);
                return;
            }
        }
        if (isSquare) {
            addWave({begin, end, std::move(byLevel)}, depth);
            return;
        }
        searchParts({begin, end, std::move(byLevel)}, repetition, depth);
    }

    std::vector<RegimeFinding> take() { return std::move(m_regimes); }

private:
    /// Looks at the parts of a stretch that is no wave as a whole.
    void searchParts(RegimeFinding whole, const RepetitionSearch& repetition, int depth)
    {
        const auto [begin, end] = std::pair(whole.begin, whole.end);
        const std::vector<LevelRun> parts = depth < DeepestSplit && end - begin >= 2 * LeastPartSamples
                                                ? levelParts(m_samples, begin, end, m_settings)
                                                : std::vector<LevelRun>();
        if (parts.size() < 2 && m_beside.riseWatts != 0.0 && searchBesideStep(begin, end, depth))
            return;
        if (parts.size() < 2) {
            sayLeftOut(whole.wave, repetition, begin, end);
            m_regimes.push_back(std::move(whole));
        }
        for (std::size_t p = 0; p < parts.size() && parts.size() > 1; ++p)
            search(parts[p].begin, parts[p].end, depth + 1);
    }

    /// Beside a wave, looks at the longer part of a stretch without one, on one side of its strongest step: start-up
    /// may hide a warm-up whose power is nearly its own. Whether a wave was found there; nothing is kept otherwise.
    bool searchBesideStep(std::size_t begin, std::size_t end, int depth)
    {
        const PlateauStep step = strongestStep(m_samples, begin, end);
        const double level = medianOf(m_samples, begin, end);
        const double noise = noiseOf(std::span(m_samples.watts).subspan(begin, end - begin));
        if (depth >= DeepestSplit || step.side < LeastBesideStep ||
            step.watts < std::max(step.chanceWatts(noise), LeastStepOfLevel * std::abs(level)))
            return false;
        const std::size_t before = m_regimes.size();
        const bool firstIsLonger = step.at - begin >= end - step.at;
        if (!firstIsLonger)
            m_regimes.push_back({begin, step.at, findWave(m_samples, begin, step.at, m_settings, m_context)});
        search(firstIsLonger ? begin : step.at, firstIsLonger ? step.at : end, depth + 1);
        if (firstIsLonger)
            m_regimes.push_back({step.at, end, findWave(m_samples, step.at, end, m_settings, m_context)});
        const auto isWave = [](const RegimeFinding& regime) { return regime.wave.shape == WaveShape::Square; };
        const auto found = m_regimes.begin() + static_cast<std::ptrdiff_t>(before);
        if (std::any_of(found, m_regimes.end(), isWave))
            return true;
        m_regimes.erase(found, m_regimes.end());
        return false;
    }

    double stepSeconds(std::size_t begin, std::size_t end) const
    {
        const std::size_t cells = m_cells.cellOf(end - 1) - m_cells.cellOf(begin);
        return cells > 0 ? (m_samples.seconds[end - 1] - m_samples.seconds[begin]) / static_cast<double>(cells) : 0.0;
    }

    /// Whether a known period speaks for a repetition and against the levels.
    bool contradictsHint(const WaveFinding& byLevel, const RepetitionSearch& repetition) const
    {
        return m_settings.knownPeriodSeconds && repetition.found &&
               std::abs(std::log(byLevel.periodSeconds / *m_settings.knownPeriodSeconds)) > std::log(4.0 / 3.0);
    }

    RepetitionHints hintsFor(std::size_t begin, std::size_t end) const
    {
        const double step = stepSeconds(begin, end);
        if (!(step > 0.0))
            return {};
        return {m_settings.knownPeriodSeconds.value_or(0.0) / step, m_beside.riseWatts, m_beside.periodSeconds / step};
    }

    /// The variance that two levels explain in a stretch.
    double explainedBy(const WaveFinding& byLevel, std::size_t begin, std::size_t end) const
    {
        double upper = 0.0;
        for (const LevelRun& run : byLevel.runs)
            upper += run.kind == PhaseKind::Peak ? static_cast<double>(run.end - run.begin) : 0.0;
        const double share = upper / static_cast<double>(end - begin);
        return byLevel.gapWatts * byLevel.gapWatts * share * (1.0 - share);
    }

    void sayLeftOut(WaveFinding& finding, const RepetitionSearch& search, std::size_t begin, std::size_t end) const
    {
        if (search.humCells > 0.0)
            finding.reason += fmt::format(" A ripple of {:.3g} s runs through it, a sine without edges and no epochs.",
                                          search.humCells * stepSeconds(begin, end));
        if (search.shortCells > 0.0)
            finding.reason += fmt::format(" Cycles of {:.3g} s repeat in it, too short for this sampling: {:.2g} "
                                          "samples each do not show their phases.",
                                          search.shortCells * stepSeconds(begin, end), search.shortCells);
    }

    /// Puts a repetition among the regimes, with the edges that its levels give where these show the same marks.
    void addMarked(std::size_t begin, std::size_t end, MarkedWave marked, int depth)
    {
        WaveFinding byLevel = findWave(m_samples, marked.begin, marked.end, m_settings, m_context);
        if (byLevel.shape == WaveShape::Square && holdsTheMarks(byLevel, marked)) {
            byLevel.reason = marked.wave.reason;
            marked.wave = std::move(byLevel);
        }
        addBetween(begin, end, {marked.begin, marked.end, std::move(marked.wave)}, depth);
    }

    /// Puts a wave among the regimes and looks at what lies before and after it in [begin, end).
    void addBetween(std::size_t begin, std::size_t end, RegimeFinding wave, int depth)
    {
        dropStrangeOuterCycles(m_samples, wave);
        const std::size_t waveEnd = wave.end;
        const KnownMark before = std::exchange(m_beside, markOf(m_samples, wave.wave));
        addRest(begin, wave.begin, depth);
        for (RegimeFinding& part : splitAtSteps(m_samples, std::move(wave), m_context))
            m_regimes.push_back(std::move(part));
        addRest(waveEnd, end, depth);
        m_beside = before;
    }

    void addRest(std::size_t begin, std::size_t end, int depth)
    {
        if (begin >= end)
            return;
        if (depth < DeepestSplit)
            search(begin, end, depth + 1);
        else
            m_regimes.push_back({begin, end, findWave(m_samples, begin, end, m_settings, m_context)});
    }

    void addWave(RegimeFinding wave, int depth)
    {
        const std::size_t begin = wave.begin;
        const std::size_t end = wave.end;
        dropOuterStretches(m_samples, wave);
        addBetween(begin, end, std::move(wave), depth);
    }

    const GoodSamples& m_samples;
    Cells m_cells;
    const SegmentationSettings& m_settings;
    const RunContext& m_context;
    KnownMark m_beside; ///< of the wave beside which is searched
    std::vector<RegimeFinding> m_regimes;
};

} // namespace

std::vector<RegimeFinding> findRegimes(const GoodSamples& samples, const SegmentationSettings& settings,
                                       const RunContext& context)
{
    RegimeSearch search(samples, settings, context);
    search.search(0, samples.watts.size(), 0);
    if (context.stopRequested())
        return {};
    return withoutSlivers(samples, search.take(), settings, context);
}

} // namespace wattline
