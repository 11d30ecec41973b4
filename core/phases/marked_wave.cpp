// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/marked_wave.h"

#include "core/base/statistics.h"
#include "core/phases/marking.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wattline {

namespace {

/// A plateau that the regime's end cuts shorter than this share of a whole one is no epoch.
constexpr double LeastPlateau = 0.25;

std::vector<LevelRun> runsBetween(const std::vector<Interval>& marks, PhaseKind kind, std::size_t begin,
                                  std::size_t end)
{
    const PhaseKind other = kind == PhaseKind::Peak ? PhaseKind::Valley : PhaseKind::Peak;
    std::vector<LevelRun> runs;
    std::size_t place = begin;
    for (const Interval& mark : marks) {
        if (mark.begin > place)
            runs.push_back({other, place, mark.begin});
        runs.push_back({kind, mark.begin, mark.end});
        place = mark.end;
    }
    if (end > place)
        runs.push_back({other, place, end});
    return runs;
}

double medianLength(const std::vector<Interval>& marks)
{
    std::vector<double> lengths;
    for (std::size_t k = 1; k < marks.size(); ++k)
        lengths.push_back(static_cast<double>(marks[k].begin - marks[k - 1].end));
    return median(std::move(lengths));
}

double medianOfRuns(const GoodSamples& samples, const std::vector<LevelRun>& runs, PhaseKind kind)
{
    std::vector<double> levels;
    for (const LevelRun& run : runs) {
        if (run.kind == kind)
            levels.push_back(medianOf(samples, run.begin, run.end));
    }
    return median(std::move(levels));
}

/// Whether one sample, far beyond the noise, makes up most of a mark.
bool isSpike(const GoodSamples& samples, const Interval& mark, double plateau, double noise)
{
    constexpr double LeastOfNoise = 6.0;
    double sum = 0.0;
    double most = 0.0;
    for (std::size_t i = mark.begin; i < mark.end; ++i) {
        const double off = samples.watts[i] - plateau;
        sum += off;
        most = std::abs(off) > std::abs(most) ? off : most;
    }
    return std::abs(most) > LeastOfNoise * noise && std::abs(most) > 0.5 * std::abs(sum);
}

/// Whether most marks are single spikes, which come at a steady pace and are no phases: then the rise of the mark, a
/// median, lies far below the noise.
bool areSpikes(const GoodSamples& samples, const std::vector<Interval>& marks, double rise)
{
    constexpr double LeastOfNoise = 0.5;
    const std::size_t begin = marks.front().begin;
    const std::size_t end = marks.back().end;
    const double noise = noiseOf(std::span(samples.watts).subspan(begin, end - begin));
    if (std::abs(rise) >= LeastOfNoise * noise)
        return false;
    const double plateau = medianOf(samples, begin, end);
    const auto spikes = std::count_if(marks.begin(), marks.end(),
                                      [&](const Interval& mark) { return isSpike(samples, mark, plateau, noise); });
    return 2 * static_cast<std::size_t>(spikes) > marks.size();
}

/// What the runs of one kind draw, each measured as a phase is: the mean without the samples on its edges.
double powerOfRuns(const GoodSamples& samples, const std::vector<LevelRun>& runs, PhaseKind kind)
{
    std::vector<double> means;
    for (const LevelRun& run : runs) {
        const std::size_t edge = run.end - run.begin > 2 ? 1 : 0;
        const auto inner = std::span(samples.watts).subspan(run.begin + edge, run.end - run.begin - 2 * edge);
        if (run.kind == kind)
            means.push_back(mean(std::vector<double>(inner.begin(), inner.end())));
    }
    return median(std::move(means));
}

double periodSeconds(const GoodSamples& samples, const std::vector<Interval>& marks)
{
    std::vector<double> periods;
    for (std::size_t k = 1; k < marks.size(); ++k)
        periods.push_back(samples.seconds[marks[k].begin] - samples.seconds[marks[k - 1].begin]);
    return median(std::move(periods));
}

} // namespace

MarkedWave markedWave(const GoodSamples& samples, const Cells& cells, std::size_t begin, std::size_t end,
                      const Repetition& repetition, const SegmentationSettings& settings, const RunContext& context)
{
    Marking marking(samples, cells, begin, end, repetition);
    std::vector<Interval> marks = marking.marks(context);
    MarkedWave found;
    // A mark without its own plateau before it ended whatever was there before.
    const std::size_t own = marks.size() > 3 ? marks[1].begin - marks[0].end : 0;
    if (own > 0 && marks.front().begin - marking.plateauBegin(marks.front()) < own / 2 &&
        marks.front().begin > begin + own)
        marks.erase(marks.begin());
    if (marks.size() < 2 || areSpikes(samples, marks, marking.rise()))
        return found;
    found.marks = marks.size();
    found.markKind = marking.rise() > 0.0 ? PhaseKind::Peak : PhaseKind::Valley;
    const double least = LeastPlateau * medianLength(marks);
    found.begin = marking.plateauBegin(marks.front());
    found.end = marking.plateauEnd(marks.back());
    if (static_cast<double>(marks.front().begin - found.begin) < least)
        found.begin = marks.front().begin;
    if (static_cast<double>(found.end - marks.back().end) < least)
        found.end = marks.back().end;
    WaveFinding& wave = found.wave;
    wave.shape = WaveShape::Square;
    wave.runs = runsBetween(marks, found.markKind, found.begin, found.end);
    wave.periodSeconds = periodSeconds(samples, marks);
    const double low = medianOfRuns(samples, wave.runs, PhaseKind::Valley);
    const double high = medianOfRuns(samples, wave.runs, PhaseKind::Peak);
    wave.gapWatts = high - low;
    wave.polarity = polarityOf(median(innerDurations(samples, wave.runs, PhaseKind::Peak)),
                               median(innerDurations(samples, wave.runs, PhaseKind::Valley)), low, high);
    wave.reason = fmt::format(
        "A {} of {:.3g} W repeats {} times, every {:.3g} s; the cycles are alike by {:.1f} "
        "standard deviations of chance ({:.3g} make a wave{}).",
        found.markKind == PhaseKind::Peak ? "peak" : "dip",
        std::abs(powerOfRuns(samples, wave.runs, PhaseKind::Peak) - powerOfRuns(samples, wave.runs, PhaseKind::Valley)),
        marks.size(), wave.periodSeconds, repetition.significance, repetition.needed,
        repetition.needed < settings.minimumRepetition ? " beside another with such a mark" : "");
    wave.confidence = (1.0 - 0.5 * settings.minimumRepetition / std::max(repetition.significance, 1.0)) *
                      (1.0 - 0.5 / static_cast<double>(marks.size()));
    return found;
}

bool holdsTheMarks(const WaveFinding& byLevel, const MarkedWave& marked)
{
    std::size_t runs = 0;
    std::size_t met = 0;
    auto mark = marked.wave.runs.begin();
    const auto isMark = [&](const LevelRun& run) { return run.kind == marked.markKind; };
    for (const LevelRun& run : byLevel.runs) {
        const std::size_t middle = (run.begin + run.end) / 2;
        if (!isMark(run) || middle < marked.begin || middle >= marked.end)
            continue;
        ++runs;
        while (mark != marked.wave.runs.end() && (!isMark(*mark) || mark->end <= run.begin))
            ++mark;
        if (mark != marked.wave.runs.end() && mark->begin < run.end)
            ++met;
    }
    return runs <= marked.marks + 1 && met == marked.marks;
}

} // namespace wattline
