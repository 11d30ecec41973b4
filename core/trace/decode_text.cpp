// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/decode_text.h"

#include "core/base/text.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fmt/format.h>

namespace wattline {

namespace {

/// Looks at the stop token each MiB of a walk over bytes. A walk that it ends leaves its result undecided.
class StopLook {
public:
    explicit StopLook(const RunContext& context) : m_context(context) {}

    bool stopsAt(std::size_t place)
    {
        constexpr std::size_t BytesBetweenLooks = std::size_t{1} << 20U;
        if (place < m_next)
            return false;
        m_next = place + BytesBetweenLooks;
        return m_context.stopRequested();
    }

private:
    const RunContext& m_context;
    std::size_t m_next = 0;
};

std::size_t countOf(char wanted, std::string_view text, const RunContext& context)
{
    constexpr std::size_t Block = 65536;
    StopLook look(context);
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size() && !look.stopsAt(at); at += Block) {
        const std::string_view block = text.substr(at, Block);
        count += static_cast<std::size_t>(std::count(block.begin(), block.end(), wanted));
    }
    return count;
}

std::size_t lineAt(std::string_view text, std::size_t place, const RunContext& context)
{
    return 1 + countOf('\n', text.substr(0, place), context);
}

/// The place of the first byte above 127, or npos. Eight bytes at a time: recordings are plain ASCII nearly always.
std::size_t firstHighByte(std::string_view text, const RunContext& context)
{
    StopLook look(context);
    constexpr std::uint64_t HighBits = 0x8080808080808080U;
    std::size_t at = 0;
    for (; at + 8 <= text.size() && !look.stopsAt(at); at += 8) {
        std::uint64_t block = 0;
        std::memcpy(&block, text.data() + at, 8);
        if ((block & HighBits) != 0)
            break;
    }
    for (; at < text.size() && !look.stopsAt(at); ++at) {
        if ((static_cast<std::uint8_t>(text[at]) & 0x80U) != 0)
            return at;
    }
    return std::string_view::npos;
}

/// The length of the UTF-8 sequence that begins here; 0 where none does.
std::size_t sequenceLength(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<std::uint8_t>(text[i]) : 0U; };
    const unsigned lead = byte(at);
    const std::size_t length = lead < 0x80                   ? 1
                               : lead >= 0xc2 && lead < 0xe0 ? 2
                               : lead >= 0xe0 && lead < 0xf0 ? 3
                               : lead >= 0xf0 && lead < 0xf5 ? 4
                                                             : 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xc0U) != 0x80U)
            return 0;
    }
    return length;
}

bool isUtf8(std::string_view text, std::size_t from, const RunContext& context)
{
    StopLook look(context);
    for (std::size_t at = from; at < text.size() && !look.stopsAt(at);) {
        const std::size_t length = sequenceLength(text, at);
        // A sequence that the end of the file cuts is a cut line, not another encoding.
        if (length == 0 && at + 4 > text.size() && static_cast<std::uint8_t>(text[at]) >= 0xc2)
            return true;
        if (length == 0)
            return false;
        at += length;
    }
    return true;
}

void appendUtf8(std::string& out, std::uint32_t code)
{
    const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xc0U | (code >> 6U));
        put(0x80U | (code & 0x3fU));
    } else if (code < 0x10000) {
        put(0xe0U | (code >> 12U));
        put(0x80U | ((code >> 6U) & 0x3fU));
        put(0x80U | (code & 0x3fU));
    } else {
        put(0xf0U | (code >> 18U));
        put(0x80U | ((code >> 12U) & 0x3fU));
        put(0x80U | ((code >> 6U) & 0x3fU));
        put(0x80U | (code & 0x3fU));
    }
}

enum class ByteOrder { Little, Big };

std::string fromUtf16(std::string_view bytes, ByteOrder order, const RunContext& context)
{
    StopLook look(context);
    std::string out;
    out.reserve(bytes.size() / 2 + 16);
    const auto unit = [&](std::size_t at) -> std::uint32_t {
        const auto first = static_cast<std::uint8_t>(bytes[at]);
        const auto second = static_cast<std::uint8_t>(bytes[at + 1]);
        return order == ByteOrder::Little ? first | (second << 8U) : (first << 8U) | second;
    };
    for (std::size_t at = 0; at + 2 <= bytes.size() && !look.stopsAt(at); at += 2) {
        std::uint32_t code = unit(at);
        if (code >= 0xd800 && code < 0xe000) {
            const bool paired = code < 0xdc00 && at + 4 <= bytes.size() && (unit(at + 2) & 0xfc00U) == 0xdc00U;
            code = paired ? 0x10000U + ((code - 0xd800U) << 10U) + (unit(at + 2) - 0xdc00U) : 0xfffdU;
            at += paired ? 2 : 0;
        }
        appendUtf8(out, code);
    }
    return out;
}

