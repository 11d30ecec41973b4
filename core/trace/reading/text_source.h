// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/byte_source.h"
#include "core/trace/reading/decode_text.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace wattline {

/// No line of a recording is longer; NUL bytes before it are not counted, for a crash leaves holes of them.
constexpr std::size_t LongestLineBytes = std::size_t{4} << 20U;

/// Whole lines of a recording as UTF-8.
struct TextBlock {
    std::string_view text;    ///< the lines that begin in the stretch asked for, then those of the look-ahead
    std::size_t owned = 0;    ///< how much of the text is lines of the stretch
    std::size_t rawBegin = 0; ///< where the text begins in the source
    bool endsEarly = false;   ///< the source is shorter than it was when it was opened
    bool endsSource = false;  ///< nothing follows; only then may the last line lack its end, unless it is too long
};

/// The memory that a block may need; its text lives until the next block is read with the same.
struct TextBuffers {
    std::string raw;
    std::string decoded;
};

/// A recording in some encoding that is read in stretches, from several threads at once. A line belongs to the stretch
/// in which its first byte stands, so that stretches side by side give each line once, however they are cut.
class TextSource {
public:
    /// `begin` is where the text begins, after a byte-order mark.
    TextSource(ByteSource bytes, TextEncoding encoding, std::size_t begin)
        : m_bytes(std::move(bytes)), m_encoding(encoding), m_begin(begin)
    {
    }

    TextEncoding encoding() const { return m_encoding; }
    std::size_t begin() const { return m_begin; }
    std::size_t end() const { return m_bytes.size(); }

    /// The lines that begin in [begin, end) and those that begin in the `lookAhead` bytes after. A line longer than
    /// LongestLineBytes may lack its rest. Error Io.
    Result<TextBlock> linesIn(std::size_t begin, std::size_t end, std::size_t lookAhead, TextBuffers& buffers) const;

    /// How many bytes of the source this text was decoded from.
    std::size_t rawLength(std::string_view text) const;

    /// The same bytes in another encoding.
    TextSource readAs(TextEncoding encoding) const { return {m_bytes, encoding, m_begin}; }

private:
    std::size_t unit() const { return isUtf16(m_encoding) ? 2 : 1; }
    std::size_t afterLineBreak(std::string_view raw, std::size_t from) const;
    bool isTooLong(std::string_view line) const;
    void setText(TextBlock& block, std::string_view own, std::string_view following, std::string& decoded) const;

    ByteSource m_bytes;
    TextEncoding m_encoding;
    std::size_t m_begin;
};

/// The text that the bytes are, by the mark at their beginning; without one UTF-8, or Latin-1 where the first bytes are
/// no UTF-8. A mark goes into the log. Error Format where there is nothing, or no text; `name` stands in its message.
Result<TextSource> openText(const ByteSource& bytes, const std::string& name, IssueLog& log);

/// The first lines: some MiB of them, and more where lines are long or the file begins with a hole.
Result<TextBlock> headOf(const TextSource& source, TextBuffers& buffers);

} // namespace wattline
