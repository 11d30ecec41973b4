// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/time_reader.h"

#include <algorithm>

namespace wattline {

std::optional<std::int64_t> TimeReader::learn(std::string_view cell)
{
    const std::optional<std::int64_t> time = parseTime(cell, m_form);
    // Only where a minute stands before two digits of seconds does the rest of the cell mean the same in every row.
    if (!time || m_form.kind == TimeForm::Kind::Number || cell.size() < SecondsEnd || cell.size() > LongestCell ||
        cell[13] != ':' || cell[16] != ':')
        return time;
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    std::size_t digits = 0;
    if (cell.size() > SecondsEnd && (cell[SecondsEnd] == '.' || cell[SecondsEnd] == ','))
        while (SecondsEnd + 1 + digits < cell.size() && isDigit(cell[SecondsEnd + 1 + digits]))
            ++digits;
    if (digits > MostDigits)
        return time;
    m_length = 0;
    m_digits = digits;
    std::int64_t micros = 0;
    if (!readSeconds(cell.data(), micros))
        return time;
    std::copy(cell.begin(), cell.end(), m_minute);
    m_minuteMicros = *time - micros;
    m_length = cell.size();
    return time;
}

} // namespace wattline
