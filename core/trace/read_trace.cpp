// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/read_trace.h"

#include "core/trace/smi_csv.h"
#include "core/trace/sniff_form.h"

#include <cmath>
#include <fmt/format.h>

namespace wattline {

namespace {

Result<Trace> readSource(const ByteSource& bytes, const std::string& name, const ReadOptions& options,
                         const RunContext& context)
{
    constexpr double LongestInterval = 86400.0;
    if (options.intervalSeconds && !(*options.intervalSeconds >= 1e-6 && *options.intervalSeconds <= LongestInterval))
        return Error{ErrorKind::Data, fmt::format("{}: a sampling interval of {} s makes no sense; --interval takes "
                                                  "seconds above 0 and up to a day.",
                                                  name, *options.intervalSeconds)};
    IssueLog log;
    const Result<TextSource> text = openText(bytes, name, log);
    if (!text)
        return text.error();
    if (!options.form) {
        TextBuffers buffers;
        const Result<TextBlock> head = headOf(*text, buffers);
        if (!head)
            return head.error();
        if (Result<void> accepted = refuseForeignForms(head->text, name); !accepted)
            return accepted.error();
    }
    CsvInput input{*text, name};
    Result<Trace> trace = readSmiCsv(input, options, log, context);
    if (!trace)
        return trace;
    trace->encoding = nameOf(input.source.encoding());
    trace->bytes = bytes.size();
    trace->issues = log.take();
    return trace;
}

} // namespace

Result<Trace> readTrace(const std::filesystem::path& path, const ReadOptions& options, const RunContext& context)
{
    const Result<ByteSource> bytes = ByteSource::open(path);
    if (!bytes)
        return bytes.error();
    return readSource(*bytes, path.string(), options, context);
}

Result<Trace> parseTrace(std::string_view bytes, const std::string& name, const ReadOptions& options,
                         const RunContext& context)
{
    return readSource(ByteSource(bytes), name, options, context);
}

} // namespace wattline
