// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/wave.h"
#include "core/trace/trace.h"

namespace wattline {

/// The phases of a whole recording.
struct TracePhases {
    std::vector<Segmentation> gpus;  ///< one for each of Trace::gpus, in its order
    std::optional<Segmentation> sum; ///< of the host's summed power, where it has several GPUs
    std::optional<Wave> wave;        ///< of the run, per GPU
    std::string disagreement; ///< one sentence where GPUs and sum differ in epochs or shape; empty where they agree
};

/// TracePhases::disagreement of these phases.
std::string disagreementOf(const Trace& trace, const TracePhases& phases);

/// For each GPU of a recording its phases where they stand and shall stay, because somebody changed them by hand.
using KeptPhases = std::vector<std::optional<Segmentation>>;
KeptPhases keptOf(const TracePhases& phases);

/// Segments every GPU of a recording and, for several, their sum. Errors as segment(), naming the GPU.
Result<TracePhases> segmentTrace(const Trace& trace, const SegmentationSettings& settings = {},
                                 const RunContext& context = {});

/// The same, but a GPU whose phases are kept is not looked at; they are measured on `trace`, which may leave samples
/// out that they were made with. `kept` has an element for each GPU.
Result<TracePhases> segmentTrace(const Trace& trace, KeptPhases kept, const SegmentationSettings& settings,
                                 const RunContext& context = {});

} // namespace wattline
