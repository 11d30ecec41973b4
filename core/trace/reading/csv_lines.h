// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace wattline {

/// Walks a text line by line without copying. Lines end with LF or CR LF; the last may lack its end.
class LineWalk {
public:
    explicit LineWalk(std::string_view text) : m_text(text) {}

    /// Moves to the next line; false at the end of the text.
    bool next();
    /// Joins the following line to the present one, for a quoted cell with a line break; false at the end of the text.
    bool extend();

    std::string_view line() const { return m_line; }
    std::size_t number() const { return m_number; } ///< of the line's beginning, from 1
    std::size_t linesSeen() const { return m_seen; }
    std::size_t offset() const { return m_next; } ///< of the byte after the line
    bool lineIsEnded() const { return m_ended; }  ///< false for a last line without its line break

private:
    std::size_t endFrom(std::size_t from);

    std::string_view m_text;
    std::string_view m_line;
    std::size_t m_begin = 0;
    std::size_t m_next = 0;
    std::size_t m_number = 0;
    std::size_t m_seen = 0;
    bool m_ended = true;
};

/// What splitCells found.
struct CellCount {
    std::size_t cells = 0;  ///< all of them, also those beyond the span
    bool openQuote = false; ///< a quote opens and does not close on this line
};

/// What a quote is that opens and does not close on the line.
enum class OpenQuote { HidesSeparators, IsPlain };

/// Puts the cells of a line into `cells`, as many as it holds, without copying: blanks at both ends and the quotes
/// around a cell are left out. A quote opens only where a cell begins with one; elsewhere it is plain.
CellCount splitCells(std::string_view line, char separator, std::span<std::string_view> cells,
                     OpenQuote openQuote = OpenQuote::HidesSeparators);

} // namespace wattline
