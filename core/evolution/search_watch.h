// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evolution/generation_stats.h"

namespace wattline {

/// What a generation brought.
enum class SearchNews {
    None,
    Better, ///< a formula whose training error is below all before, by a thousandth of it at least
    Plateau ///< no better one for ten generations and a fifth of all; told once, until there is a better one
};

/// Watches the generations of a search for what is worth telling.
class SearchWatch {
public:
    SearchNews take(const GenerationStats& stats);

    /// Whether no better formula has been found for long.
    bool isPlateau() const { return m_isPlateau; }
    /// The generation, from 0, of the last better formula.
    std::size_t lastBetter() const { return m_lastBetter; }

private:
    double m_best = std::numeric_limits<double>::infinity();
    std::size_t m_lastBetter = 0;
    bool m_isPlateau = false;
};

} // namespace wattline
