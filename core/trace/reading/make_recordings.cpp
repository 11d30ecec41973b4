// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/make_recordings.h"

#include "core/base/parallel.h"
#include "core/base/text.h"
#include "core/trace/reading/sensor_faults.h"
#include "core/trace/reading/split_recordings.h"
#include "core/trace/reading/time_order.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <utility>

namespace wattline {

namespace {

void noteGaps(const GpuTrace& gpu, std::vector<Issue>& issues)
{
    const std::vector<SeriesGap> gaps = findGaps(gpu.power);
    if (!gaps.empty())
        issues.push_back({IssueKind::Gap, 0, gaps.size(),
                          fmt::format("GPU {} has {} without samples, the first from {:.3f} s to {:.3f} s.", gpu.id,
                                      gaps.size() == 1 ? "a gap" : formatCount(gaps.size()) + " gaps",
                                      gaps.front().beginSeconds, gaps.front().endSeconds)});
}

bool hasOneStamp(const std::vector<std::int64_t>& micros)
{
    return micros.size() > 1 && std::all_of(micros.begin(), micros.end(), [&](auto time) { return time == micros[0]; });
}

GpuTrace traceOf(GpuRows rows, std::int64_t first, const RawRecording& raw)
{
    GpuTrace trace;
    trace.id = std::move(rows.id);
    trace.name = std::move(rows.name);
    trace.field = raw.field;
    trace.powerLimitWatts = rows.powerLimitWatts;
    trace.power.timeSeconds.reserve(rows.micros.size());
    for (const std::int64_t time : rows.micros)
        trace.power.timeSeconds.push_back(static_cast<double>(time - first) / 1e6);
    trace.power.powerWatts = std::move(rows.watts);
    for (std::size_t s = 0; s < std::min(rows.sides.size(), raw.sideColumns.size()); ++s)
        trace.sides.push_back({raw.sideColumns[s].name, raw.sideColumns[s].unit, std::move(rows.sides[s])});
    return trace;
}

Trace recordingOf(RecordingRows rows, const RawRecording& raw, const RunContext& context)
{
    Trace trace;
    trace.form = raw.form;
    trace.lines = raw.lines;
    trace.issues = std::move(rows.issues);
    std::int64_t first = std::numeric_limits<std::int64_t>::max();
    for (const GpuRows& gpu : rows.gpus)
        first = std::min(first, gpu.micros.front());
    trace.gpus.resize(rows.gpus.size());
    std::vector<std::vector<Issue>> issues(rows.gpus.size());
    parallelFor(rows.gpus.size(), context, [&](std::size_t i) {
        GpuRows gpu = std::exchange(rows.gpus[i], {});
        if (hasOneStamp(gpu.micros))
            issues[i].push_back({IssueKind::Assumption, 0, gpu.micros.size(),
                                 fmt::format("All samples of GPU {} have one stamp, so the recording has no duration; "
                                             "give the sampling interval in seconds with --interval.",
                                             gpu.id)});
        spreadOverTicks(gpu.micros);
        const std::optional<double> limit = gpu.highestLimitWatts;
        trace.gpus[i] = traceOf(std::move(gpu), first, raw);
        markFaults(trace.gpus[i], limit, issues[i]);
        noteGaps(trace.gpus[i], issues[i]);
    });
    for (const std::vector<Issue>& ofGpu : issues)
        trace.issues.insert(trace.issues.end(), ofGpu.begin(), ofGpu.end());
    if (raw.hasWallClock)
        trace.startUnixSeconds = static_cast<double>(first) / 1e6;
    return trace;
}

} // namespace

Result<std::vector<Trace>> makeRecordings(RawRecording raw, const RunContext& context)
{
    for (GpuRows& gpu : raw.gpus) {
        if (raw.intervalMicros > 0 && hasOneStamp(gpu.micros)) {
            for (std::size_t i = 1; i < gpu.micros.size(); ++i)
                gpu.micros[i] = gpu.micros[i - 1] + raw.intervalMicros;
        }
    }
    if (raw.hasClockOnly)
        addDays(raw.gpus);
    std::vector<RecordingRows> recordings = splitRecordings(std::move(raw.gpus), context);
    std::vector<Trace> traces;
    for (RecordingRows& rows : recordings) {
        if (context.stopRequested())
            return canceledError();
        const std::size_t line = rows.line;
        const std::string whyApart = rows.whyApart;
        traces.push_back(recordingOf(std::move(rows), raw, context));
        Trace& trace = traces.back();
        trace.part = traces.size();
        trace.parts = recordings.size();
        if (trace.part > 1)
            trace.issues.push_back({IssueKind::SeveralParts, line, 1,
                                    fmt::format("The file holds {} recordings, one appended to the other; this is "
                                                "number {}, for {}.",
                                                trace.parts, trace.part, whyApart)});
        else if (trace.parts > 1)
            trace.issues.push_back({IssueKind::SeveralParts, recordings[1].line, trace.parts,
                                    fmt::format("The file holds {} recordings, one appended to the other; this is "
                                                "the first.",
                                                trace.parts)});
    }
    if (context.stopRequested())
        return canceledError();
    return traces;
}

} // namespace wattline
