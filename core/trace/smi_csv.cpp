// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/smi_csv.h"

#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wattline {

namespace {

/// A recording without one single reading is no recording.
Result<void> checkReadings(const std::vector<GpuRows>& gpus, const CsvCollector& collector, const CsvLayout& layout,
                           const std::string& name)
{
    if (gpus.empty())
        return Error{
            ErrorKind::Format,
            collector.timelessRows() > 0
                ? fmt::format("{}: no row has a time that can be read; choose the column with --time-column.", name)
                : name + ": holds no samples."};
    for (const GpuRows& gpu : gpus) {
        if (std::any_of(gpu.watts.begin(), gpu.watts.end(), [](float watts) { return !std::isnan(watts); }))
            return {};
    }
    return Error{ErrorKind::Format,
                 fmt::format("{}:{}: no row holds a power reading in column {}; choose another with --power-column.",
                             name, layout.linesBefore + 1, layout.power + 1)};
}

void noteGaps(const Trace& trace, IssueLog& log)
{
    for (const GpuTrace& gpu : trace.gpus) {
        const std::vector<SeriesGap> gaps = findGaps(gpu.power);
        if (!gaps.empty())
            log.add({IssueKind::Gap, 0, gaps.size(),
                     fmt::format("GPU {} has {} without samples, the first from {:.3f} s to {:.3f} s.", gpu.id,
                                 gaps.size() == 1 ? "a gap" : formatCount(gaps.size()) + " gaps",
                                 gaps.front().beginSeconds, gaps.front().endSeconds)});
    }
}

/// What reading gave, unless the bytes turned out not to be UTF-8.
struct Attempt {
    OddBytes odd;
    Trace trace;
};

Result<Attempt> attemptRead(const CsvInput& input, const ReadOptions& options, IssueLog& log, const RunContext& context)
{
    TextBuffers buffers;
    const Result<TextBlock> head = headOf(input.source, buffers);
    if (!head)
        return head.error();
    const Result<SampledLayout> found = findLayout(head->text, input.name, options, log);
    if (!found)
        return found.error();
    const CsvLayout& layout = found->layout;
    const GpuOrder order = findGpuOrder(layout, found->rows, options, log);
    CsvCollector collector(layout, order, log);
    if (!layout.time)
        collector.readInterval(std::llround(options.intervalSeconds.value_or(0.0) * 1e6));
    const std::string_view before = head->text.substr(0, layout.dataOffset);
    const CsvBlocks blocks{input.source, input.source.begin() + input.source.rawLength(before), input.blockBytes,
                           input.name};
    Attempt attempt;
    attempt.odd.look(before, 0);
    const Result<OddBytes> odd = readCsvBlocks(blocks, layout, order, collector, context);
    if (!odd)
        return odd.error();
    attempt.odd.append(*odd, 0);
    if (!attempt.odd.isUtf8)
        return attempt;
    if (Result<void> checked = checkReadings(collector.gpus(), collector, layout, input.name); !checked)
        return checked.error();
    if (collector.brokenTicks() > 0)
        log.add({IssueKind::Assumption, 0, collector.brokenTicks(),
                 fmt::format("{} ticks do not hold {} rows; there the GPUs may be exchanged.",
                             formatCount(collector.brokenTicks()), order.rowsPerTick)});
    Trace& trace = attempt.trace;
    trace.path = input.name;
    trace.form = layout.form;
    trace.lines = collector.lines();
    const std::int64_t first = makeSeries(collector.gpus(), trace.gpus, log, context);
    if (context.stopRequested())
        return canceledError();
    if (layout.time && layout.timeForm.sinceEpoch)
        trace.startUnixSeconds = static_cast<double>(first) / 1e6;
    for (GpuTrace& gpu : trace.gpus)
        gpu.field = layout.field;
    noteGaps(trace, log);
    return attempt;
}

} // namespace

Result<Trace> readSmiCsv(CsvInput& input, const ReadOptions& options, IssueLog& log, const RunContext& context)
{
    IssueLog found;
    Result<Attempt> attempt = attemptRead(input, options, found, context);
    if (attempt && !attempt->odd.isUtf8) {
        input.source = input.source.readAs(TextEncoding::Latin1);
        found = {};
        attempt = attemptRead(input, options, found, context);
    }
    if (!attempt)
        return attempt.error();
    log.append(std::move(found), 0);
    const OddBytes& odd = attempt->odd;
    if (odd.nuls > 0)
        noteNulBytes(odd.firstNulLine, odd.nuls, log);
    if (input.source.encoding() == TextEncoding::Latin1)
        noteLatin1(odd.firstHighLine, log);
    return std::move(attempt->trace);
}

} // namespace wattline
