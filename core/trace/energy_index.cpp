// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/energy_index.h"

#include "core/base/parallel.h"

#include <algorithm>

namespace wattline {

namespace {

constexpr std::size_t BlockSamples = 4096;

} // namespace

/// integrate(), which walks every sample of a gap that holds a bound, is spared the gap at the beginning.
CoveredEnergy EnergyIndex::integrated(double beginSeconds, double endSeconds) const
{
    const auto& times = m_series->timeSeconds;
    const std::size_t at = m_sampled->samplesIn(beginSeconds, beginSeconds).first;
    const std::size_t next = m_sampled->nextNumber(at);
    if (next >= times.size())
        return {};
    const std::optional<std::size_t> before = m_sampled->previousNumber(at);
    if (!before || times[next] - times[*before] > m_sampled->gapSeconds())
        beginSeconds = std::max(beginSeconds, times[next]);
    if (beginSeconds >= endSeconds)
        return {};
    return integrate(*m_series, m_sampled->gapSeconds(), beginSeconds, endSeconds);
}

std::optional<EnergyIndex> EnergyIndex::build(std::shared_ptr<const PowerSeries> series,
                                              std::shared_ptr<const SampledSeries> sampled, const RunContext& context)
{
    EnergyIndex index;
    index.m_series = std::move(series);
    index.m_sampled = std::move(sampled);
    const auto& times = index.m_series->timeSeconds;
    if (times.empty())
        return index;
    std::vector<CoveredEnergy>& upTo = index.m_upTo;
    upTo.resize((times.size() - 1) / BlockSamples + 1);
    const bool done = parallelFor(upTo.size() - 1, context, [&](std::size_t block) {
        upTo[block + 1] = index.integrated(times[block * BlockSamples], times[(block + 1) * BlockSamples]);
    });
    if (!done)
        return std::nullopt;
    for (std::size_t i = 1; i < upTo.size(); ++i) {
        upTo[i].joules += upTo[i - 1].joules;
        upTo[i].seconds += upTo[i - 1].seconds;
    }
    return index;
}

std::size_t EnergyIndex::blockAfter(double seconds) const
{
    return (m_sampled->samplesIn(seconds, seconds).first + BlockSamples - 1) / BlockSamples;
}

CoveredEnergy EnergyIndex::between(double beginSeconds, double endSeconds) const
{
    const auto& times = m_series->timeSeconds;
    const std::size_t first = blockAfter(beginSeconds);
    const std::size_t last = std::min(blockAfter(endSeconds), m_upTo.size());
    if (first + 1 >= last) // no whole block lies between
        return integrated(beginSeconds, endSeconds);
    const std::size_t whole = last - 1;
    const CoveredEnergy head = integrated(beginSeconds, times[first * BlockSamples]);
    const CoveredEnergy tail = integrated(times[whole * BlockSamples], endSeconds);
    return {head.joules + m_upTo[whole].joules - m_upTo[first].joules + tail.joules,
            head.seconds + m_upTo[whole].seconds - m_upTo[first].seconds + tail.seconds};
}

} // namespace wattline
