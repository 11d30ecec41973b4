// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/trace_phases.h"

namespace wattline {

/// Where in a recording a target was measured: from the first to the last phase that counts.
struct MeasuredStretch {
    std::size_t gpu = 0; ///< of the trace; the first one of those that were averaged
    double beginSeconds = 0.0;
    double endSeconds = 0.0;
};

/// The stretch behind a target, given by its place in TargetColumns; without one, behind all four. Of a wave, the
/// complete phases of the chief regime: valleys, peaks, or both. Of a flat run, the flat regime that took the most
/// energy. Nothing where the recording gave no target.
std::optional<MeasuredStretch> stretchBehind(const Trace& trace, const TracePhases& phases,
                                             std::optional<std::size_t> target = {});

/// The flat regime of a series that took the most energy, for an idle stretch before or after the run is flat too; with
/// its mean power.
struct FlatStretch {
    std::size_t regime = 0;
    double watts = 0.0;
};
std::optional<FlatStretch> flatStretchOf(const PowerSeries& series, const Segmentation& segmentation);

} // namespace wattline