std::string fromLatin1(std::string_view bytes, const RunContext& context)
{
    StopLook look(context);
    std::string out;
    out.reserve(bytes.size() + 64);
    for (std::size_t at = 0; at < bytes.size() && !look.stopsAt(at); ++at)
        appendUtf8(out, static_cast<std::uint8_t>(bytes[at]));
    return out;
}

/// Text holds hardly any control bytes; NUL is left out of the account, for a crash leaves holes of them.
bool looksBinary(std::string_view bytes)
{
    const std::string_view head = bytes.substr(0, 4096);
    const auto isControl = [](char c) {
        const auto code = static_cast<std::uint8_t>(c);
        return (code < 0x20 && code != 0 && code != '\t' && code != '\n' && code != '\r' && code != '\f' &&
                code != 0x1b && code != '\b') ||
               code == 0x7f;
    };
    return static_cast<double>(std::count_if(head.begin(), head.end(), isControl)) >
           0.02 * static_cast<double>(head.size());
}

void noteNulBytes(std::string_view text, IssueLog& log, const RunContext& context)
{
    const std::size_t first = text.find('\0');
    if (first == std::string_view::npos)
        return;
    const std::size_t count = countOf('\0', text, context);
    log.add({IssueKind::Encoding, lineAt(text, first, context), count,
             fmt::format("The file holds {} NUL {} (a crash leaves such holes); read as blanks.", formatCount(count),
                         count == 1 ? "byte" : "bytes")});
}

void decodeUtf16(std::string_view bytes, ByteOrder order, IssueLog& log, DecodedText& decoded,
                 const RunContext& context)
{
    decoded.owned = fromUtf16(bytes, order, context);
    decoded.text = decoded.owned;
    decoded.encoding = order == ByteOrder::Little ? "UTF-16LE" : "UTF-16BE";
    log.add({IssueKind::Encoding, 1, 1, "The file is " + decoded.encoding + "; read as such."});
}

void decodeBytes(std::string_view bytes, IssueLog& log, DecodedText& decoded, const RunContext& context)
{
    if (bytes.starts_with("\xef\xbb\xbf")) {
        bytes.remove_prefix(3);
        log.add({IssueKind::Encoding, 1, 1, "The file begins with a UTF-8 byte-order mark; dropped."});
    }
    decoded.text = bytes;
    const std::size_t high = firstHighByte(bytes, context);
    if (high == std::string_view::npos || isUtf8(bytes, high, context))
        return;
    decoded.owned = fromLatin1(bytes, context);
    decoded.text = decoded.owned;
    decoded.encoding = "Latin-1";
    log.add({IssueKind::Encoding, lineAt(bytes, high, context), 1, "The file is no UTF-8 text; read as Latin-1."});
}

} // namespace

Result<void> decodeText(std::string_view bytes, const std::string& name, IssueLog& log, DecodedText& decoded,
                        const RunContext& context)
{
    if (bytes.find_first_not_of(std::string_view(" \t\r\n\0", 5)) == std::string_view::npos)
        return Error{ErrorKind::Format, name + ": is empty; a recording with at least one sample is needed."};
    const bool littleEndian = bytes.starts_with("\xff\xfe");
    if (littleEndian || bytes.starts_with("\xfe\xff")) {
        decodeUtf16(bytes.substr(2), littleEndian ? ByteOrder::Little : ByteOrder::Big, log, decoded, context);
    } else {
        if (looksBinary(bytes))
            return Error{ErrorKind::Format, name + ": is no text but binary data; export the recording as CSV "
                                                   "(nvidia-smi --query-gpu=timestamp,index,power.draw --format=csv)."};
        decodeBytes(bytes, log, decoded, context);
    }
    noteNulBytes(decoded.text, log, context);
    if (context.stopRequested())
        return canceledError();
    return {};
}

} // namespace wattline
