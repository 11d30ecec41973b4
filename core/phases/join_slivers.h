// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/regimes.h"

namespace wattline {

/// Fewer samples are no stretch to look at.
constexpr std::size_t LeastPartSamples = 8;

/// Joins what is too short to be looked at with a neighbour that is no wave either. The longest one speaks for all;
/// where all are too short, the whole is looked at.
std::vector<RegimeFinding> withoutSlivers(const GoodSamples& samples, std::vector<RegimeFinding> regimes,
                                          const SegmentationSettings& settings, const RunContext& context);

} // namespace wattline
