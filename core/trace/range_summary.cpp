// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/range_summary.h"

#include "core/trace/level_split.h"
#include "core/trace/pieces.h"

#include <algorithm>

namespace wattline {

namespace {

constexpr double NotANumber = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t BlockSamples = RangeIndex::BlockSamples;
constexpr std::size_t MostCrossingBlocks = 4096;

/// The last good sample before `sample`.
std::size_t goodBefore(const PowerSeries& series, const RangeIndex& index, std::size_t sample)
{
    const std::size_t block = sample / BlockSamples;
    for (std::size_t i = sample; i > block * BlockSamples; --i) {
        if (!std::isnan(series.powerWatts[i - 1]))
            return i - 1;
    }
    return index.upTo[block].good;
}

/// The first good sample from `sample` on; the series' size where there is none.
std::size_t goodFrom(const PowerSeries& series, const RangeIndex& index, std::size_t sample)
{
    while (sample < series.size() && std::isnan(series.powerWatts[sample])) {
        const bool ofBlock = sample % BlockSamples == 0 && index.extents[sample / BlockSamples].empty();
        sample += ofBlock ? BlockSamples : 1;
    }
    return std::min(sample, series.size());
}

/// The sums over a range.
struct RangeSums {
    RangeIndex::UpTo sums;
    ValueExtent extent;
};

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

    RangeSums sums() const
    {
        RangeSums range;
        RangeIndex::UpTo& sum = range.sums;
        const auto addPiece = [&](const Piece& whole) {
            const Piece piece = whole.clippedTo(m_beginSeconds, m_endSeconds);
            if (whole.seconds() > m_index.gapSeconds) {
                sum.gaps += piece.seconds() > 0.0 ? 1 : 0;
                return;
            }
            sum.joules += piece.joules();
            sum.seconds += piece.seconds();
            sum.squaredWattSeconds += piece.squaredWattSeconds();
        };
        const auto addSample = [&](float watts) {
            sum.missing += std::isnan(watts) ? 1 : 0;
            range.extent.take(watts);
        };
        walk(addPiece, addSample, [&](std::size_t begin, std::size_t end) {
            const RangeIndex::UpTo& before = m_index.upTo[begin];
            const RangeIndex::UpTo& after = m_index.upTo[end];
            sum.joules += after.joules - before.joules;
            sum.seconds += after.seconds - before.seconds;
            sum.squaredWattSeconds += after.squaredWattSeconds - before.squaredWattSeconds;
            sum.missing += after.missing - before.missing;
            sum.gaps += after.gaps - before.gaps;
            for (std::size_t block = begin; block < end; ++block)
                range.extent.take(m_index.extents[block]);
        });
        return range;
    }

    double secondsAbove(double levelWatts) const
    {
        double above = 0.0;
        std::vector<std::size_t> crossing;
        const auto addPiece = [&](const Piece& piece) {
            if (piece.seconds() <= m_index.gapSeconds)
                above += piece.clippedTo(m_beginSeconds, m_endSeconds).secondsAbove(levelWatts);
        };
        walk(
            addPiece, [](float) {},
            [&](std::size_t begin, std::size_t end) {
                for (std::size_t block = begin; block < end; ++block) {
                    // The first piece begins in the block before, at its last good sample.
                    ValueExtent extent = m_index.extents[block];
                    if (extent.empty())
                        continue;
                    const bool isKnown = block > 0 && !m_index.extents[block - 1].empty();
                    if (isKnown)
                        extent.take(m_index.extents[block - 1]);
                    if (isKnown && extent.low > levelWatts)
                        above += secondsOf(block);
                    else if (!isKnown || extent.high > levelWatts)
                        crossing.push_back(block);
                }
            });
        return above + secondsAbove(levelWatts, crossing);
    }

private:
    double secondsOf(std::size_t block) const { return m_index.upTo[block + 1].seconds - m_index.upTo[block].seconds; }

    double secondsAbove(double levelWatts, std::size_t block) const
    {
        double above = 0.0;
        forEachPiece(m_series, m_index.upTo[block].good, block * BlockSamples, (block + 1) * BlockSamples,
                     [&](const Piece& piece) {
                         if (piece.seconds() <= m_index.gapSeconds)
                             above += piece.secondsAbove(levelWatts);
                     });
        return above;
    }

