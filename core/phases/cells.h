// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/find_wave.h"

#include <cstdint>
#include <span>
#include <vector>

namespace wattline {

/// The power of a recording on even steps of time, at full resolution and at each halving of it: what periods are
/// searched on. A cell of level 0 lasts one (median) sampling interval; a cell of level l is the mean of 2^l of them.
/// Missing samples are bridged by straight lines. Where no interval is longer than 1.5 times the median one, the
/// samples themselves are the cells. The samples must outlive this.
class Cells {
public:
    /// May hold less than everything once a stop is requested.
    explicit Cells(const GoodSamples& samples, const RunContext& context = {});

    std::size_t levels() const { return m_halved.size() + 1; }
    std::span<const float> at(std::size_t level) const;
    /// The cell of level 0 that holds a sample; strictly increasing.
    std::size_t cellOf(std::size_t sample) const;
    /// The first sample that does not lie before a cell of level 0; the number of samples where there is none.
    std::size_t sampleAt(std::size_t cell) const;

private:
    void spread(const GoodSamples& samples, double step, const RunContext& context);

    std::span<const float> m_base;
    std::vector<float> m_own;          ///< level 0 where it is not the samples themselves
    std::vector<std::size_t> m_cellOf; ///< empty where cells are samples
    std::vector<std::vector<float>> m_halved;
};

/// The values with whatever lies further from the median of their neighbourhood than five robust standard deviations,
/// or than 98 of 100 of the neighbours, drawn in to there; the median of all is taken off. So single spikes cannot
/// speak for many samples, while a mark of 2 % of the time keeps its size.
std::vector<float> drawnIn(std::span<const float> values, std::size_t neighbourhood, const RunContext& context = {});

} // namespace wattline
