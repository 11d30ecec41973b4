// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/smi_csv.h"

#include "core/base/text.h"
#include "core/trace/csv_lines.h"
#include "core/trace/gpu_order.h"
#include "core/trace/gpu_rows.h"
#include "core/trace/parse_power.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace wattline {

namespace {

constexpr std::size_t MostCells = 64;
constexpr std::size_t MostGpus = 256;
constexpr std::size_t LongestQuotedLines = 8;
constexpr std::size_t RowsBetweenStops = 16384;

/// Reads the rows of a CSV recording one after the other into the samples of each GPU.
class RowReader {
public:
    RowReader(std::string_view text, const CsvLayout& layout, const GpuOrder& order, IssueLog& log)
        : m_layout(layout), m_order(order), m_log(log), m_walk(text.substr(layout.dataOffset))
    {
    }

    void readInterval(double seconds) { m_intervalMicros = static_cast<std::int64_t>(std::llround(seconds * 1e6)); }

    /// Reads one line; false at the end of the text or after too many different GPU names.
    bool next();

    std::size_t line() const { return m_layout.linesBefore + m_walk.number(); }
    std::size_t lines() const { return m_layout.linesBefore + m_walk.linesSeen(); }
    std::size_t offset() const { return m_layout.dataOffset + m_walk.offset(); }
    bool hasTooManyGpus() const { return m_gpus.size() > MostGpus; }
    std::size_t timelessRows() const { return m_timelessRows; }
    std::size_t brokenTicks() const { return m_brokenTicks; }
    std::vector<GpuRows>& gpus() { return m_gpus; }

private:
    bool isRepeatedHeader(std::string_view line) const;
    void readRow();
    std::optional<std::int64_t> timeOfRow();
    float powerOfRow();
    bool endsCut() const;
    GpuRows& gpuOfRow(std::int64_t time);
    GpuRows& gpuNamed(std::string_view id);
    GpuRows& gpuByOrder(std::int64_t time);
    void noteDetails(GpuRows& gpu) const;
    std::string_view cell(std::size_t column) const { return m_cells[column]; }
    bool hasCell(std::size_t column) const { return column < std::min(m_count, MostCells); }

