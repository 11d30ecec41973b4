// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/split_recordings.h"

#include "core/trace/reading/time_order.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace wattline {

namespace {

constexpr std::size_t MostRecordings = 100;

double seconds(std::int64_t micros)
{
    return static_cast<double>(micros) * 1e-6;
}

/// Leaves out a sample whose stamp lies far from both its neighbours, which fit each other: its clock was misread.
void dropLoneStamps(GpuRows& rows, std::vector<Issue>& issues)
{
    std::vector<TimeJump> lone;
    for (std::size_t j = 1; j < rows.jumps.size(); ++j) {
        const std::size_t i = rows.jumps[j - 1].sample;
        if (rows.jumps[j].sample != i + 1 || (!lone.empty() && lone.back().sample + 1 == i))
            continue;
        const std::int64_t across = rows.micros[i + 1] - rows.micros[i - 1];
        const std::int64_t away = std::abs(rows.micros[i] - rows.micros[i - 1]);
        if (across >= 0 && across <= GpuRows::LongStepMicros && away > GpuRows::LongStepMicros)
            lone.push_back(rows.jumps[j - 1]);
    }
    if (lone.empty())
        return;
    issues.push_back(
        {IssueKind::BadTime, lone.front().line, lone.size(),
         fmt::format("A stamp of GPU {} lies {:.3f} s from the stamps before and after; the sample was "
                     "left out.",
                     rows.id,
                     std::abs(seconds(rows.micros[lone.front().sample] - rows.micros[lone.front().sample - 1])))});
    for (auto jump = lone.rbegin(); jump != lone.rend(); ++jump)
        removeSample(rows, jump->sample);
}

/// The rows of one GPU, cut where a recording begins anew.
struct Pieces {
    std::vector<GpuRows> rows;
    std::vector<std::size_t> lines;     ///< on which each begins; 0 for the first
    std::vector<std::int64_t> stepBack; ///< by how much the time steps back before it
};

Pieces piecesOf(GpuRows rows)
{
    Pieces pieces;
    const std::vector<std::size_t> starts = rows.stepsBack > 0 ? freshStarts(rows.micros) : std::vector<std::size_t>();
    std::size_t begin = 0;
    for (std::size_t p = 0; p <= starts.size(); ++p) {
        const std::size_t end = p < starts.size() ? starts[p] : rows.micros.size();
        const auto jump = std::find_if(rows.jumps.begin(), rows.jumps.end(),
                                       [&](const TimeJump& j) { return begin > 0 && j.sample == begin; });
        pieces.lines.push_back(jump == rows.jumps.end() ? 0 : jump->line);
        pieces.stepBack.push_back(begin > 0 ? rows.micros[begin - 1] - rows.micros[begin] : 0);
        pieces.rows.push_back(slice(rows, begin, end));
        begin = end;
    }
    return pieces;
}

/// For each piece of a GPU the recording it belongs to: as many in the same order, or, where this GPU has fewer pieces,
/// the next one with which it shares the most time.
std::vector<std::size_t> placesOf(const Pieces& pieces, const Pieces& most)
{
    std::vector<std::size_t> places;
    places.reserve(pieces.rows.size());
    std::size_t next = 0;
    for (std::size_t p = 0; p < pieces.rows.size(); ++p) {
        const auto [first, last] = std::minmax_element(pieces.rows[p].micros.begin(), pieces.rows[p].micros.end());
        const std::size_t reserved = pieces.rows.size() - p - 1;
        std::size_t best = next;
        std::int64_t bestShared = std::numeric_limits<std::int64_t>::min();
        for (std::size_t r = next; r + reserved < most.rows.size(); ++r) {
            const std::vector<std::int64_t>& other = most.rows[r].micros;
            const std::int64_t shared = std::min(*last, other.back()) - std::max(*first, other.front());
            if (shared > bestShared) {
                bestShared = shared;
                best = r;
            }
        }
        places.push_back(best);
        next = best + 1;
    }
    return places;
}

std::vector<RecordingRows> splitWhereTheClockWasSetBack(std::vector<GpuRows> gpus)
{
    std::vector<Pieces> all;
    all.reserve(gpus.size());
    for (GpuRows& rows : gpus)
        all.push_back(piecesOf(std::move(rows)));
    const auto most = std::max_element(all.begin(), all.end(),
                                       [](const Pieces& a, const Pieces& b) { return a.rows.size() < b.rows.size(); });
    std::vector<RecordingRows> recordings(most->rows.size());
    for (std::size_t r = 1; r < recordings.size(); ++r) {
        recordings[r].line = most->lines[r];
        recordings[r].whyApart = fmt::format("the clock steps back by {:.3f} s there", seconds(most->stepBack[r]));
    }
    std::vector<std::vector<std::size_t>> places;
    places.reserve(all.size());
    for (const Pieces& pieces : all)
        places.push_back(placesOf(pieces, *most));
    for (std::size_t g = 0; g < all.size(); ++g) {
        for (std::size_t p = 0; p < all[g].rows.size(); ++p)
            recordings[places[g][p]].gpus.push_back(std::move(all[g].rows[p]));
    }
    return recordings;
}

/// Where some GPU has samples: [first, last].
struct Covered {
    std::int64_t first = 0;
    std::int64_t last = 0;
};

std::int64_t longestStepWithin(const std::vector<GpuRows>& gpus)
{
    std::int64_t step = 0;
    for (const GpuRows& rows : gpus)
        step = std::max(step, medianStepMicros(rows.micros));
    return std::max(GpuRows::LongStepMicros, 20 * step);
}

/// The stretches of time in which no step between samples of any GPU is longer than that.
std::vector<Covered> coveredBy(const std::vector<GpuRows>& gpus, std::int64_t longest)
{
    std::vector<Covered> each;
    for (const GpuRows& rows : gpus) {
        each.push_back({rows.micros.front(), rows.micros.front()});
        for (const std::int64_t time : rows.micros) {
            if (time - each.back().last > longest)
                each.push_back({time, time});
            each.back().last = time;
        }
    }
    std::sort(each.begin(), each.end(), [](const Covered& a, const Covered& b) { return a.first < b.first; });
    std::vector<Covered> joined;
    for (const Covered& stretch : each) {
        if (joined.empty() || stretch.first - joined.back().last > longest)
            joined.push_back(stretch);
        else
            joined.back().last = std::max(joined.back().last, stretch.last);
    }
    return joined;
}

using LinesByTime = std::map<std::int64_t, std::size_t>;

LinesByTime linesOfJumps(const std::vector<GpuRows>& gpus)
{
    LinesByTime lines;
    for (const GpuRows& rows : gpus) {
        for (const TimeJump& jump : rows.jumps)
            lines.try_emplace(rows.micros[jump.sample], jump.line);
    }
    return lines;
}

void putInOrder(RecordingRows& recording, const RunContext& context)
{
    for (GpuRows& rows : recording.gpus) {
        if (rows.stepsBack == 0 || context.stopRequested())
            continue;
        const auto back = std::find_if(rows.jumps.begin(), rows.jumps.end(), [&](const TimeJump& jump) {
            return rows.micros[jump.sample] < rows.micros[jump.sample - 1];
        });
        const bool known = back != rows.jumps.end();
        const double first = known ? seconds(rows.micros[back->sample - 1] - rows.micros[back->sample]) : 0.0;
        recording.issues.push_back(
            {IssueKind::TimeBackwards, known ? back->line : 0, rows.stepsBack,
             fmt::format("The time of GPU {} steps back{}; its samples were put in order of time.", rows.id,
                         known ? fmt::format(" by {:.3f} s", first) : std::string())});
        sortByTime(rows, context);
    }
}

/// Appends the recording to the others, cut at gaps of all its GPUs.
void splitAtGaps(RecordingRows recording, const LinesByTime& lines, std::vector<RecordingRows>& recordings)
{
    const std::vector<Covered> covered = coveredBy(recording.gpus, longestStepWithin(recording.gpus));
    if (covered.size() < 2 || covered.size() > MostRecordings) {
        recordings.push_back(std::move(recording));
        return;
    }
    for (std::size_t c = 0; c < covered.size(); ++c) {
        RecordingRows cut;
        if (c == 0) {
            cut.line = recording.line;
            cut.whyApart = recording.whyApart;
            cut.issues = std::move(recording.issues);
        } else {
            const auto line = lines.find(covered[c].first);
            cut.line = line == lines.end() ? 0 : line->second;
            cut.whyApart = fmt::format("nothing was recorded for {:.0f} s before it",
                                       seconds(covered[c].first - covered[c - 1].last));
        }
        for (GpuRows& rows : recording.gpus) {
            const auto begin = std::lower_bound(rows.micros.begin(), rows.micros.end(), covered[c].first);
            const auto end = std::upper_bound(begin, rows.micros.end(), covered[c].last);
            if (begin != end)
                cut.gpus.push_back(slice(rows, static_cast<std::size_t>(begin - rows.micros.begin()),
                                         static_cast<std::size_t>(end - rows.micros.begin())));
        }
        recordings.push_back(std::move(cut));
    }
}

} // namespace

std::vector<RecordingRows> splitRecordings(std::vector<GpuRows> gpus, const RunContext& context)
{
    std::vector<Issue> issues;
    for (GpuRows& rows : gpus)
        dropLoneStamps(rows, issues);
    std::vector<RecordingRows> recordings;
    for (RecordingRows& recording : splitWhereTheClockWasSetBack(std::move(gpus))) {
        const LinesByTime lines = linesOfJumps(recording.gpus);
        putInOrder(recording, context);
        splitAtGaps(std::move(recording), lines, recordings);
    }
    recordings.front().issues.insert(recordings.front().issues.begin(), issues.begin(), issues.end());
    return recordings;
}

} // namespace wattline
