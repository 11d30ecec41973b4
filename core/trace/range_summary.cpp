// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/range_summary.h"

#include "core/trace/integrate.h"
#include "core/trace/level_split.h"
#include "core/trace/pieces.h"

#include <algorithm>

namespace wattline {

namespace {

constexpr double NotANumber = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t BlockSamples = RangeIndex::BlockSamples;

/// The last good sample before `sample`.
std::size_t goodBefore(const PowerSeries& series, const RangeIndex& index, std::size_t sample)
{
    const std::size_t block = std::min(sample / BlockSamples, index.blocks.size() - 1);
    for (std::size_t i = sample; i > block * BlockSamples; --i) {
        if (!std::isnan(series.powerWatts[i - 1]))
            return i - 1;
    }
    return index.blocks[block].goodBefore;
}

/// The first good sample from `sample` on; the series' size where there is none.
std::size_t goodFrom(const PowerSeries& series, std::size_t sample)
{
    while (sample < series.size() && std::isnan(series.powerWatts[sample]))
        ++sample;
    return sample;
}

/// Walks the samples of a range: whole blocks where they lie inside, single samples at the two ends.
class RangeWalk {
public:
    RangeWalk(const PowerSeries& series, const RangeIndex& index, double beginSeconds, double endSeconds)
        : m_series(series), m_index(index), m_beginSeconds(beginSeconds), m_endSeconds(endSeconds)
    {
        const auto& times = series.timeSeconds;
        const auto first = std::lower_bound(times.begin(), times.end(), beginSeconds);
        m_first = static_cast<std::size_t>(first - times.begin());
        m_last = static_cast<std::size_t>(std::upper_bound(first, times.end(), endSeconds) - times.begin());
    }

    std::size_t first() const { return m_first; }
    std::size_t last() const { return m_last; }

    RangeSummary sums() const
    {
        RangeSummary sum;
        sum.minWatts = sum.maxWatts = NotANumber;
        sum.samples = m_last - m_first;
        double seconds = 0.0;
        double squares = 0.0;
        const auto addPiece = [&](const Piece& whole) {
            const Piece piece = whole.clippedTo(m_beginSeconds, m_endSeconds);
            if (whole.seconds() > m_index.gapSeconds) {
                sum.gaps += piece.seconds() > 0.0 ? 1 : 0;
                return;
            }
            sum.energyJoules += piece.joules();
            seconds += piece.seconds();
            squares += piece.squaredWattSeconds();
        };
        const auto addSample = [&](float watts) {
            sum.missing += std::isnan(watts) ? 1 : 0;
            sum.minWatts = std::fmin(sum.minWatts, watts); // fmin and fmax pass over what is no number
            sum.maxWatts = std::fmax(sum.maxWatts, watts);
        };
        walk(addPiece, addSample, [&](std::size_t, const RangeIndex::Block& block) {
            sum.energyJoules += block.joules;
            seconds += block.seconds;
            squares += block.squaredWattSeconds;
            sum.missing += block.missing;
            sum.gaps += block.gaps;
            sum.minWatts = std::fmin(sum.minWatts, block.minWatts);
            sum.maxWatts = std::fmax(sum.maxWatts, block.maxWatts);
        });
        sum.durationSeconds = std::max(0.0, m_endSeconds - m_beginSeconds);
        sum.coverage = sum.durationSeconds > 0.0 ? seconds / sum.durationSeconds : NotANumber;
        sum.meanWatts = seconds > 0.0 ? sum.energyJoules / seconds : NotANumber;
        sum.stdWatts = std::sqrt(std::max(0.0, squares / seconds - sum.meanWatts * sum.meanWatts));
        if (!(seconds > 0.0))
            sum.stdWatts = NotANumber;
        return sum;
    }