    double secondsAbove(double levelWatts, const std::vector<std::size_t>& blocks) const
    {
        double above = 0.0;
        if (blocks.size() <= MostCrossingBlocks) {
            for (const std::size_t block : blocks)
                above += secondsAbove(levelWatts, block);
            return above;
        }
        double all = 0.0;
        for (const std::size_t block : blocks)
            all += secondsOf(block);
        // Multiples of the golden ratio lie evenly and, unlike a fixed stride, in step with no wave.
        constexpr double GoldenRatio = 0.6180339887498949;
        double looked = 0.0;
        for (std::size_t i = 0; i < MostCrossingBlocks; ++i) {
            const double turns = static_cast<double>(i) * GoldenRatio;
            const std::size_t block =
                blocks[static_cast<std::size_t>((turns - std::floor(turns)) * static_cast<double>(blocks.size()))];
            above += secondsAbove(levelWatts, block);
            looked += secondsOf(block);
        }
        return looked > 0.0 ? above * all / looked : 0.0;
    }

    /// Hands over the blocks that lie wholly in the range, by their numbers [begin, end), and of the rest each piece
    /// that reaches into the range and each sample in it.
    template <class VisitPiece, class VisitSample, class VisitBlocks>
    void walk(const VisitPiece& visitPiece, const VisitSample& visitSample, const VisitBlocks& visitBlocks) const
    {
        if (m_series.empty() || m_endSeconds < m_beginSeconds)
            return;
        const std::size_t endOfWhole = m_last / BlockSamples;
        std::size_t good = goodBefore(m_series, m_index, m_first);
        for (std::size_t at = m_first; at < m_last;) {
            const std::size_t block = at / BlockSamples;
            const bool isInside = at == block * BlockSamples && block < endOfWhole;
            // A piece that ends in the block must not begin before the range: it would have to be cut.
            const bool isWhole = isInside && good != NoSample && m_series.timeSeconds[good] >= m_beginSeconds;
            std::size_t end = std::min((block + 1) * BlockSamples, m_last);
            if (isWhole || (isInside && m_index.extents[block].empty())) {
                const std::size_t endBlock = isWhole ? endOfWhole : block + 1;
                visitBlocks(block, endBlock);
                good = m_index.upTo[endBlock].good;
                end = endBlock * BlockSamples;
            } else {
                good = forEachPiece(m_series, good, at, end, visitPiece);
                std::for_each(m_series.powerWatts.begin() + static_cast<std::ptrdiff_t>(at),
                              m_series.powerWatts.begin() + static_cast<std::ptrdiff_t>(end), visitSample);
            }
            at = end;
        }
        const std::size_t after = goodFrom(m_series, m_index, m_last);
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

CoveredEnergy energyBetween(const PowerSeries& series, const RangeIndex& index, double beginSeconds, double endSeconds)
{
    const RangeIndex::UpTo sums = RangeWalk(series, index, beginSeconds, endSeconds).sums().sums;
    return {sums.joules, sums.seconds};
}

RangeSummary summariseRange(const PowerSeries& series, const RangeIndex& index, double beginSeconds, double endSeconds,
                            std::optional<double> dutyLevelWatts)
{
    const RangeWalk walk(series, index, beginSeconds, endSeconds);
    const auto [sums, extent] = walk.sums();
    RangeSummary summary;
    summary.samples = walk.last() - walk.first();
    summary.missing = sums.missing;
    summary.gaps = sums.gaps;
    summary.energyJoules = sums.joules;
    summary.minWatts = extent.empty() ? NotANumber : extent.low;
    summary.maxWatts = extent.empty() ? NotANumber : extent.high;
    summary.durationSeconds = std::max(0.0, endSeconds - beginSeconds);
    summary.coverage = summary.durationSeconds > 0.0 ? sums.seconds / summary.durationSeconds : NotANumber;
    const bool isCovered = sums.seconds > 0.0;
    summary.meanWatts = isCovered ? sums.joules / sums.seconds : NotANumber;
    const double variance = sums.squaredWattSeconds / sums.seconds - summary.meanWatts * summary.meanWatts;
    summary.stdWatts = isCovered ? std::sqrt(std::max(0.0, variance)) : NotANumber;
    if (!dutyLevelWatts) {
        if (const std::optional<LevelSplit> levels = splitLevels(series, walk.first(), walk.last()))
            dutyLevelWatts = levels->middleWatts();
    }
    summary.dutyLevelWatts = dutyLevelWatts.value_or(NotANumber);
    summary.duty = dutyLevelWatts ? walk.secondsAbove(*dutyLevelWatts) / sums.seconds : NotANumber;
    return summary;
}

RangeSummary summariseRange(const PowerSeries& series, double beginSeconds, double endSeconds)
{
    return summariseRange(series, *indexRanges(series), beginSeconds, endSeconds);
}

} // namespace wattline