    const CsvLayout& m_layout;
    const GpuOrder& m_order;
    IssueLog& m_log;
    LineWalk m_walk;
    std::array<std::string_view, MostCells> m_cells;
    std::size_t m_count = 0;
    std::vector<GpuRows> m_gpus;
    std::size_t m_lastGpu = 0;
    std::optional<std::int64_t> m_intervalMicros; ///< of a file without times
    std::int64_t m_tickBegin = 0;
    std::size_t m_placeInTick = 0;
    std::size_t m_timelessRows = 0;
    std::size_t m_brokenTicks = 0;
    std::size_t m_powerCellLength = 0; ///< of the row before
};

bool RowReader::isRepeatedHeader(std::string_view line) const
{
    const std::string_view header = m_layout.headerLine;
    return !header.empty() && line.size() == header.size() && line == header;
}

bool RowReader::next()
{
    if (!m_walk.next())
        return false;
    const std::string_view text = m_walk.line();
    if (isRepeatedHeader(text)) {
        m_log.count(IssueKind::Header, line(), [] { return std::string("The header is repeated; left out."); });
        return true;
    }
    CellCount count = splitCells(text, m_layout.separator, m_cells);
    for (std::size_t i = 0; count.openQuote && i < LongestQuotedLines && m_walk.extend(); ++i)
        count = splitCells(m_walk.line(), m_layout.separator, m_cells);
    m_count = count.cells;
    if (m_count == 1 && m_cells[0].empty())
        return true;
    if (m_cells[0].starts_with('#')) {
        m_log.count(IssueKind::Header, line(), [] { return std::string("A comment line; left out."); });
        return true;
    }
    readRow();
    return !hasTooManyGpus();
}

/// The last line may stop anywhere, also within the number: then its power cell is shorter than the one before.
bool RowReader::endsCut() const
{
    if (m_walk.lineIsEnded())
        return false;
    const bool powerIsLast = m_layout.power + 1 >= m_count;
    return m_count < m_layout.fieldCount || (powerIsLast && cell(m_layout.power).size() < m_powerCellLength);
}

void RowReader::readRow()
{
    if (endsCut()) {
        m_log.add({IssueKind::Truncated, line(), 1,
                   fmt::format("The last line is cut ({}); left out.", quotedForMessage(m_walk.line()))});
        return;
    }
    const std::optional<std::int64_t> time = timeOfRow();
    if (!time)
        return;
    const float power = powerOfRow();
    GpuRows& gpu = gpuOfRow(*time);
    const std::int64_t stamp =
        m_layout.time ? *time : static_cast<std::int64_t>(gpu.micros.size()) * m_intervalMicros.value_or(0);
    gpu.append(stamp, power, line(), m_log);
    noteDetails(gpu);
}

std::optional<std::int64_t> RowReader::timeOfRow()
{
    if (!m_layout.time)
        return 0;
    const bool hasTime = hasCell(*m_layout.time);
    const std::optional<std::int64_t> time =
        hasTime ? parseTime(cell(*m_layout.time), m_layout.timeForm) : std::nullopt;
    if (!time) {
        ++m_timelessRows;
        const std::string_view shown = hasTime ? cell(*m_layout.time) : m_walk.line();
        m_log.count(IssueKind::BadTime, line(),
                    [&] { return fmt::format("{} is no time; the row was left out.", quotedForMessage(shown)); });
    }
    return time;
}

float RowReader::powerOfRow()
{
    constexpr float NotANumber = std::numeric_limits<float>::quiet_NaN();
    // A trailing separator makes one empty cell too many and spoils nothing.
    const bool trailing = m_count == m_layout.fieldCount + 1 && hasCell(m_count - 1) && cell(m_count - 1).empty();
    if (m_count != m_layout.fieldCount && !trailing) {
        m_log.count(IssueKind::FieldCount, line(), [&] {
            return fmt::format("{} cells where {} are expected; the sample is a gap.", m_count, m_layout.fieldCount);
        });
        return NotANumber;
    }
    const float power = parsePower(cell(m_layout.power), m_layout.wattsPerUnit);
    if (std::isnan(power)) {
        m_log.count(IssueKind::NotANumber, line(), [&] {
            return fmt::format("{} is not a power reading; the sample is a gap.",
                               quotedForMessage(cell(m_layout.power)));
        });
    }
    m_powerCellLength = cell(m_layout.power).size();
    return power;
}

GpuRows& RowReader::gpuOfRow(std::int64_t time)
{
    if (m_order.column)
        return gpuNamed(hasCell(*m_order.column) ? cell(*m_order.column) : std::string_view());
    if (m_order.rowsPerTick > 1)
        return gpuByOrder(time);
    if (m_gpus.empty())
        m_gpus.emplace_back().id = "0";
    return m_gpus.front();
}

GpuRows& RowReader::gpuNamed(std::string_view id)
{
    // Rows take turns, so the next GPU is nearly always the right guess.
    for (std::size_t i = 1; i <= m_gpus.size(); ++i) {
        const std::size_t guess = (m_lastGpu + i) % m_gpus.size();
        if (m_gpus[guess].id == id) {
            m_lastGpu = guess;
            return m_gpus[guess];
        }
    }
    m_lastGpu = m_gpus.size();
    m_gpus.emplace_back().id = id;
    return m_gpus.back();
}

GpuRows& RowReader::gpuByOrder(std::int64_t time)
{
    const bool newTick = m_gpus.empty() || std::abs(time - m_tickBegin) > m_order.tickMicros;
    if (newTick || m_placeInTick == m_order.rowsPerTick) {
        const bool whole = m_placeInTick == m_order.rowsPerTick && newTick;
        m_brokenTicks += m_gpus.empty() || whole ? 0 : 1;
        m_placeInTick = 0;
    }
    m_tickBegin = time;
    if (m_placeInTick == m_gpus.size())
        m_gpus.emplace_back().id = std::to_string(m_placeInTick);
    return m_gpus[m_placeInTick++];
}

void RowReader::noteDetails(GpuRows& gpu) const
{
    if (m_layout.gpuName && gpu.name.empty() && hasCell(*m_layout.gpuName))
        gpu.name = cell(*m_layout.gpuName);
    if (m_layout.powerLimit && hasCell(*m_layout.powerLimit)) {
        if (const float limit = parsePower(cell(*m_layout.powerLimit), 1.0); !std::isnan(limit))
            gpu.powerLimitWatts = limit;
    }
}

Result<void> readAllRows(RowReader& reader, std::size_t bytes, const std::string& name, const RunContext& context)
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
                        name, reader.line(), MostGpus)};
    return {};
}

/// A recording without one single reading is no recording.
Result<void> checkReadings(const std::vector<GpuRows>& gpus, const RowReader& reader, const CsvLayout& layout,
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

} // namespace

Result<Trace> readSmiCsv(std::string_view text, const std::string& name, const ReadOptions& options, IssueLog& log,
                         const RunContext& context)
{
    const Result<SampledLayout> found = findLayout(text, name, options, log);
    if (!found)
        return found.error();
    const CsvLayout& layout = found->layout;
    const GpuOrder order = findGpuOrder(layout, found->rows, options, log);
    RowReader reader(text, layout, order, log);
    if (!layout.time)
        reader.readInterval(options.intervalSeconds.value_or(0.0));
    if (Result<void> read = readAllRows(reader, text.size(), name, context); !read)
        return read.error();
    if (Result<void> checked = checkReadings(reader.gpus(), reader, layout, name); !checked)
        return checked.error();
    if (reader.brokenTicks() > 0)
        log.add({IssueKind::Assumption, 0, reader.brokenTicks(),
                 fmt::format("{} ticks do not hold {} rows; there the GPUs may be exchanged.",
                             formatCount(reader.brokenTicks()), order.rowsPerTick)});
    Trace trace;
    trace.path = name;
    trace.form = layout.form;
    trace.lines = reader.lines();
    const std::int64_t first = makeSeries(reader.gpus(), trace.gpus);
    if (layout.time && layout.timeForm.sinceEpoch)
        trace.startUnixSeconds = static_cast<double>(first) / 1e6;
    for (GpuTrace& gpu : trace.gpus)
        gpu.field = layout.field;
    noteGaps(trace, log);
    return trace;
}

} // namespace wattline
