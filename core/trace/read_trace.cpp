// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/read_trace.h"

#include "core/trace/reading/make_recordings.h"
#include "core/trace/reading/read_source.h"
#include "core/trace/reading/sensor_faults.h"
#include "core/trace/reading/unpack_recording.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace wattline {

namespace {

/// A file and, after "#", the number of the recording in it that is meant; 0 where none is named.
struct RecordingName {
    std::filesystem::path file;
    std::size_t part = 0;
};

RecordingName recordingNamed(const std::filesystem::path& path)
{
    const std::string text = path.string();
    const std::size_t mark = text.rfind('#');
    std::error_code ignored; // a file that cannot be looked at is reported by who reads it
    if (mark == std::string::npos || std::filesystem::exists(path, ignored))
        return {path, 0};
    RecordingName name{text.substr(0, mark), 0};
    const auto [end, status] = std::from_chars(text.data() + mark + 1, text.data() + text.size(), name.part);
    if (status != std::errc() || end != text.data() + text.size() || name.part == 0)
        return {path, 0};
    return name;
}

Result<Trace> onlyOne(Result<std::vector<Trace>> recordings, const RecordingName& name)
{
    if (!recordings)
        return recordings.error();
    const std::size_t count = recordings->size();
    if (name.part > count)
        return Error{ErrorKind::Data,
                     fmt::format("{}: holds {}, so there is no number {}.", name.file.string(),
                                 count == 1 ? "one recording" : fmt::format("{} recordings", count), name.part)};
    if (name.part == 0 && count > 1)
        return Error{ErrorKind::Data, fmt::format("{}: holds {} recordings, one appended to the other; name one of "
                                                  "them, as {}#2 for the second.",
                                                  name.file.string(), count, name.file.filename().string())};
    return std::move((*recordings)[name.part == 0 ? 0 : name.part - 1]);
}

struct Parsed {
    std::vector<Trace> recordings;
    std::string encoding;
};

Result<Parsed> parse(const ByteSource& bytes, const std::string& name, const ReadOptions& options, IssueLog& log,
                     const RunContext& context)
{
    Result<SourceRows> rows = readSource(bytes, name, options, log, context);
    if (!rows)
        return rows.error();
    Result<std::vector<Trace>> recordings = makeRecordings(std::move(rows->raw), context);
    if (!recordings)
        return recordings.error();
    return Parsed{std::move(*recordings), std::move(rows->encoding)};
}

bool wantsSides(const std::vector<Trace>& recordings)
{
    return std::any_of(recordings.begin(), recordings.end(), [](const Trace& trace) {
        return std::any_of(trace.gpus.begin(), trace.gpus.end(),
                           [](const GpuTrace& gpu) { return mayBeStuck(gpu.power); });
    });
}

/// As parse(); where a sensor seems to stand still, which is rare, the file is read again with the columns beside the
/// power, for only these tell a sensor that is stuck from a board that is idle.
Result<Parsed> parseWithEvidence(const ByteSource& bytes, const std::string& name, const ReadOptions& options,
                                 IssueLog& log, const RunContext& context)
{
    Result<Parsed> parsed = parse(bytes, name, options, log, context);
    if (!parsed || options.sideColumns == SideColumns::Keep || !wantsSides(parsed->recordings))
        return parsed;
    parsed->recordings.clear();
    ReadOptions withSides = options;
    withSides.sideColumns = SideColumns::Keep;
    IssueLog again;
    parsed = parse(bytes, name, withSides, again, context);
    if (parsed) {
        for (Trace& trace : parsed->recordings) {
            for (GpuTrace& gpu : trace.gpus)
                gpu.sides = {};
        }
    }
    return parsed;
}

Result<std::vector<Trace>> recordingsOf(const ByteSource& file, const std::string& name, const ReadOptions& options,
                                        const RunContext& context)
{
    IssueLog log;
    const Result<UnpackedSource> source = unpackedSource(file, name, log, context);
    if (!source)
        return source.error();
    Result<Parsed> parsed = parseWithEvidence(source->bytes, name, options, log, context);
    if (!parsed)
        return parsed.error();
    for (Trace& trace : parsed->recordings) {
        trace.path = name;
        trace.encoding = parsed->encoding;
        trace.bytes = file.size();
    }
    std::vector<Issue>& first = parsed->recordings.front().issues;
    std::vector<Issue> ofFile = log.take();
    first.insert(first.begin(), ofFile.begin(), ofFile.end());
    return std::move(parsed->recordings);
}

} // namespace

Result<std::vector<Trace>> readRecordings(const std::filesystem::path& path, const ReadOptions& options,
                                          const RunContext& context)
{
    const Result<ByteSource> bytes = ByteSource::open(path);
    if (!bytes)
        return bytes.error();
    return recordingsOf(*bytes, path.string(), options, context);
}

Result<std::vector<Trace>> parseRecordings(std::string_view bytes, const std::string& name, const ReadOptions& options,
                                           const RunContext& context)
{
    return recordingsOf(ByteSource(bytes), name, options, context);
}

Result<Trace> readTrace(const std::filesystem::path& name, const ReadOptions& options, const RunContext& context)
{
    const RecordingName recording = recordingNamed(name);
    return onlyOne(readRecordings(recording.file, options, context), recording);
}

std::filesystem::path fileOfRecording(const std::filesystem::path& name)
{
    return recordingNamed(name).file;
}

Result<Trace> parseTrace(std::string_view bytes, const std::string& name, const ReadOptions& options,
                         const RunContext& context)
{
    return onlyOne(parseRecordings(bytes, name, options, context), {name, 0});
}

} // namespace wattline
