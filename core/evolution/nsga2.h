// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace wattline {

/// The two things that modern mode makes small.
struct Objectives {
    double error = 0.0; ///< finite
    std::size_t length = 0;
};

/// Where an individual stands in its population (Deb and others 2002).
struct Standing {
    std::size_t rank = 0;  ///< 0: nothing dominates it; 1: nothing but members of rank 0 does; ...
    double crowding = 0.0; ///< distance to its neighbours of the same rank; infinite at both ends

    /// Whether it goes before the other one.
    bool beats(const Standing& other) const
    {
        return rank < other.rank || (rank == other.rank && crowding > other.crowding);
    }
};

/// The standing of each. Errors that differ by less than a part in a thousand or so count as equal, so that the shorter
/// formula dominates.
std::vector<Standing> standingsOf(std::span<const Objectives> objectives);

/// The best `count` of them by standing, best first; the earlier goes before the later where they stand alike.
std::vector<std::size_t> bestStanding(const std::vector<Standing>& standings, std::size_t count);

} // namespace wattline
