// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/decode_text.h"

#include "core/base/text.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fmt/format.h>

namespace wattline {

namespace {

std::size_t lineAt(std::string_view text, std::size_t place)
{
    return 1 +
           static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(place), '\n'));
}

/// The place of the first byte above 127, or npos. Eight bytes at a time: recordings are plain ASCII nearly always.
std::size_t firstHighByte(std::string_view text)
{
    constexpr std::uint64_t HighBits = 0x8080808080808080U;
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t block = 0;
        std::memcpy(&block, text.data() + at, 8);
        if ((block & HighBits) != 0)
            break;
    }
    for (; at < text.size(); ++at) {
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

bool isUtf8(std::string_view text, std::size_t from)
{
    for (std::size_t at = from; at < text.size();) {
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

std::string fromUtf16(std::string_view bytes, ByteOrder order)
{
    std::string out;
    out.reserve(bytes.size() / 2 + 16);
    const auto unit = [&](std::size_t at) -> std::uint32_t {
        const auto first = static_cast<std::uint8_t>(bytes[at]);
        const auto second = static_cast<std::uint8_t>(bytes[at + 1]);
        return order == ByteOrder::Little ? first | (second << 8U) : (first << 8U) | second;
    };
    for (std::size_t at = 0; at + 2 <= bytes.size(); at += 2) {
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

std::string fromLatin1(std::string_view bytes)
{
    std::string out;
    out.reserve(bytes.size() + 64);
    for (char c : bytes)
        appendUtf8(out, static_cast<std::uint8_t>(c));
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

void noteNulBytes(std::string_view text, IssueLog& log)
{
    const std::size_t first = text.find('\0');
    if (first == std::string_view::npos)
        return;
    const auto count = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\0'));
    log.add({IssueKind::Encoding, lineAt(text, first), count,
             fmt::format("The file holds {} NUL {} (a crash leaves such holes); read as blanks.", formatCount(count),
                         count == 1 ? "byte" : "bytes")});
}

} // namespace

Result<void> decodeText(std::string_view bytes, const std::string& name, IssueLog& log, DecodedText& decoded)
{
    if (bytes.find_first_not_of(std::string_view(" \t\r\n\0", 5)) == std::string_view::npos)
        return Error{ErrorKind::Format, name + ": is empty; a recording with at least one sample is needed."};
    const bool littleEndian = bytes.starts_with("\xff\xfe");
    if (littleEndian || bytes.starts_with("\xfe\xff")) {
        decoded.owned = fromUtf16(bytes.substr(2), littleEndian ? ByteOrder::Little : ByteOrder::Big);
        decoded.text = decoded.owned;
        decoded.encoding = littleEndian ? "UTF-16LE" : "UTF-16BE";
        log.add({IssueKind::Encoding, 1, 1, "The file is " + decoded.encoding + "; read as such."});
        noteNulBytes(decoded.text, log);
        return {};
    }
    if (looksBinary(bytes))
        return Error{ErrorKind::Format, name + ": is no text but binary data; export the recording as CSV (nvidia-smi "
                                               "--query-gpu=timestamp,index,power.draw --format=csv)."};
    if (bytes.starts_with("\xef\xbb\xbf")) {
        bytes.remove_prefix(3);
        log.add({IssueKind::Encoding, 1, 1, "The file begins with a UTF-8 byte-order mark; dropped."});
    }
    decoded.text = bytes;
    const std::size_t high = firstHighByte(bytes);
    if (high != std::string_view::npos && !isUtf8(bytes, high)) {
        decoded.owned = fromLatin1(bytes);
        decoded.text = decoded.owned;
        decoded.encoding = "Latin-1";
        log.add({IssueKind::Encoding, lineAt(bytes, high), 1, "The file is no UTF-8 text; read as Latin-1."});
    }
    noteNulBytes(decoded.text, log);
    return {};
}

} // namespace wattline
