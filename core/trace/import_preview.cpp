// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/import_preview.h"

#include "core/base/gunzip.h"
#include "core/base/text.h"
#include "core/trace/reading/choose_time.h"
#include "core/trace/reading/date_order.h"
#include "core/trace/reading/decode_text.h"
#include "core/trace/reading/make_recordings.h"
#include "core/trace/reading/parse_power.h"
#include "core/trace/reading/read_form.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fstream>

namespace wattline {

namespace {

constexpr std::size_t PreviewBytes = std::size_t{1} << 20U;
constexpr std::size_t PreviewRows = 200;

ColumnRole roleOf(const CsvLayout& layout, std::size_t column, const std::vector<SampleRow>& rows)
{
    const auto& ids = layout.gpuCandidates;
    const bool isWide =
        std::any_of(layout.wide.begin(), layout.wide.end(), [&](const WideColumn& w) { return w.column == column; });
    if (isWide || (layout.wide.empty() && column == layout.power))
        return ColumnRole::Power;
    if (column == layout.time || column == layout.date)
        return ColumnRole::Time;
    if (!ids.empty() && ids.front() == column)
        return ColumnRole::GpuId;
    if (column == layout.gpuName)
        return ColumnRole::GpuName;
    if (column == layout.powerLimit)
        return ColumnRole::PowerLimit;
    const bool isSide = std::any_of(rows.begin(), rows.end(), [&](const SampleRow& row) {
        return column < row.cells.size() && isQuantity(row.cells[column]);
    });
    return isSide ? ColumnRole::Side : ColumnRole::Unknown;
}

void describeTime(const SampledLayout& plan, ImportPreview& preview)
{
    const CsvLayout& layout = plan.layout;
    if (!layout.time)
        return;
    preview.timeForm = describe(layout.timeForm);
    for (const SampleRow& row : plan.rows) {
        const std::optional<std::string> cell = timeCellOf(layout, row.cells);
        const std::optional<std::int64_t> time = cell ? parseTime(*cell, layout.timeForm) : std::nullopt;
        if (!time)
            continue;
        preview.timeExample = fmt::format("{} → {}", *cell, shownTime(*time, layout.timeForm));
        return;
    }
}

/// Why a row gives no reading, as the issues of reading the file say it for the first of each kind.
std::string rejectOf(const CsvLayout& layout, const SampleRow& row)
{
    const std::optional<std::string> time = timeCellOf(layout, row.cells);
    if (layout.time && (!time || !parseTime(trimmed(*time), layout.timeForm)))
        return fmt::format("{} is no time.", quotedForMessage(time.value_or(std::string())));
    if (layout.power >= row.cells.size())
        return fmt::format("{} cells where {} are expected.", row.cells.size(), layout.fieldCount);
    if (layout.wide.empty() && std::isnan(parsePower(row.cells[layout.power], layout.wattsPerUnit)))
        return fmt::format("{} is not a power reading.", quotedForMessage(row.cells[layout.power]));
    return {};
}

void describeRows(const SampledLayout& plan, ImportPreview& preview)
{
    for (std::size_t r = 0; r < std::min(plan.rows.size(), PreviewRows); ++r) {
        PreviewRow row{plan.rows[r].line, {}, rejectOf(plan.layout, plan.rows[r])};
        for (const std::string_view cell : plan.rows[r].cells)
            row.cells.emplace_back(cell);
        preview.rows.push_back(std::move(row));
    }
}

void describeColumns(const SampledLayout& plan, ImportPreview& preview)
{
    const CsvLayout& layout = plan.layout;
    for (std::size_t column = 0; column < std::min(layout.fieldCount, MostCells); ++column) {
        NameAndUnit title = column < layout.names.size() ? nameAndUnit(layout.names[column]) : NameAndUnit();
        preview.columns.push_back({std::move(title.name), std::move(title.unit), roleOf(layout, column, plan.rows)});
    }
}

/// The columns as far as they can be told: where a column asked for is not there or the interval lacks, those that the
/// file would have by itself.
void describePlan(std::string_view text, const std::string& name, const ReadOptions& options, ImportPreview& preview,
                  const RunContext& context)
{
    ReadOptions byItself;
    byItself.form = options.form;
    byItself.intervalSeconds = 1.0;
    ReadOptions asAsked = options;
    asAsked.intervalSeconds = options.intervalSeconds.value_or(1.0);
    for (const ReadOptions& tried : {asAsked, byItself}) {
        IssueLog ignored;
        Result<SampledLayout> plan = planForm(text, name, tried, ignored, context);
        if (!plan || !settleDateOrder(plan->layout, timeCellsOf(plan->layout, plan->rows), ignored, context))
            continue;
        describeColumns(*plan, preview);
        describeRows(*plan, preview);
        describeTime(*plan, preview);
        preview.needsInterval = !plan->layout.time;
        return;
    }
    for (const SampleRow& row : firstLines(text)) {
        if (preview.rows.size() < PreviewRows)
            preview.rows.push_back({row.line, {std::string(row.text.substr(0, 500))}, {}});
    }
}

Result<void> tryToRead(std::string_view text, const std::string& name, const ReadOptions& options,
                       ImportPreview& preview, const RunContext& context)
{
    IssueLog log;
    Result<RawRecording> raw = readForm(text, name, options, log, context);
    Result<std::vector<Trace>> recordings =
        raw ? makeRecordings(std::move(*raw), context) : Result<std::vector<Trace>>(raw.error());
    for (Issue& issue : log.take())
        preview.issues.push_back(std::move(issue));
    if (!recordings) {
        preview.problem = recordings.error().message;
        return recordings.error().kind == ErrorKind::Canceled ? Result<void>(canceledError()) : Result<void>();
    }
    preview.recordings = recordings->size();
    for (const Trace& trace : *recordings) {
        preview.issues.insert(preview.issues.end(), trace.issues.begin(), trace.issues.end());
        for (const GpuTrace& gpu : trace.gpus) {
            if (std::find(preview.gpus.begin(), preview.gpus.end(), gpu.id) == preview.gpus.end())
                preview.gpus.push_back(gpu.id);
        }
    }
    return {};
}

} // namespace

Result<ImportPreview> previewImport(const std::filesystem::path& path, const ReadOptions& options,
                                    const RunContext& context)
{
    std::error_code failed;
    const std::uintmax_t size = std::filesystem::file_size(path, failed);
    std::ifstream file(path, std::ios::binary);
    if (failed || !file)
        return Error{ErrorKind::Io, path.string() + ": cannot be read."};
    std::string bytes(static_cast<std::size_t>(std::min<std::uintmax_t>(size, PreviewBytes)), '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, file.gcount())));
    return previewBytes(bytes, path.string(), static_cast<std::size_t>(size), options, context);
}

Result<ImportPreview> previewBytes(std::string_view bytes, const std::string& name, std::size_t wholeBytes,
                                   const ReadOptions& options, const RunContext& context)
{
    ImportPreview preview;
    preview.bytes = wholeBytes;
    preview.isWhole = bytes.size() >= wholeBytes;
    IssueLog log;
    DecodedText decoded;
    Result<Unpacked> unpacked = isGzip(bytes) ? gunzip(bytes, PreviewBytes, context) : Result<Unpacked>(Unpacked());
    if (!unpacked)
        return unpacked.error();
    preview.isWhole = preview.isWhole && unpacked->end != UnpackEnd::Limit;
    if (Result<void> done = decodeText(isGzip(bytes) ? unpacked->bytes : bytes, name, log, decoded, context); !done)
        return done.error();
    preview.encoding = decoded.encoding;
    preview.issues = log.take();
    std::string_view text = decoded.text;
    if (const std::size_t end = text.rfind('\n'); !preview.isWhole && end != std::string_view::npos)
        text = text.substr(0, end + 1); // the line that the preview itself cuts is not reported as cut
    preview.candidates = sniffForms(text, options);
    preview.form = options.form.value_or(preview.candidates.front().form);
    ReadOptions settled = options;
    settled.form = preview.form;
    describePlan(text, name, settled, preview, context);
    if (Result<void> tried = tryToRead(text, name, settled, preview, context); !tried)
        return tried.error();
    return preview;
}

} // namespace wattline
