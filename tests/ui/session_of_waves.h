// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/traces.h"
#include "ui/session.h"

namespace wattline::test {

/// A synthetic recording of GPUs that all draw the given wave.
inline std::shared_ptr<const Trace> recordingOfWaves(std::size_t gpus, const SquareWave& wave = {})
{
    auto trace = std::make_shared<Trace>();
    trace->path = "/recordings/synthetic.csv";
    for (std::size_t i = 0; i < gpus; ++i) {
        GpuTrace& gpu = trace->gpus.emplace_back();
        gpu.id = std::to_string(i);
        gpu.power = wave.series();
        gpu.powerLimitWatts = 400.0;
    }
    return trace;
}

/// Opens a recording with its phases in the session and selects it, as the window does after reading a file.
inline std::size_t openInto(ui::Session& session, std::shared_ptr<const Trace> trace)
{
    const std::size_t index = session.addRecording(trace);
    session.setCurves(index, std::make_shared<const TraceCurves>(*sampleTrace(trace)));
    Result<TracePhases> phases = segmentTrace(*trace);
    if (phases)
        session.setPhases(index, std::make_shared<const TracePhases>(std::move(*phases)));
    ui::Selection selection;
    selection.recording = index;
    session.select(selection);
    return index;
}

} // namespace wattline::test
