// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/pyramid.h"

#include "core/base/parallel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace wattline {

namespace {

constexpr std::size_t BlockSamples = 64;
constexpr std::size_t Fan = 16; ///< blocks that one of the next level sums up
constexpr std::size_t ChunkBlocks = 4096;

/// Sixteen running extents, which the compiler keeps in vector registers; comparisons with NaN are false, so that NaN
/// never enters.
ValueExtent extentOfBlock(const float* values)
{
    std::array<float, Fan> low;
    std::array<float, Fan> high;
    low.fill(ValueExtent().low);
    high.fill(ValueExtent().high);
    for (std::size_t i = 0; i < BlockSamples; i += Fan) {
        for (std::size_t lane = 0; lane < Fan; ++lane) {
            const float value = values[i + lane];
            low[lane] = value < low[lane] ? value : low[lane];
            high[lane] = value > high[lane] ? value : high[lane];
        }
    }
    ValueExtent extent;
    for (std::size_t lane = 0; lane < Fan; ++lane) {
        extent.low = std::min(extent.low, low[lane]);
        extent.high = std::max(extent.high, high[lane]);
    }
    return extent;
}

ValueExtent scan(std::span<const float> values)
{
    ValueExtent extent;
    for (const float value : values)
        extent.take(value);
    return extent;
}

std::size_t blocksOf(std::size_t count, std::size_t size)
{
    return (count + size - 1) / size;
}

} // namespace

ValueExtent::ValueExtent() : low(std::numeric_limits<float>::infinity()), high(-std::numeric_limits<float>::infinity())
{
}

void ValueExtent::take(float value)
{
    low = value < low ? value : low;
    high = value > high ? value : high;
}

void ValueExtent::take(const ValueExtent& other)
{
    low = std::min(low, other.low);
    high = std::max(high, other.high);
}

std::optional<Pyramid> Pyramid::build(std::span<const float> values, const RunContext& context)
{
    Pyramid pyramid;
    std::vector<ValueExtent>& finest = pyramid.m_levels.emplace_back(blocksOf(values.size(), BlockSamples));
    const bool done = parallelFor(blocksOf(finest.size(), ChunkBlocks), context, [&](std::size_t chunk) {
        const std::size_t last = std::min(finest.size(), (chunk + 1) * ChunkBlocks);
        for (std::size_t block = chunk * ChunkBlocks; block < last; ++block) {
            const std::size_t begin = block * BlockSamples;
            finest[block] = begin + BlockSamples <= values.size() ? extentOfBlock(values.data() + begin)
                                                                  : scan(values.subspan(begin));
        }
    });
    if (!done)
        return std::nullopt;
    while (pyramid.m_levels.back().size() > Fan) {
        const std::vector<ValueExtent>& below = pyramid.m_levels.back();
        std::vector<ValueExtent> level(blocksOf(below.size(), Fan));
        for (std::size_t i = 0; i < below.size(); ++i)
            level[i / Fan].take(below[i]);
        pyramid.m_levels.push_back(std::move(level));
    }
    return pyramid;
}

ValueExtent Pyramid::extentOf(std::span<const float> values, std::size_t begin, std::size_t end) const
{
    ValueExtent extent;
    while (begin < end && begin % BlockSamples != 0)
        extent.take(values[begin++]);
    while (begin < end && end % BlockSamples != 0)
        extent.take(values[--end]);
    begin /= BlockSamples;
    end /= BlockSamples;
    for (std::size_t level = 0; begin < end; ++level) {
        const std::vector<ValueExtent>& blocks = m_levels[level];
        const bool top = level + 1 == m_levels.size();
        while (begin < end && (top || begin % Fan != 0))
            extent.take(blocks[begin++]);
        while (begin < end && end % Fan != 0)
            extent.take(blocks[--end]);
        begin /= Fan;
        end /= Fan;
    }
    return extent;
}

std::size_t Pyramid::emptyFrom(std::size_t begin) const
{
    std::size_t length = 0;
    std::size_t size = BlockSamples;
    for (const std::vector<ValueExtent>& blocks : m_levels) {
        if (begin % size != 0 || begin / size >= blocks.size() || !blocks[begin / size].empty())
            break;
        length = size;
        size *= Fan;
    }
    return length;
}

std::size_t Pyramid::emptyUpTo(std::size_t end) const
{
    std::size_t length = 0;
    std::size_t size = BlockSamples;
    for (const std::vector<ValueExtent>& blocks : m_levels) {
        if (end < size || end % size != 0 || !blocks[end / size - 1].empty())
            break;
        length = size;
        size *= Fan;
    }
    return length;
}

std::size_t Pyramid::nextNumber(std::span<const float> values, std::size_t from, std::size_t end) const
{
    while (from < end) {
        if (const std::size_t empty = emptyFrom(from); empty > 0)
            from += empty;
        else if (std::isnan(values[from]))
            ++from;
        else
            return from;
    }
    return end;
}

std::optional<std::size_t> Pyramid::previousNumber(std::span<const float> values, std::size_t from,
                                                   std::size_t begin) const
{
    while (from > begin) {
        if (const std::size_t empty = emptyUpTo(from); empty > 0)
            from -= empty;
        else if (std::isnan(values[from - 1]))
            --from;
        else
            return from - 1;
    }
    return std::nullopt;
}

std::size_t Pyramid::bytes() const
{
    std::size_t blocks = 0;
    for (const std::vector<ValueExtent>& level : m_levels)
        blocks += level.size();
    return blocks * sizeof(ValueExtent);
}

} // namespace wattline
