// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/smi_csv.h"

#include "core/base/text.h"
#include "core/trace/reading/date_order.h"

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

Result<CsvRecording> attemptRead(const CsvInput& input, const ReadOptions& options, IssueLog& log,
                                 const RunContext& context)
{
    TextBuffers buffers;
    const Result<TextBlock> head = headOf(input.source, buffers);
    if (!head)
        return head.error();
    Result<SampledLayout> found = findLayout(head->text, input.name, options, log);
    if (!found)
        return found.error();
    const std::string_view before = head->text.substr(0, found->layout.dataOffset);
    const std::size_t begin = input.source.begin() + input.source.rawLength(before);
    const TimeCells times = timeCellsOf(found->layout, input.source, begin);
    if (Result<void> settled = settleDateOrder(found->layout, times, log, context); !settled)
        return settled.error();
    const CsvLayout& layout = found->layout;
    const GpuOrder order = findGpuOrder(layout, found->rows, options, log);
    CsvCollector collector(layout, order, log);
    if (!layout.time)
        collector.readInterval(std::llround(options.intervalSeconds.value_or(0.0) * 1e6));
    CsvRecording recording{{}, input.source.encoding(), {}};
    recording.odd.look(before, 0);
    const Result<OddBytes> odd =
        readCsvBlocks({input.source, begin, input.blockBytes, input.name}, layout, order, collector, context);
    if (!odd)
        return odd.error();
    recording.odd.append(*odd, 0);
    if (!recording.odd.isUtf8)
        return recording;
    if (Result<void> checked = checkReadings(collector.gpus(), collector, layout, input.name); !checked)
        return checked.error();
    collector.noteBrokenTicks();
    RawRecording& raw = recording.raw;
    raw.form = layout.form;
    raw.field = layout.field;
    raw.gpus = std::move(collector.gpus());
    raw.sideColumns = layout.sides;
    raw.lines = collector.lines();
    raw.intervalMicros = std::llround(options.intervalSeconds.value_or(0.0) * 1e6);
    raw.hasWallClock = layout.time && layout.timeForm.sinceEpoch;
    raw.hasClockOnly = layout.time && layout.timeForm.kind == TimeForm::Kind::Clock;
    return recording;
}

} // namespace

Result<CsvRecording> readSmiCsv(const CsvInput& input, const ReadOptions& options, IssueLog& log,
                                const RunContext& context)
{
    IssueLog found;
    Result<CsvRecording> recording = attemptRead(input, options, found, context);
    if (recording && !recording->odd.isUtf8) {
        found = {};
        const CsvInput latin1{input.source.readAs(TextEncoding::Latin1), input.name, input.blockBytes};
        recording = attemptRead(latin1, options, found, context);
    }
    if (recording)
        log.append(std::move(found), 0);
    return recording;
}

} // namespace wattline
