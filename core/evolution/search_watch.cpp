// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/search_watch.h"

#include <algorithm>

namespace wattline {

SearchNews SearchWatch::take(const GenerationStats& stats)
{
    constexpr double Noticeable = 0.999;
    constexpr std::size_t FewestGenerations = 10;
    constexpr std::size_t ShareOfAll = 5;
    if (stats.bestFitness < Noticeable * m_best) {
        m_best = stats.bestFitness;
        m_lastBetter = stats.generation;
        m_isPlateau = false;
        return SearchNews::Better;
    }
    const std::size_t since = stats.generation - m_lastBetter;
    if (m_isPlateau || since < std::max(FewestGenerations, stats.generation / ShareOfAll))
        return SearchNews::None;
    m_isPlateau = true;
    return SearchNews::Plateau;
}

} // namespace wattline
