// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/marked_wave.h"

#include "core/base/statistics.h"
#include "core/phases/mark.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wattline {

namespace {

/// So many samples are enough for a level.
constexpr std::size_t EnoughForLevel = 200;
constexpr int MostAddedMarks = 3;
/// A plateau that the regime's end cuts shorter than this share of a whole one is no epoch.
constexpr double LeastPlateau = 0.25;
constexpr double LongestOuterPlateau = 1.5; ///< in periods

struct Interval {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t length() const { return end - begin; }
};

double medianOf(const GoodSamples& samples, std::size_t begin, std::size_t end)
{
    const std::size_t stride = 1 + (end - begin) / EnoughForLevel;
    std::vector<double> values;
    for (std::size_t i = begin; i < end; i += stride)
        values.push_back(samples.watts[i]);
    return median(std::move(values));
}

/// Builds the runs of one repetition.
class Marking {
public:
    Marking(const GoodSamples& samples, const Cells& cells, std::size_t begin, std::size_t end,
            const Repetition& repetition)
        : m_samples(samples), m_cells(cells), m_begin(begin), m_end(end), m_repetition(repetition),
          m_mark(markOf(repetition.form)), m_cellSamples(std::size_t{1} << repetition.level)
    {
        m_period = std::max(2.0, repetition.periodCells * static_cast<double>(m_cellSamples));
        const std::size_t some = std::min<std::size_t>(m_end - m_begin, 20'000);
        m_noise = std::max(1e-6, noiseOf(std::span(samples.watts).subspan((m_begin + m_end - some) / 2, some)));
    }

    std::vector<Interval> marks()
    {
        expect();
        measureRise();
        for (std::size_t k = 0; k < m_marks.size(); ++k)
            refine(k);
        m_length = markLength();
        addOuterMarks();
        return m_marks;
    }

    double rise() const { return m_rise; }
    double period() const { return m_period; }

    /// Where the plateau next to an outer mark ends: as far as the power keeps its level.
    std::size_t plateauBegin(const Interval& mark) const
    {
        const double level = medianOf(m_samples, mark.begin - std::min(mark.begin - m_begin, quarter()), mark.begin);
        const std::size_t block = blockSamples();
        const std::size_t least = mark.begin - std::min(mark.begin - m_begin, longestPlateau());
        std::size_t place = mark.begin;
        while (place >= least + block && keeps(level, place - block, place) && !holdsMark(level, place - block, mark.begin))
            place -= block;
        if (place < least + block && keeps(level, least, place))
            return least;
        const std::size_t first = place - std::min(place - least, block);
        return boundary(level, first, std::min(place + block, mark.begin), true);
    }

    std::size_t plateauEnd(const Interval& last) const
    {
        const double level = medianOf(m_samples, last.end, last.end + std::min(m_end - last.end, quarter()));
        const std::size_t block = blockSamples();
        const std::size_t most = last.end + std::min(m_end - last.end, longestPlateau());
        std::size_t place = last.end;
        while (place + block <= most && keeps(level, place, place + block) && !holdsMark(level, last.end, place + block))
            place += block;
        if (place + block > most && keeps(level, place, most))
            return most;
        return boundary(level, std::max(last.end, place - std::min(place, block)), std::min(place + block, most), false);
    }

private:
    std::size_t quarter() const { return std::max<std::size_t>(2, static_cast<std::size_t>(0.25 * m_period)); }
    std::size_t blockSamples() const { return std::max<std::size_t>(3, static_cast<std::size_t>(m_period / 16.0)); }
    std::size_t longestPlateau() const { return static_cast<std::size_t>(LongestOuterPlateau * m_period); }

    double tolerance(double level) const
    {
        return std::max({0.75 * std::abs(m_rise), 4.0 * m_noise, 0.03 * std::abs(level)});
    }
    bool isNear(double level, double watts) const { return std::abs(watts - level) <= tolerance(level); }
    bool keeps(double level, std::size_t begin, std::size_t end) const
    {
        return begin >= end || isNear(level, medianOf(m_samples, begin, end));
    }
    /// Whether something like a mark lies in a stretch of plateau, its edges left out.
    bool holdsMark(double level, std::size_t begin, std::size_t end) const
    {
        const auto length = std::max<std::size_t>(1, static_cast<std::size_t>(0.6 * static_cast<double>(m_length)));
        const double least =
            std::max(0.7 * std::abs(m_rise), 4.0 * m_noise / std::sqrt(static_cast<double>(length)));
        const std::size_t edge = edgeReach();
        for (std::size_t i = begin + edge; i + length + edge <= end; i += std::max<std::size_t>(1, length / 2)) {
            const double off = medianOf(m_samples, i, i + length) - level;
            if (std::abs(off) > least && off * m_rise > 0.0)
                return true;
        }
        return false;
    }
    /// The place in [first, last] that best parts samples near a level from others: near ones after it, or before it.
    std::size_t boundary(double level, std::size_t first, std::size_t last, bool nearAfter) const
    {
        int misplaced = 0;
        int least = 0;
        std::size_t best = first;
        for (std::size_t i = first; i < last; ++i) {
            const bool isMisplacedBefore = isNear(level, m_samples.watts[i]) == nearAfter;
            misplaced += isMisplacedBefore ? 1 : -1;
            if (misplaced < least) {
                least = misplaced;
                best = i + 1;
            }
        }
        return best;
    }

    std::size_t sampleOf(std::size_t cell, std::size_t offset) const
    {
        const std::size_t places = cell + offset;
        const std::size_t inCells = places > m_repetition.lead ? places - m_repetition.lead : 0;
        return std::clamp(m_cells.sampleAt(inCells * m_cellSamples), m_begin, m_end);
    }

    void expect()
    {
        for (const std::size_t cell : m_repetition.begin) {
            const Interval mark{sampleOf(cell, m_mark.begin), sampleOf(cell, m_mark.end)};
            if (mark.end > mark.begin && (m_marks.empty() || mark.begin > m_marks.back().end))
                m_marks.push_back(mark);
        }
    }

    /// The plateau on both sides of a mark, without the edges.
    double plateauAround(const Interval& mark) const
    {
        const std::size_t reach = std::max<std::size_t>(2, static_cast<std::size_t>(0.3 * m_period));
        const std::size_t off = edgeReach();
        const std::size_t before = mark.begin - std::min(mark.begin - m_begin, off);
        const std::size_t after = mark.end + std::min(m_end - mark.end, off);
        const std::size_t begin = before - std::min(before - m_begin, reach);
        const std::size_t end = after + std::min(m_end - after, reach);
        std::vector<double> levels;
        if (before > begin)
            levels.push_back(medianOf(m_samples, begin, before));
        if (end > after)
            levels.push_back(medianOf(m_samples, after, end));
        return levels.empty() ? medianOf(m_samples, mark.begin, mark.end) : mean(levels);
    }

    void measureRise()
    {
        std::vector<double> rises;
        for (const Interval& mark : m_marks)
            rises.push_back(medianOf(m_samples, mark.begin, mark.end) - plateauAround(mark));
        m_rise = rises.empty() ? m_mark.rise : median(std::move(rises));
        if (m_rise * m_mark.rise <= 0.0)
            m_rise = m_mark.rise;
    }

    std::size_t edgeReach() const
    {
        const double jitter = 2.0 * m_repetition.jitterCells * static_cast<double>(m_cellSamples);
        return static_cast<std::size_t>(std::ceil(std::min(std::max(2.0, jitter + static_cast<double>(m_cellSamples)),
                                                           std::max(1.0, 0.25 * m_period))));
    }

    /// The sample nearest in likelihood at which the power goes from one level to the other.
    std::size_t edge(double from, double to, std::size_t expected, std::size_t first, std::size_t last) const
    {
        const double spread = std::max(1.0, 0.5 * static_cast<double>(edgeReach()));
        const auto price = [&](std::size_t place) {
            const double off = (static_cast<double>(place) - static_cast<double>(expected)) / spread;
            return m_noise * off * off;
        };
        double cost = 0.0;
        double least = price(first);
        std::size_t best = first;
        for (std::size_t b = first; b < last; ++b) {
            cost += std::abs(m_samples.watts[b] - from) - std::abs(m_samples.watts[b] - to);
            if (cost + price(b + 1) < least) {
                least = cost + price(b + 1);
                best = b + 1;
            }
        }
        return best;
    }

    void refine(std::size_t k)
    {
        Interval& mark = m_marks[k];
        const double plateau = plateauAround(mark);
        const double top = plateau + m_rise;
        const std::size_t reach = edgeReach();
        const std::size_t lowest = k > 0 ? m_marks[k - 1].end + 1 : m_begin;
        const std::size_t highest = k + 1 < m_marks.size() ? m_marks[k + 1].begin - 1 : m_end;
        const std::size_t middle = (mark.begin + mark.end) / 2;
        const std::size_t first = std::max(lowest, mark.begin - std::min(mark.begin, reach));
        const std::size_t begin = edge(plateau, top, mark.begin, std::min(first, middle), std::max(middle, first));
        const std::size_t last = std::min(highest, mark.end + reach);
        const std::size_t end = edge(top, plateau, mark.end, std::max(begin + 1, std::min(middle, last)),
                                     std::max(begin + 1, last));
        mark = {begin, std::clamp(end, begin + 1, m_end)};
    }

    /// Whether a mark stands where the next one is expected: looked at from the side of the known cycles only.
    bool standsOut(const Interval& mark, double plateau) const
    {
        const double share = (medianOf(m_samples, mark.begin, mark.end) - plateau) / m_rise;
        const double least = std::max(0.5, 2.5 * m_noise / std::sqrt(static_cast<double>(mark.length())) / std::abs(m_rise));
        return share >= least && share <= 2.5;
    }

    std::size_t markLength() const
    {
        std::vector<double> lengths;
        for (const Interval& mark : m_marks)
            lengths.push_back(static_cast<double>(mark.length()));
        return std::max<std::size_t>(1, static_cast<std::size_t>(median(std::move(lengths))));
    }

    void addOuterMarks()
    {
        if (m_marks.empty())
            return;
        for (int added = 0; added < MostAddedMarks && addMark(m_length, true); ++added) {
        }
        for (int added = 0; added < MostAddedMarks && addMark(m_length, false); ++added) {
        }
    }

    bool addMark(std::size_t length, bool after)
    {
        const auto period = static_cast<std::size_t>(std::lround(m_period));
        const std::size_t reach = std::clamp<std::size_t>(edgeReach(), 2, std::max<std::size_t>(2, period / 8));
        const Interval outer = after ? m_marks.back() : m_marks.front();
        if (after ? outer.begin + period - reach + length > m_end : outer.begin < m_begin + period - reach)
            return false;
        const std::size_t gap = period > length ? period - length : 1;
        const double plateau =
            after ? medianOf(m_samples, outer.end, std::min(m_end, outer.end + gap - std::min(gap - 1, reach)))
                  : medianOf(m_samples, outer.begin - std::min(outer.begin - m_begin, gap - std::min(gap - 1, reach)),
                             outer.begin);
        Interval best;
        double most = -1.0;
        for (std::size_t off = 0; off <= 2 * reach; ++off) {
            const std::size_t raw = after ? outer.begin + period + off : outer.begin + off;
            const std::size_t back = after ? reach : period + reach;
            if (raw < m_begin + back || raw - back + length > m_end || (after && raw - back <= outer.end))
                continue;
            const Interval place{raw - back, raw - back + length};
            if (!after && place.end >= outer.begin)
                continue;
            const double share = (medianOf(m_samples, place.begin, place.end) - plateau) / m_rise;
            if (share > most && standsOut(place, plateau)) {
                most = share;
                best = place;
            }
        }
        if (most < 0.0 || staysBeyond(best, plateau, after) ||
            holdsMark(plateau, after ? outer.end : best.end, after ? best.begin : outer.begin))
            return false;
        m_marks.insert(after ? m_marks.end() : m_marks.begin(), best);
        refine(after ? m_marks.size() - 1 : 0);
        return true;
    }

    /// A level that goes on beyond the place is no mark but the beginning of something else.
    bool staysBeyond(const Interval& mark, double plateau, bool after) const
    {
        const std::size_t more = std::max<std::size_t>(2 * mark.length(), 3);
        const Interval beyond = after ? Interval{std::min(m_end, mark.end + 1), std::min(m_end, mark.end + 1 + more)}
                                      : Interval{mark.begin - std::min(mark.begin - m_begin, more + 1),
                                                 mark.begin - std::min<std::size_t>(mark.begin - m_begin, 1)};
        if (beyond.length() < 2)
            return false;
        const double share = (medianOf(m_samples, beyond.begin, beyond.end) - plateau) / m_rise;
        return share > 0.7 && share < 1.5;
    }

    const GoodSamples& m_samples;
    const Cells& m_cells;
    std::size_t m_begin;
    std::size_t m_end;
    const Repetition& m_repetition;
    Mark m_mark;
    std::size_t m_cellSamples;
    double m_period = 0.0;
    double m_noise = 0.0;
    double m_rise = 0.0;
    std::size_t m_length = 1; ///< of a mark
    std::vector<Interval> m_marks;
};

std::vector<LevelRun> runsBetween(const std::vector<Interval>& marks, PhaseKind kind, std::size_t begin, std::size_t end)
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

double periodSeconds(const GoodSamples& samples, const std::vector<Interval>& marks)
{
    std::vector<double> periods;
    for (std::size_t k = 1; k < marks.size(); ++k)
        periods.push_back(samples.seconds[marks[k].begin] - samples.seconds[marks[k - 1].begin]);
    return median(std::move(periods));
}

} // namespace

MarkedWave markedWave(const GoodSamples& samples, const Cells& cells, std::size_t begin, std::size_t end,
                      const Repetition& repetition, const SegmentationSettings& settings)
{
    Marking marking(samples, cells, begin, end, repetition);
    std::vector<Interval> marks = marking.marks();
    MarkedWave found;
    // A mark without its own plateau before it ended whatever was there before.
    const std::size_t own = marks.size() > 3 ? marks[1].begin - marks[0].end : 0;
    if (own > 0 && marks.front().begin - marking.plateauBegin(marks.front()) < own / 2 &&
        marks.front().begin > begin + own)
        marks.erase(marks.begin());
    if (marks.size() < 2)
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
    wave.polarity = polarityOf(median(innerDurations(samples, wave.runs, PhaseKind::Peak)),
                               median(innerDurations(samples, wave.runs, PhaseKind::Valley)), low, high);
    wave.reason = fmt::format("A {} of {:.3g} W repeats {} times, every {:.3g} s; the cycles are alike by {:.0f} "
                              "standard deviations of chance ({:.0f} make a wave).",
                              found.markKind == PhaseKind::Peak ? "peak" : "dip", std::abs(marking.rise()),
                              marks.size(), wave.periodSeconds, repetition.significance, settings.minimumRepetition);
    wave.confidence = (1.0 - 0.5 * settings.minimumRepetition / std::max(repetition.significance, 1.0)) *
                      (1.0 - 0.5 / static_cast<double>(marks.size()));
    return found;
}

} // namespace wattline
