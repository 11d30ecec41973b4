// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/join_slivers.h"

#include <algorithm>
#include <utility>

namespace wattline {

namespace {

class SliverJoin {
public:
    SliverJoin(const GoodSamples& samples, const SegmentationSettings& settings, const RunContext& context)
        : m_samples(samples), m_settings(settings), m_context(context)
    {
    }

    void add(RegimeFinding regime)
    {
        if (!m_kept.empty() && !isWave(m_kept.back()) && !isWave(regime) &&
            (isSliver(m_kept.back()) || isSliver(regime)))
            join(std::move(regime));
        else
            begin(std::move(regime));
    }

    std::vector<RegimeFinding> take()
    {
        judgeSlivers();
        return std::move(m_kept);
    }

private:
    static bool isSliver(const RegimeFinding& regime) { return regime.end - regime.begin < LeastPartSamples; }
    static bool isWave(const RegimeFinding& regime) { return regime.wave.shape == WaveShape::Square; }

    void begin(RegimeFinding regime)
    {
        judgeSlivers();
        m_longest = regime.end - regime.begin;
        m_kept.push_back(std::move(regime));
    }

    void join(RegimeFinding regime)
    {
        const std::size_t length = regime.end - regime.begin;
        if (length > m_longest)
            m_kept.back().wave = std::move(regime.wave);
        m_longest = std::max(m_longest, length);
        m_kept.back().end = regime.end;
    }

    void judgeSlivers()
    {
        if (m_kept.empty() || m_longest >= LeastPartSamples || isSliver(m_kept.back()))
            return;
        RegimeFinding& joined = m_kept.back();
        WaveFinding whole = findWave(m_samples, joined.begin, joined.end, m_settings, m_context);
        if (whole.shape != WaveShape::Square)
            joined.wave = std::move(whole);
    }

    const GoodSamples& m_samples;
    const SegmentationSettings& m_settings;
    const RunContext& m_context;
    std::vector<RegimeFinding> m_kept;
    std::size_t m_longest = 0; ///< of the regimes joined in the last one
};

} // namespace

std::vector<RegimeFinding> withoutSlivers(const GoodSamples& samples, std::vector<RegimeFinding> regimes,
                                          const SegmentationSettings& settings, const RunContext& context)
{
    SliverJoin joined(samples, settings, context);
    for (RegimeFinding& regime : regimes)
        joined.add(std::move(regime));
    return joined.take();
}

} // namespace wattline
