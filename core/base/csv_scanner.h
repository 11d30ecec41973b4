// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/csv.h"

#include <limits>
#include <optional>

namespace wattline {

/// Walks CSV text record by record, by the rules of parseCsv(). The text must outlive it.
class CsvScanner {
public:
    explicit CsvScanner(std::string_view text, char delimiter = ',') : m_text(text), m_delimiter(delimiter) {}

    bool atEnd() const { return m_at >= m_text.size(); }
    /// On which the next record begins, from 1.
    std::size_t line() const { return m_line; }

    /// The next record, or nothing where a quote stays open to the end of the text or over more than `mostLines` lines.
    std::optional<CsvRow> next(std::size_t mostLines = std::numeric_limits<std::size_t>::max());

    /// After next() has given nothing: goes on behind the line on which that record began.
    void skipBrokenLine();

private:
    std::string_view m_text;
    char m_delimiter;
    std::size_t m_at = 0;
    std::size_t m_line = 1;
    std::size_t m_recordAt = 0; ///< where the last record began; likewise its line
    std::size_t m_recordLine = 1;
};

/// Whether a record holds nothing, as an empty line does.
bool isEmptyRecord(const CsvRow& row);

} // namespace wattline
