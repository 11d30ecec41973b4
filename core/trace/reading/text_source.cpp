// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/text_source.h"

#include <algorithm>

namespace wattline {

namespace {

constexpr std::size_t FirstProbeBytes = 4096; ///< read beyond a stretch to find the end of its last line
constexpr std::size_t HeadBytes = std::size_t{1} << 22U;

} // namespace

/// The place after the first line break that begins at `from` or later; npos where there is none.
std::size_t TextSource::afterLineBreak(std::string_view raw, std::size_t from) const
{
    if (!isUtf16(m_encoding)) {
        const std::size_t at = raw.find('\n', from);
        return at == std::string_view::npos ? at : at + 1;
    }
    const std::size_t low = m_encoding == TextEncoding::Utf16Little ? 0 : 1;
    for (std::size_t at = raw.find('\n', from); at != std::string_view::npos; at = raw.find('\n', at + 1)) {
        if (at % 2 == low && at + 1 - 2 * low < raw.size() && raw[at + 1 - 2 * low] == '\0')
            return at + 2 - low;
    }
    return std::string_view::npos;
}

bool TextSource::isTooLong(std::string_view line) const
{
    if (line.size() <= unit() * LongestLineBytes)
        return false;
    const std::size_t begin = line.find_first_not_of('\0');
    return begin != std::string_view::npos && line.size() - begin > unit() * (LongestLineBytes + 1);
}

/// Decodes the block's own lines and those that follow them in the source.
void TextSource::setText(TextBlock& block, std::string_view own, std::string_view following, std::string& decoded) const
{
    if (m_encoding == TextEncoding::Utf8) {
        block.text = {own.data(), own.size() + following.size()};
        block.owned = own.size();
        return;
    }
    decoded.clear();
    appendDecoded(own, m_encoding, decoded);
    block.owned = decoded.size();
    appendDecoded(following, m_encoding, decoded);
    block.text = decoded;
}

Result<TextBlock> TextSource::linesIn(std::size_t begin, std::size_t end, std::size_t lookAhead,
                                      TextBuffers& buffers) const
{
    const std::size_t unitBytes = unit();
    // Places are rounded so that each is the beginning of a UTF-16 unit.
    const auto rounded = [&](std::size_t place) { return m_begin + (place - m_begin) / unitBytes * unitBytes; };
    begin = rounded(std::max(begin, m_begin));
    const std::size_t wanted = rounded(std::min(end + lookAhead, m_bytes.size()));
    end = rounded(std::min(end, m_bytes.size()));
    // One unit before the stretch tells whether a line begins right with it.
    const std::size_t from = begin > m_begin ? begin - unitBytes : begin;
    for (std::size_t probe = FirstProbeBytes;; probe *= 4) {
        const Result<std::string_view> read = m_bytes.read(from, wanted + probe, buffers.raw);
        if (!read)
            return read.error();
        const std::string_view raw = *read;
        TextBlock block;
        block.endsEarly = from + raw.size() < std::min(wanted + probe, m_bytes.size());
        block.endsSource = raw.size() < wanted + probe - from || from + raw.size() == m_bytes.size();
        const std::size_t first = begin > m_begin ? afterLineBreak(raw, 0) : 0;
        if (begin >= end || first >= end - from || first >= raw.size()) {
            block.rawBegin = end;
            return block;
        }
        const auto lineEnd = [&](std::size_t place) {
            return place <= first ? first : afterLineBreak(raw, place - unitBytes);
        };
        std::size_t owned = lineEnd(end - from);
        std::size_t last = lineEnd(wanted - from);
        // Without a line break, rfind gives npos, and the line begins at npos + 1, which is 0.
        if (last == std::string_view::npos && !block.endsSource && !isTooLong(raw.substr(raw.rfind('\n') + 1)))
            continue;
        owned = std::min(owned, raw.size());
        last = std::min(last, raw.size());
        block.endsSource = block.endsSource && last == raw.size();
        block.rawBegin = from + first;
        setText(block, raw.substr(first, owned - first), raw.substr(owned, last - owned), buffers.decoded);
        return block;
    }
}

std::size_t TextSource::rawLength(std::string_view text) const
{
    if (m_encoding == TextEncoding::Utf8)
        return text.size();
    const auto isLead = [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; };
    const auto isPair = [](char c) { return static_cast<unsigned char>(c) >= 0xf0U; };
    auto units = static_cast<std::size_t>(std::count_if(text.begin(), text.end(), isLead));
    if (isUtf16(m_encoding))
        units += static_cast<std::size_t>(std::count_if(text.begin(), text.end(), isPair));
    return units * unit();
}

Result<TextSource> openText(const ByteSource& bytes, const std::string& name, IssueLog& log)
{
    std::string buffer;
    for (std::size_t size = HeadBytes;; size *= 4) {
        const Result<std::string_view> head = bytes.read(0, size, buffer);
        if (!head)
            return head.error();
        const bool isWhole = head->size() < size || size >= bytes.size();
        const Result<void> isText = checkIsText(*head, name);
        if (!isText && isBlank(*head) && !isWhole)
            continue; // a hole at the beginning
        if (!isText)
            return isText.error();
        const ByteOrderMark mark = byteOrderMarkOf(*head);
        noteByteOrderMark(mark, log);
        const std::string_view text = head->substr(mark.bytes);
        const bool isBroken = mark.encoding == TextEncoding::Utf8 && !isUtf8(text, 0);
        return TextSource(bytes, isBroken ? TextEncoding::Latin1 : mark.encoding, mark.bytes);
    }
}

Result<TextBlock> headOf(const TextSource& source, TextBuffers& buffers)
{
    constexpr std::size_t EnoughLines = 1000;
    constexpr std::size_t MostBytes = std::size_t{1} << 26U;
    for (std::size_t size = HeadBytes;; size *= 4) {
        Result<TextBlock> head = source.linesIn(source.begin(), source.begin() + size, 0, buffers);
        if (!head || head->endsSource || size >= MostBytes || countOf('\n', head->text) >= EnoughLines)
            return head;
    }
}

} // namespace wattline
