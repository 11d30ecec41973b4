// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/trace/energy_index.h"
#include "core/trace/trace.h"

namespace wattline {

/// What of a recording is made ready to be drawn.
struct CurveSettings {
    int smoothingSamples = 1;         ///< the power as a centred moving average over so many samples; 1: as measured
    std::vector<std::string> columns; ///< further columns

    bool operator==(const CurveSettings&) const = default;
};

/// One GPU, ready to be drawn.
struct GpuCurves {
    std::shared_ptr<const SampledSeries> power;              ///< as it is shown
    std::shared_ptr<const SampledSeries> measured;           ///< the same without smoothing
    std::vector<std::shared_ptr<const SampledSeries>> sides; ///< of CurveSettings::columns; null where it has none
    EnergyIndex energy;                                      ///< of the counted samples, never smoothed
};

/// A recording ready to be drawn at any zoom, however long it is. It shares the samples with the trace.
struct TraceCurves {
    std::shared_ptr<const Trace> trace;
    std::shared_ptr<const Trace> counted; ///< what energies are taken from: the trace, or that without ignored stretches
    CurveSettings settings;
    std::vector<GpuCurves> gpus; ///< one for each of Trace::gpus

    /// From the first sample of any GPU to the last.
    std::pair<double, double> span() const;
};

/// Makes a recording ready to be drawn, in parallel and in O(n). `counted` has the same samples, some of them gaps; null
/// means the trace itself. Error Canceled alone.
Result<TraceCurves> sampleTrace(std::shared_ptr<const Trace> trace, const CurveSettings& settings = {},
                                const RunContext& context = {}, std::shared_ptr<const Trace> counted = nullptr);

/// The whole recording in `count` columns: the least and the greatest measured power of the given GPUs in each, that of
/// the line between samples where a column holds none; empty in gaps.
std::vector<ValueExtent> envelopeOf(const TraceCurves& curves, const std::vector<std::size_t>& gpus,
                                    std::size_t count);

/// What one GPU drew at two times and between them.
struct CursorReading {
    double wattsAtA = 0.0; ///< as measured, between the samples on either side; NaN in gaps
    double wattsAtB = 0.0;
    CoveredEnergy between; ///< gaps left out
};

/// The readings of every GPU; energy counts from the earlier of the two times to the later.
std::vector<CursorReading> readCursors(const TraceCurves& curves, double a, double b);

} // namespace wattline
