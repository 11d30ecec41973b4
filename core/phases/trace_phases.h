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

/// Segments every GPU of a recording and, for several, their sum. Errors as segment(), naming the GPU.
Result<TracePhases> segmentTrace(const Trace& trace, const SegmentationSettings& settings = {},
                                 const RunContext& context = {});

} // namespace wattline
