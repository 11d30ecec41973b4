// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/smi_csv.h"

#include "core/base/text.h"
#include "core/trace/csv_row_reader.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wattline {

namespace {

constexpr std::size_t RowsBetweenStops = 16384;

Result<void> readAllRows(CsvRowReader& reader, std::size_t bytes, const std::string& name, const RunContext& context)
{
    std::size_t rows = 0;
    while (reader.next()) {
        if (++rows % RowsBetweenStops != 0)
            continue;
        if (context.stopRequested())
            return canceledError();
        context.report(static_cast<double>(reader.offset()) / static_cast<double>(bytes), "Reading " + name);
    }
    if (reader.hasTooManyGpus())
        return Error{
            ErrorKind::Format,
            fmt::format("{}:{}: the column of GPU names has more than {} different values, so it does not name "
                        "GPUs; choose another with --gpu-column, or --gpu-column none.",
                        name, reader.line(), CsvRowReader::MostGpus)};
    return {};
}

/// A recording without one single reading is no recording.
Result<void> checkReadings(const std::vector<GpuRows>& gpus, const CsvRowReader& reader, const CsvLayout& layout,
                           const std::string& name)
{
    if (gpus.empty())
        return Error{
            ErrorKind::Format,
            reader.timelessRows() > 0
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

} // namespace

Result<RawRecording> readSmiCsv(std::string_view text, const std::string& name, const ReadOptions& options,
                                IssueLog& log, const RunContext& context)
{
    const Result<SampledLayout> found = findLayout(text, name, options, log);
    if (!found)
        return found.error();
    const CsvLayout& layout = found->layout;
    const GpuOrder order = findGpuOrder(layout, found->rows, options, log);
    CsvRowReader reader(text, layout, order, log);
    if (!layout.time)
        reader.readInterval(std::llround(options.intervalSeconds.value_or(0.0) * 1e6));
    if (Result<void> read = readAllRows(reader, text.size(), name, context); !read)
        return read.error();
    if (Result<void> checked = checkReadings(reader.gpus(), reader, layout, name); !checked)
        return checked.error();
    if (reader.brokenTicks() > 0)
        log.add({IssueKind::Assumption, 0, reader.brokenTicks(),
                 fmt::format("{} ticks do not hold {} rows; there the GPUs may be exchanged.",
                             formatCount(reader.brokenTicks()), order.rowsPerTick)});
    RawRecording raw;
    raw.form = layout.form;
    raw.field = layout.field;
    raw.gpus = std::move(reader.gpus());
    raw.sideColumns = layout.sides;
    raw.lines = reader.lines();
    raw.hasWallClock = layout.time && layout.timeForm.sinceEpoch;
    raw.hasClockOnly = layout.time && layout.timeForm.kind == TimeForm::Kind::Clock;
    return raw;
}

} // namespace wattline