    double secondsAbove(double levelWatts) const
    {
        double above = 0.0;
        const auto addPiece = [&](const Piece& piece) {
            if (piece.seconds() <= m_index.gapSeconds)
                above += piece.clippedTo(m_beginSeconds, m_endSeconds).secondsAbove(levelWatts);
        };
        walk(
            addPiece, [](float) {},
            [&](std::size_t number, const RangeIndex::Block& block) {
                const float before = m_series.powerWatts[block.goodBefore];
                if (std::fmin(block.minWatts, before) > levelWatts)
                    above += block.seconds;
                else if (std::fmax(block.maxWatts, before) > levelWatts)
                    forEachPiece(m_series, block.goodBefore, number * BlockSamples, (number + 1) * BlockSamples,
                                 [&](const Piece& piece) {
                                     if (piece.seconds() <= m_index.gapSeconds)
                                         above += piece.secondsAbove(levelWatts);
                                 });
            });
        return above;
    }

private:
    /// Hands over blocks that lie wholly in the range, by number, and of the rest each piece that reaches into the
    /// range and each sample in it.
    template <class VisitPiece, class VisitSample, class VisitBlock>
    void walk(const VisitPiece& visitPiece, const VisitSample& visitSample, const VisitBlock& visitBlock) const
    {
        if (m_series.empty() || m_endSeconds < m_beginSeconds)
            return;
        std::size_t good = goodBefore(m_series, m_index, m_first);
        for (std::size_t at = m_first; at < m_last;) {
            const std::size_t block = at / BlockSamples;
            const std::size_t end = std::min((block + 1) * BlockSamples, m_last);
            // A piece that ends in the block must not begin before the range: it would have to be cut.
            const bool isWhole = at == block * BlockSamples && end - at == BlockSamples && good != NoSample &&
                                 m_series.timeSeconds[good] >= m_beginSeconds;
            if (isWhole) {
                visitBlock(block, m_index.blocks[block]);
                good = goodBefore(m_series, m_index, end);
            } else {
                good = forEachPiece(m_series, good, at, end, visitPiece);
                std::for_each(m_series.powerWatts.begin() + static_cast<std::ptrdiff_t>(at),
                              m_series.powerWatts.begin() + static_cast<std::ptrdiff_t>(end), visitSample);
            }
            at = end;
        }
        const std::size_t after = goodFrom(m_series, m_last);
        if (after < m_series.size())
            forEachPiece(m_series, good, after, after + 1, visitPiece);
    }

    const PowerSeries& m_series;
    const RangeIndex& m_index;
    double m_beginSeconds;
    double m_endSeconds;
    std::size_t m_first = 0;
    std::size_t m_last = 0;
};

} // namespace

RangeIndex indexRanges(const PowerSeries& series)
{
    RangeIndex index;
    index.gapSeconds = gapThresholdSeconds(series);
    std::size_t good = NoSample;
    for (std::size_t begin = 0; begin < series.size(); begin += BlockSamples) {
        RangeIndex::Block block;
        block.goodBefore = good;
        block.minWatts = std::numeric_limits<float>::infinity();
        block.maxWatts = -block.minWatts;
        const std::size_t end = std::min(begin + BlockSamples, series.size());
        for (std::size_t i = begin; i < end; ++i) {
            const float watts = series.powerWatts[i];
            block.missing += std::isnan(watts) ? 1 : 0;
            block.minWatts = watts < block.minWatts ? watts : block.minWatts; // no comparison holds for NaN
            block.maxWatts = watts > block.maxWatts ? watts : block.maxWatts;
        }
        if (block.missing == end - begin)
            block.minWatts = block.maxWatts = std::numeric_limits<float>::quiet_NaN();
        good = forEachPiece(series, good, begin, end, [&](const Piece& piece) {
            if (piece.seconds() > index.gapSeconds) {
                ++block.gaps;
                return;
            }
            block.joules += piece.joules();
            block.seconds += piece.seconds();
            block.squaredWattSeconds += piece.squaredWattSeconds();
        });
        index.blocks.push_back(block);
    }
    return index;
}

RangeSummary summariseRange(const PowerSeries& series, const RangeIndex& index, double beginSeconds, double endSeconds,
                            std::optional<double> dutyLevelWatts)
{
    const RangeWalk walk(series, index, beginSeconds, endSeconds);
    RangeSummary summary = walk.sums();
    if (!dutyLevelWatts) {
        if (const std::optional<LevelSplit> levels = splitLevels(series, walk.first(), walk.last()))
            dutyLevelWatts = levels->middleWatts();
    }
    const double covered = summary.coverage * summary.durationSeconds;
    summary.dutyLevelWatts = dutyLevelWatts.value_or(NotANumber);
    summary.duty = dutyLevelWatts ? walk.secondsAbove(*dutyLevelWatts) / covered : NotANumber;
    return summary;
}

RangeSummary summariseRange(const PowerSeries& series, double beginSeconds, double endSeconds)
{
    return summariseRange(series, indexRanges(series), beginSeconds, endSeconds);
}

} // namespace wattline
