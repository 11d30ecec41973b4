// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/read_trace.h"

#include "core/base/file.h"
#include "core/trace/decode_text.h"
#include "core/trace/smi_csv.h"
#include "core/trace/sniff_form.h"

#include <cmath>
#include <fmt/format.h>

namespace wattline {

Result<Trace> readTrace(const std::filesystem::path& path, const ReadOptions& options, const RunContext& context)
{
    const Result<std::string> bytes = readFile(path, context);
    if (!bytes)
        return bytes.error();
    return parseTrace(*bytes, path.string(), options, context);
}

Result<Trace> parseTrace(std::string_view bytes, const std::string& name, const ReadOptions& options,
                         const RunContext& context)
{
    constexpr double LongestInterval = 86400.0;
    if (options.intervalSeconds && !(*options.intervalSeconds >= 1e-6 && *options.intervalSeconds <= LongestInterval))
        return Error{ErrorKind::Data, fmt::format("{}: a sampling interval of {} s makes no sense; --interval takes "
                                                  "seconds above 0 and up to a day.",
                                                  name, *options.intervalSeconds)};
    IssueLog log;
    DecodedText decoded;
    if (Result<void> done = decodeText(bytes, name, log, decoded, context); !done)
        return done.error();
    if (!options.form) {
        if (Result<void> accepted = refuseForeignForms(decoded.text, name); !accepted)
            return accepted.error();
    }
    Result<Trace> trace = readSmiCsv(decoded.text, name, options, log, context);
    if (!trace)
        return trace;
    trace->encoding = decoded.encoding;
    trace->bytes = bytes.size();
    trace->issues = log.take();
    return trace;
}

} // namespace wattline
