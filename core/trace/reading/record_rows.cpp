// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/record_rows.h"

#include "core/base/text.h"
#include "core/trace/reading/date_order.h"
#include "core/trace/reading/record_collector.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wattline {

namespace {

constexpr std::size_t SampledRecords = 4000;

/// Copies of the first records; their cells view `owned`.
SampledLayout firstRecords(const RecordReader& reader, const RunContext& context)
{
    SampledLayout sampled;
    sampled.owned = std::make_shared<std::deque<std::string>>();
    IssueLog ignored;
    reader.read(
        [&](const Record& record) {
            SampleRow row;
            row.line = record.line;
            row.offset = record.offset;
            for (const std::string_view cell : record.cells)
                row.cells.emplace_back(sampled.owned->emplace_back(cell));
            sampled.rows.push_back(std::move(row));
            return sampled.rows.size() < SampledRecords;
        },
        ignored, context.stop);
    return sampled;
}

/// A recording without one single reading is no recording.
Result<void> checkReadings(RecordCollector& collector, const std::string& name)
{
    if (collector.hasTooManyGpus())
        return Error{
            ErrorKind::Format,
            fmt::format("{}: more than {} different names of GPUs, so these are no GPUs; choose another column "
                        "with --gpu-column, or --gpu-column none.",
                        name, RecordCollector::MostGpus)};
    if (collector.gpus().empty())
        return Error{ErrorKind::Format,
                     collector.timelessRows() > 0
                         ? name + ": no sample has a time that can be read; choose the column with --time-column."
                         : name + ": holds no samples."};
    for (const GpuRows& gpu : collector.gpus()) {
        if (std::any_of(gpu.watts.begin(), gpu.watts.end(), [](float watts) { return !std::isnan(watts); }))
            return {};
    }
    return Error{ErrorKind::Format, name + ": no sample holds a power reading; choose another column with "
                                           "--power-column."};
}

} // namespace

Result<SampledLayout> findRecordLayout(const RecordReader& reader, const std::string& name, const ReadOptions& options,
                                       IssueLog& log, const RunContext& context)
{
    SampledLayout sampled = firstRecords(reader, context);
    if (context.stopRequested())
        return canceledError();
    CsvLayout& layout = sampled.layout;
    layout.form = *options.form;
    layout.names = reader.columns();
    layout.fieldCount = layout.names.size();
    if (sampled.rows.empty())
        return Error{ErrorKind::Format,
                     fmt::format("{}: no sample of the form {} was found; choose another with --form.", name,
                                 nameOf(layout.form))};
    layout.linesBefore = sampled.rows.front().line - 1;
    if (layout.names.empty()) {
        layout.form = TraceForm::SmiCsvNoHeader;
        if (Result<void> inferred = inferColumns(layout, sampled.rows, name, options, log); !inferred)
            return inferred.error();
    }
    if (Result<void> chosen = chooseColumns(layout, sampled.rows, name, options, log); !chosen)
        return chosen.error();
    return sampled;
}

Result<RawRecording> readRecords(const RecordReader& reader, std::size_t bytes, const std::string& name,
                                 const ReadOptions& options, IssueLog& log, const RunContext& context)
{
    constexpr std::size_t RecordsBetweenStops = 4096;
    Result<SampledLayout> found = findRecordLayout(reader, name, options, log, context);
    if (!found)
        return found.error();
    if (Result<void> settled =
            settleDateOrder(found->layout, timeCellsOf(found->layout, reader, context), log, context);
        !settled)
        return settled.error();
    const CsvLayout& layout = found->layout;
    const GpuOrder order = layout.wide.empty() ? findGpuOrder(layout, found->rows, options, log) : GpuOrder();
    const auto interval = static_cast<std::int64_t>(std::llround(options.intervalSeconds.value_or(0.0) * 1e6));
    RecordCollector collector(layout, order, interval, log);
    std::size_t count = 0;
    reader.read(
        [&](const Record& record) {
            if (++count % RecordsBetweenStops == 1)
                context.report(static_cast<double>(record.offset) / static_cast<double>(bytes), "Reading " + name);
            return collector.take(record) && !(count % RecordsBetweenStops == 1 && context.stopRequested());
        },
        log, context.stop);
    if (context.stopRequested())
        return canceledError();
    if (Result<void> checked = checkReadings(collector, name); !checked)
        return checked.error();
    collector.noteBrokenTicks();
    RawRecording raw;
    raw.form = layout.form;
    raw.field = layout.field;
    raw.gpus = std::move(collector.gpus());
    raw.sideColumns = layout.sides;
    raw.lines = reader.lines();
    raw.intervalMicros = interval;
    raw.hasWallClock = layout.time && layout.timeForm.sinceEpoch;
    raw.hasClockOnly = layout.time && layout.timeForm.kind == TimeForm::Kind::Clock;
    return raw;
}

} // namespace wattline
