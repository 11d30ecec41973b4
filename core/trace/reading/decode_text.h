// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"
#include "core/base/text_encoding.h"
#include "core/trace/reading/issue_log.h"

#include <string>
#include <string_view>

namespace wattline {

/// The bytes of a recording as UTF-8 text without a byte-order mark. `text` views the given bytes where they can stay
/// as they are, else `owned`; so the value must not be copied or moved once made.
struct DecodedText {
    std::string_view text;
    std::string owned;
    std::string encoding = "UTF-8";

    DecodedText() = default;
    DecodedText(const DecodedText&) = delete;
    DecodedText& operator=(const DecodedText&) = delete;
};

// The notes of what is odd in the bytes.
void noteByteOrderMark(const ByteOrderMark& mark, IssueLog& log);
void noteLatin1(std::size_t firstLine, IssueLog& log);
void noteNulBytes(std::size_t firstLine, std::size_t count, IssueLog& log);

/// Whether there is nothing but white space and NUL bytes.
bool isBlank(std::string_view bytes);

/// Error Format where these first bytes of a file hold nothing, or no text; `name` stands in its message.
Result<void> checkIsText(std::string_view bytes, const std::string& name);

/// Reads UTF-8 with or without a byte-order mark, UTF-16 in either order with one, and anything else as Latin-1; NUL
/// bytes stay (they count as blanks). Each of these goes into the log. Error Format for no bytes at all or bytes that
/// are no text; `name` stands in its message. Error
/// Canceled where a stop is requested; it is looked for each MiB.
Result<void> decodeText(std::string_view bytes, const std::string& name, IssueLog& log, DecodedText& decoded,
                        const RunContext& context);

} // namespace wattline
