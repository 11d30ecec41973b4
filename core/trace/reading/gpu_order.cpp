// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/gpu_order.h"

#include "core/base/statistics.h"
#include "core/base/text.h"
#include "core/trace/reading/parse_power.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <set>

namespace wattline {

namespace {

constexpr std::size_t MostGpusByOrder = 16;

/// How well a column tells GPUs apart.
struct IdQuality {
    std::size_t clashes = 0; ///< rows of one stamp that share a value
    bool isRowNumber = false;
};

IdQuality qualityOf(const CsvLayout& layout, const std::vector<SampleRow>& rows, std::size_t column)
{
    std::set<std::pair<std::string_view, std::string_view>> seen;
    std::set<std::string_view> values;
    std::set<std::string_view> stamps;
    std::size_t count = 0;
    IdQuality quality;
    for (const SampleRow& row : rows) {
        if (column >= row.cells.size() || (layout.time && *layout.time >= row.cells.size()))
            continue;
        const std::string_view stamp = layout.time ? row.cells[*layout.time] : std::string_view();
        ++count;
        values.insert(row.cells[column]);
        stamps.insert(stamp);
        quality.clashes += layout.time && !seen.emplace(stamp, row.cells[column]).second ? 1 : 0;
    }
    quality.isRowNumber = count > 2 && values.size() == count && stamps.size() > 1;
    if (!layout.time && values.size() == 1)
        quality.clashes = count;
    return quality;
}

std::optional<std::size_t> bestIdColumn(const CsvLayout& layout, const std::vector<SampleRow>& rows,
                                        const ReadOptions& options)
{
    if (!options.gpuColumn.empty())
        return layout.gpuCandidates.empty() ? std::optional<std::size_t>() : layout.gpuCandidates.front();
    std::optional<std::size_t> best;
    std::size_t fewest = 0;
    for (const std::size_t column : layout.gpuCandidates) {
        const IdQuality quality = qualityOf(layout, rows, column);
        if (quality.isRowNumber || (best && quality.clashes >= fewest))
            continue;
        best = column;
        fewest = quality.clashes;
    }
    return best;
}

/// Times and powers of the first rows, in file order.
struct FirstSamples {
    std::vector<std::int64_t> micros;
    std::vector<double> watts;
    bool wholeSeconds = true;
};

FirstSamples firstSamples(const CsvLayout& layout, const std::vector<SampleRow>& rows)
{
    FirstSamples samples;
    for (const SampleRow& row : rows) {
        if (row.cells.size() <= *layout.time || row.cells.size() <= layout.power)
            continue;
        const std::optional<std::int64_t> time = parseTime(row.cells[*layout.time], layout.timeForm);
        if (!time)
            continue;
        samples.micros.push_back(*time);
        samples.watts.push_back(parsePower(row.cells[layout.power], layout.wattsPerUnit));
        samples.wholeSeconds = samples.wholeSeconds && *time % 1'000'000 == 0;
    }
    return samples;
}

/// A quarter of the long steps: steps within a tick are a few ms, those between ticks the sampling interval.
std::int64_t tickToleranceOf(const std::vector<std::int64_t>& micros)
{
    std::vector<double> steps;
    for (std::size_t i = 1; i < micros.size(); ++i)
        steps.push_back(static_cast<double>(std::max<std::int64_t>(0, micros[i] - micros[i - 1])));
    return static_cast<std::int64_t>(0.25 * quantile(std::move(steps), 0.97));
}

/// The number of rows that nearly every tick holds; 1 where there is no such number.
std::size_t commonRowsPerTick(const std::vector<std::int64_t>& micros, std::int64_t tolerance)
{
    std::map<std::size_t, std::size_t> lengths;
    std::size_t ticks = 0;
    std::size_t begin = 0;
    for (std::size_t i = 1; i < micros.size(); ++i) {
        if (std::abs(micros[i] - micros[i - 1]) <= tolerance)
            continue;
        ++lengths[i - begin];
        ++ticks;
        begin = i;
    }
    for (const auto& [length, count] : lengths) {
        if (length <= MostGpusByOrder && static_cast<double>(count) >= 0.9 * static_cast<double>(ticks))
            return length;
    }
    return 1;
}

double medianStep(const std::vector<double>& watts, std::size_t lag)
{
    std::vector<double> steps;
    for (std::size_t i = lag; i < watts.size(); ++i) {
        if (const double step = std::abs(watts[i] - watts[i - lag]); std::isfinite(step))
            steps.push_back(step);
    }
    return median(std::move(steps));
}

} // namespace

GpuOrder findGpuOrder(const CsvLayout& layout, const std::vector<SampleRow>& rows, const ReadOptions& options,
                      IssueLog& log)
{
    GpuOrder order;
    order.column = bestIdColumn(layout, rows, options);
    if (order.column || !layout.time || !options.gpuColumn.empty())
        return order;
    const FirstSamples samples = firstSamples(layout, rows);
    if (samples.micros.size() < 4)
        return order;
    order.tickMicros = tickToleranceOf(samples.micros);
    const std::size_t perTick = commonRowsPerTick(samples.micros, order.tickMicros);
    // One GPU sampled twice a second under stamps of whole seconds looks alike, but its neighbours in the file are
    // nearer in power than its samples a tick apart.
    const bool oneGpu =
        samples.wholeSeconds && medianStep(samples.watts, 1) < 0.75 * medianStep(samples.watts, perTick);
    if (perTick < 2 || oneGpu)
        return order;
    order.rowsPerTick = perTick;
    log.add({IssueKind::Assumption, rows.front().line, 1,
             fmt::format("Each tick holds {} rows and no column names the GPU; they were taken as {} GPUs in the order "
                         "of the rows (--gpu-column names a column, --gpu-column none reads one GPU).",
                         perTick, perTick)});
    return order;
}

} // namespace wattline
