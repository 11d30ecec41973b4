// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_encoding.h"

#include <algorithm>
#include <cstring>

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

/// How the text goes on at some place.
enum class Sequence { Whole, Broken, Cut };

/// Passes over the UTF-8 sequence that begins at `at`; one that the end of the text cuts is no broken one.
Sequence passSequence(std::string_view text, std::size_t& at)
{
    const auto lead = static_cast<std::uint8_t>(text[at]);
    const std::size_t length = lead < 0x80                   ? 1
                               : lead >= 0xc2 && lead < 0xe0 ? 2
                               : lead >= 0xe0 && lead < 0xf0 ? 3
                               : lead >= 0xf0 && lead < 0xf5 ? 4
                                                             : 0;
    if (length == 0)
        return Sequence::Broken;
    for (std::size_t i = 1; i < length; ++i) {
        if (at + i == text.size())
            return Sequence::Cut;
        if ((static_cast<std::uint8_t>(text[at + i]) & 0xc0U) != 0x80U)
            return Sequence::Broken;
    }
    at += length;
    return Sequence::Whole;
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

void appendUtf16(std::string_view bytes, bool littleEndian, std::string& out, const RunContext& context)
{
    StopLook look(context);
    const auto unit = [&](std::size_t at) -> std::uint32_t {
        const auto first = static_cast<std::uint8_t>(bytes[at]);
        const auto second = static_cast<std::uint8_t>(bytes[at + 1]);
        return littleEndian ? first | (second << 8U) : (first << 8U) | second;
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
}

void appendLatin1(std::string_view bytes, std::string& out, const RunContext& context)
{
    StopLook look(context);
    for (std::size_t at = 0; at < bytes.size() && !look.stopsAt(at); ++at)
        appendUtf8(out, static_cast<std::uint8_t>(bytes[at]));
}

} // namespace

std::string nameOf(TextEncoding encoding)
{
    switch (encoding) {
    case TextEncoding::Utf8:
        return "UTF-8";
    case TextEncoding::Utf16Little:
        return "UTF-16LE";
    case TextEncoding::Utf16Big:
        return "UTF-16BE";
    case TextEncoding::Latin1:
        return "Latin-1";
    }
    return {};
}

ByteOrderMark byteOrderMarkOf(std::string_view bytes)
{
    if (bytes.starts_with("\xff\xfe"))
        return {TextEncoding::Utf16Little, 2};
    if (bytes.starts_with("\xfe\xff"))
        return {TextEncoding::Utf16Big, 2};
    if (bytes.starts_with("\xef\xbb\xbf"))
        return {TextEncoding::Utf8, 3};
    return {};
}

void appendDecoded(std::string_view bytes, TextEncoding encoding, std::string& out, const RunContext& context)
{
    if (encoding == TextEncoding::Utf8)
        out += bytes;
    else if (encoding == TextEncoding::Latin1)
        appendLatin1(bytes, out, context);
    else
        appendUtf16(bytes, encoding == TextEncoding::Utf16Little, out, context);
}

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

bool isUtf8(std::string_view text, std::size_t from, const RunContext& context)
{
    StopLook look(context);
    for (std::size_t at = from; at < text.size() && !look.stopsAt(at);) {
        if (const Sequence sequence = passSequence(text, at); sequence != Sequence::Whole)
            return sequence == Sequence::Cut;
    }
    return true;
}

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

} // namespace wattline
