// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/read_trace.h"

#include "core/base/text.h"
#include "core/trace/make_recordings.h"
#include "core/trace/read_source.h"

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

} // namespace

namespace {

Result<std::vector<Trace>> recordingsOf(const ByteSource& bytes, const std::string& name, const ReadOptions& options,
                                        const RunContext& context)
{
    IssueLog log;
    Result<SourceRows> rows = readSource(bytes, name, options, log, context);
    if (!rows)
        return rows.error();
    Result<std::vector<Trace>> recordings = makeRecordings(std::move(rows->raw), context);
    if (!recordings)
        return recordings;
    for (Trace& trace : *recordings) {
        trace.path = name;
        trace.encoding = rows->encoding;
        trace.bytes = bytes.size();
    }
    std::vector<Issue>& first = recordings->front().issues;
    std::vector<Issue> ofFile = log.take();
    first.insert(first.begin(), ofFile.begin(), ofFile.end());
    return recordings;
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

Result<Trace> parseTrace(std::string_view bytes, const std::string& name, const ReadOptions& options,
                         const RunContext& context)
{
    return onlyOne(parseRecordings(bytes, name, options, context), {name, 0});
}

} // namespace wattline
