// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace wattline {

/// The whole of [0, size) where that is no more than a million samples, else 16 stretches [begin, end) of 65,536,
/// spread evenly: what order statistics of a long series rest on.
inline std::vector<std::pair<std::size_t, std::size_t>> sampledStretches(std::size_t size)
{
    constexpr std::size_t Stretches = 16;
    constexpr std::size_t Length = 65536;
    if (size <= Stretches * Length)
        return {{0, size}};
    std::vector<std::pair<std::size_t, std::size_t>> stretches;
    for (std::size_t i = 0; i < Stretches; ++i) {
        const std::size_t begin = (size - Length) / (Stretches - 1) * i;
        stretches.emplace_back(begin, begin + Length);
    }
    return stretches;
}

} // namespace wattline
