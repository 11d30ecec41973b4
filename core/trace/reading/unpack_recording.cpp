// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/unpack_recording.h"

#include "core/base/gunzip.h"
#include "core/base/text.h"

#include <algorithm>
#include <fmt/format.h>

namespace wattline {

Result<std::string> unpackRecording(std::string_view packed, const std::string& name, IssueLog& log,
                                    const RunContext& context)
{
    constexpr std::size_t Mebibyte = std::size_t{1} << 20U;
    const std::size_t limit = std::min(8192 * Mebibyte, std::max(256 * Mebibyte, 100 * packed.size()));
    context.report(0.0, "Unpacking " + name);
    Result<Unpacked> unpacked = gunzip(packed, limit, context);
    if (!unpacked)
        return unpacked.error();
    if (unpacked->end == UnpackEnd::Limit)
        return Error{ErrorKind::Format, fmt::format("{}: unpacks to more than {} MiB, which no log of its size does; "
                                                    "unpack it with gunzip to read it all the same.",
                                                    name, limit / Mebibyte)};
    if (unpacked->bytes.empty() && unpacked->end != UnpackEnd::Whole)
        return Error{ErrorKind::Format, name + ": is a damaged gzip file of which nothing can be unpacked."};
    if (unpacked->end != UnpackEnd::Whole)
        log.add({IssueKind::Truncated, 0, 1,
                 fmt::format("The gzip file {}; the {} bytes before that were read.",
                             unpacked->end == UnpackEnd::Cut ? "ends in the middle" : "is damaged",
                             formatCount(unpacked->bytes.size()))});
    return std::move(unpacked->bytes);
}

Result<UnpackedSource> unpackedSource(const ByteSource& bytes, const std::string& name, IssueLog& log,
                                      const RunContext& context)
{
    std::string buffer;
    const Result<std::string_view> head = bytes.read(0, 2, buffer);
    if (!head)
        return head.error();
    if (!isGzip(*head))
        return UnpackedSource{bytes, nullptr};
    const Result<std::string_view> packed = bytes.read(0, bytes.size(), buffer, context);
    if (!packed)
        return packed.error();
    Result<std::string> text = unpackRecording(*packed, name, log, context);
    if (!text)
        return text.error();
    auto owned = std::make_unique<const std::string>(std::move(*text));
    const ByteSource source{std::string_view(*owned)};
    return UnpackedSource{source, std::move(owned)};
}

} // namespace wattline
