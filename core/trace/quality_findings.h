// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/quality.h"

namespace wattline {

/// The sentences on one GPU's quality, from its numbers: one for each aspect that there is something to say on.
std::vector<QualityFinding> findingsOn(const GpuQuality& quality, const GpuTrace& gpu, const SeriesSummary& summary);

/// The sentence on a host's clocks; `intervalSeconds` is that of the log.
QualityFinding clockFinding(const HostSkew& skew, double intervalSeconds);

} // namespace wattline
