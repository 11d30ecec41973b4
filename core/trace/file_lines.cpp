// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/file_lines.h"

#include "core/trace/reading/csv_lines.h"
#include "core/trace/reading/text_source.h"
#include "core/trace/reading/unpack_recording.h"

#include <algorithm>
#include <fmt/format.h>

namespace wattline {

namespace {

constexpr std::size_t LongestLine = 2000;
constexpr std::size_t BlockBytes = std::size_t{1} << 20U; // read between two looks at the stop

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

/// Collects the lines [first, last] from the blocks of a text, which come in order.
class LineCollector {
public:
    LineCollector(std::size_t first, std::size_t last) : m_last(last) { m_found.first = first; }

    bool isComplete() const { return m_number >= m_last; }
    std::size_t linesSeen() const { return m_number; }
    FileLines take() { return std::move(m_found); }

    void takeBlock(std::string_view text)
    {
        LineWalk walk(text);
        while (!isComplete() && walk.next()) {
            if (++m_number >= m_found.first)
                m_found.lines.push_back(shortened(walk.line()));
        }
    }

private:
    std::size_t m_last;
    std::size_t m_number = 0; ///< of the last line seen
    FileLines m_found;
};

} // namespace

Result<FileLines> linesAround(const std::filesystem::path& path, std::size_t line, std::size_t around,
                              const RunContext& context)
{
    const Result<ByteSource> file = ByteSource::open(path);
    if (!file)
        return file.error();
    IssueLog log;
    const Result<UnpackedSource> source = unpackedSource(*file, path.string(), log, context);
    if (!source)
        return source.error();
    const Result<TextSource> text = openText(source->bytes, path.string(), log);
    if (!text)
        return text.error();
    LineCollector collector(line > around ? line - around : 1, line + around);
    TextBuffers buffers;
    for (std::size_t begin = text->begin(); begin < text->end() && !collector.isComplete(); begin += BlockBytes) {
        if (context.stopRequested())
            return canceledError();
        const Result<TextBlock> block = text->linesIn(begin, std::min(begin + BlockBytes, text->end()), 0, buffers);
        if (!block)
            return block.error();
        collector.takeBlock(block->text.substr(0, block->owned));
    }
    if (collector.linesSeen() < line)
        return Error{ErrorKind::Data, fmt::format("{}: has only {} lines now.", path.string(), collector.linesSeen())};
    return collector.take();
}

} // namespace wattline
