// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/decode_text.h"

#include "core/base/text.h"

#include <fmt/format.h>

namespace wattline {

namespace {

void decodeBytes(std::string_view bytes, IssueLog& log, DecodedText& decoded, const RunContext& context)
{
    const std::size_t high = firstHighByte(bytes, context);
    if (high == std::string_view::npos || isUtf8(bytes, high, context)) {
        decoded.text = bytes;
        return;
    }
    appendDecoded(bytes, TextEncoding::Latin1, decoded.owned, context);
    decoded.text = decoded.owned;
    decoded.encoding = nameOf(TextEncoding::Latin1);
    noteLatin1(lineAt(bytes, high, context), log);
}

} // namespace

void noteByteOrderMark(const ByteOrderMark& mark, IssueLog& log)
{
    if (isUtf16(mark.encoding))
        log.add({IssueKind::Encoding, 1, 1, "The file is " + nameOf(mark.encoding) + "; read as such."});
    else if (mark.bytes > 0)
        log.add({IssueKind::Encoding, 1, 1, "The file begins with a UTF-8 byte-order mark; dropped."});
}

void noteLatin1(std::size_t line, IssueLog& log)
{
    log.add({IssueKind::Encoding, line, 1, "The file is no UTF-8 text; read as Latin-1."});
}

void noteNulBytes(std::size_t line, std::size_t count, IssueLog& log)
{
    log.add({IssueKind::Encoding, line, count,
             fmt::format("The file holds {} NUL {} (a crash leaves such holes); read as blanks.", formatCount(count),
                         count == 1 ? "byte" : "bytes")});
}

bool isBlank(std::string_view bytes)
{
    return bytes.find_first_not_of(std::string_view(" \t\r\n\0", 5)) == std::string_view::npos;
}

Result<void> checkIsText(std::string_view bytes, const std::string& name)
{
    if (isBlank(bytes))
        return Error{ErrorKind::Format, name + ": is empty; a recording with at least one sample is needed."};
    if (!isUtf16(byteOrderMarkOf(bytes).encoding) && looksBinary(bytes))
        return Error{ErrorKind::Format, name + ": is no text but binary data; export the recording as CSV "
                                               "(nvidia-smi --query-gpu=timestamp,index,power.draw --format=csv)."};
    return {};
}

Result<void> decodeText(std::string_view bytes, const std::string& name, IssueLog& log, DecodedText& decoded,
                        const RunContext& context)
{
    if (Result<void> isText = checkIsText(bytes, name); !isText)
        return isText;
    const ByteOrderMark mark = byteOrderMarkOf(bytes);
    noteByteOrderMark(mark, log);
    bytes.remove_prefix(mark.bytes);
    if (isUtf16(mark.encoding)) {
        appendDecoded(bytes, mark.encoding, decoded.owned, context);
        decoded.text = decoded.owned;
        decoded.encoding = nameOf(mark.encoding);
    } else {
        decodeBytes(bytes, log, decoded, context);
    }
    if (const std::size_t first = decoded.text.find('\0'); first != std::string_view::npos)
        noteNulBytes(lineAt(decoded.text, first, context), countOf('\0', decoded.text, context), log);
    if (context.stopRequested())
        return canceledError();
    return {};
}

} // namespace wattline
