// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/file_lines.h"

#include "core/base/file.h"
#include "core/trace/csv_lines.h"
#include "core/trace/decode_text.h"

#include <fmt/format.h>

namespace wattline {

namespace {

constexpr std::size_t LongestLine = 2000;
constexpr std::size_t LinesBetweenStops = 100'000;

/// The line, cut between two characters where it is too long.
std::string shortened(std::string_view line)
{
    if (line.size() <= LongestLine)
        return std::string(line);
    std::size_t end = LongestLine;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U)
        --end;
    return std::string(line.substr(0, end)) + "…";
}

} // namespace

Result<FileLines> linesAround(const std::filesystem::path& path, std::size_t line, std::size_t around,
                              const RunContext& context)
{
    const Result<std::string> bytes = readFile(path, context);
    if (!bytes)
        return bytes.error();
    IssueLog log;
    DecodedText decoded;
    if (Result<void> done = decodeText(*bytes, path.string(), log, decoded, context); !done)
        return done.error();
    FileLines found;
    found.first = line > around ? line - around : 1;
    LineWalk walk(decoded.text);
    std::size_t number = 0;
    while (number < line + around && walk.next()) {
        ++number;
        if (number % LinesBetweenStops == 0 && context.stopRequested())
            return canceledError();
        if (number >= found.first)
            found.lines.push_back(shortened(walk.line()));
    }
    if (number < line)
        return Error{ErrorKind::Data, fmt::format("{}: has only {} lines now.", path.string(), number)};
    return found;
}

} // namespace wattline
