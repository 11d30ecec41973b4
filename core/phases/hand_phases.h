// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/trace_phases.h"

namespace wattline {

/// What tells one recording of a GPU from another, and the same one after it has grown: cheap to take, however long it
/// is.
struct SeriesStamp {
    std::size_t samples = 0;
    double beginSeconds = 0.0;
    double endSeconds = 0.0;
    double probeWatts = 0.0; ///< sum of 64 samples spread evenly over it
    std::optional<double> startUnixSeconds;

    bool operator==(const SeriesStamp&) const = default;
};

/// Of the recording as it was read; what is ignored of it counts as well.
SeriesStamp stampOf(const Trace& trace, std::size_t gpu);

/// Regimes and phases of one GPU that somebody changed by hand, and of which recording. Mean power and energy of the
/// phases are 0: they are measured from the samples.
struct HandPhases {
    std::string gpu; ///< GpuTrace::id
    SeriesStamp stamp;
    Segmentation phases;

    bool operator==(const HandPhases&) const = default;
};

/// Of the GPUs whose phases somebody changed, in their order.
std::vector<HandPhases> handPhasesOf(const Trace& trace, const TracePhases& phases);

/// Whether phases were made on this very recording: its GPU bears the same stamp, and they lie within it.
bool areOf(const HandPhases& phases, const Trace& trace);

/// For each GPU of the recording the phases that were made on it, by hand; nothing where there are none.
KeptPhases keptOf(const Trace& trace, const std::vector<HandPhases>& phases);

} // namespace wattline
