// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/integrate.h"
#include "core/trace/sampled_series.h"

namespace wattline {

/// The energy of any stretch of a series at once: running sums at every 4096th sample (0.004 bytes a sample). The same
/// as integrate() with the gap of the sampled series, up to rounding.
class EnergyIndex {
public:
    /// In parallel, in O(n); `sampled` is of that very series. Nothing where a stop was requested.
    static std::optional<EnergyIndex> build(std::shared_ptr<const PowerSeries> series,
                                            std::shared_ptr<const SampledSeries> sampled,
                                            const RunContext& context = {});

    CoveredEnergy between(double beginSeconds, double endSeconds) const;

private:
    CoveredEnergy integrated(double beginSeconds, double endSeconds) const;
    std::size_t blockAfter(double seconds) const;

    std::shared_ptr<const PowerSeries> m_series;
    std::shared_ptr<const SampledSeries> m_sampled;
    std::vector<CoveredEnergy> m_upTo; ///< from the first sample to each 4096th
};

} // namespace wattline
