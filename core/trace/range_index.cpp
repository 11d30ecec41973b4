// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/parallel.h"
#include "core/trace/pieces.h"
#include "core/trace/range_summary.h"

#include <algorithm>

namespace wattline {

namespace {

constexpr std::size_t BlockSamples = RangeIndex::BlockSamples;
constexpr std::size_t BlocksTogether = 128; ///< of one piece of work

/// Calls body(block) for every block, in parallel; false where a stop was requested.
template <class Body>
bool forEachBlock(std::size_t blocks, const RunContext& context, const Body& body)
{
    return parallelFor((blocks + BlocksTogether - 1) / BlocksTogether, context, [&](std::size_t part) {
        const std::size_t end = std::min(blocks, (part + 1) * BlocksTogether);
        for (std::size_t block = part * BlocksTogether; block < end; ++block)
            body(block);
    });
}

/// What the samples of a block say by themselves: their extent, how many are no numbers, the last that is one.
void lookAtSamples(const PowerSeries& series, std::size_t block, RangeIndex& index)
{
    const std::size_t end = std::min(series.size(), (block + 1) * BlockSamples);
    RangeIndex::UpTo& own = index.upTo[block + 1];
    float low = std::numeric_limits<float>::infinity();
    float high = -low;
    for (std::size_t i = block * BlockSamples; i < end; ++i) {
        const float watts = series.powerWatts[i];
        if (std::isnan(watts)) {
            ++own.missing;
            continue;
        }
        low = std::min(low, watts);
        high = std::max(high, watts);
        own.good = i;
    }
    index.extents[block].take(low);
    index.extents[block].take(high);
}

/// The pieces that end at the samples of a block.
void addPieces(const PowerSeries& series, std::size_t block, RangeIndex& index)
{
    const std::size_t end = std::min(series.size(), (block + 1) * BlockSamples);
    RangeIndex::UpTo& own = index.upTo[block + 1];
    forEachPiece(series, index.upTo[block].good, block * BlockSamples, end, [&](const Piece& piece) {
        if (piece.seconds() > index.gapSeconds) {
            ++own.gaps;
            return;
        }
        own.joules += piece.joules();
        own.seconds += piece.seconds();
        own.squaredWattSeconds += piece.squaredWattSeconds();
    });
}

} // namespace

std::optional<RangeIndex> indexRanges(const PowerSeries& series, double gapSeconds, const RunContext& context)
{
    RangeIndex index;
    index.gapSeconds = gapSeconds;
    const std::size_t blocks = (series.size() + BlockSamples - 1) / BlockSamples;
    index.extents.resize(blocks);
    index.upTo.resize(blocks + 1);
    if (!forEachBlock(blocks, context, [&](std::size_t block) { lookAtSamples(series, block, index); }))
        return std::nullopt;
    for (std::size_t i = 1; i <= blocks; ++i) {
        if (index.upTo[i].good == NoSample)
            index.upTo[i].good = index.upTo[i - 1].good;
    }
    if (!forEachBlock(blocks, context, [&](std::size_t block) { addPieces(series, block, index); }))
        return std::nullopt;
    for (std::size_t i = 1; i <= blocks; ++i) {
        RangeIndex::UpTo& sum = index.upTo[i];
        const RangeIndex::UpTo& before = index.upTo[i - 1];
        sum.joules += before.joules;
        sum.seconds += before.seconds;
        sum.squaredWattSeconds += before.squaredWattSeconds;
        sum.missing += before.missing;
        sum.gaps += before.gaps;
    }
    return index;
}

std::optional<RangeIndex> indexRanges(const PowerSeries& series, const RunContext& context)
{
    return indexRanges(series, gapThresholdSeconds(series), context);
}

} // namespace wattline
