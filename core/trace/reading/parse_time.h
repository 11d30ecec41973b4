// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wattline {

/// How the times of a recording are written.
struct TimeForm {
    enum class Kind {
        Calendar, ///< YYYY/MM/DD or YYYY-MM-DD, a blank or T, hh:mm:ss, a fraction, Z or +hh:mm
        Words,    ///< any other date with a clock: ctime, day/month/year, AM and PM, names of months and zones
        Clock,    ///< hh:mm:ss without a date
        Number    ///< a count of seconds or parts of seconds
    };
    Kind kind = Kind::Calendar;
    double unitsPerSecond = 1.0; ///< Number: 1, 1e3, 1e6 or 1e9
    bool sinceEpoch = true;      ///< counted from 1970, not from the start of something
    bool dayFirst = false;       ///< Words: of a numeric date the day stands before the month
};

/// Which of day and month a numeric date writes first.
enum class DateOrder { DayFirst, MonthFirst, Ambiguous };

/// The form of a time cell. `columnName` (lower case, may be empty) tells the unit of small numbers: "elapsed_ms",
/// "time (us)"; without a unit they are seconds. Numbers of the size of a present date count from 1970, and their size
/// tells s, ms, us or ns. Nothing where the cell is no time.
std::optional<TimeForm> timeFormOf(std::string_view cell, std::string_view columnName);

/// Microseconds since 1970 (or since the recording's own zero, or midnight). A calendar time without a zone is read as
/// it stands; one with an offset, Z, UTC or GMT is converted to UTC; other names of zones stand for several offsets
/// ("CST" for -6 h and +8 h), so such times are read as they stand. Digits below the microsecond are dropped. Nothing
/// where the cell is no such time.
std::optional<std::int64_t> parseTime(std::string_view cell, const TimeForm& form);

/// The same where the date stands in a cell of its own.
std::optional<std::int64_t> parseTime(std::string_view date, std::string_view clock, const TimeForm& form);

/// Whether a cell is a date without a clock: "2023-07-08", "20230708", "8.7.2023", "Jul 8 2023".
bool isDateAlone(std::string_view cell);

/// What the numbers of a day/month/year date say about their order; nothing where the cell has no such date.
std::optional<DateOrder> dateOrderOf(std::string_view cell);

/// A time as read, to show it: "2023-07-08 19:28:27.236", or seconds where the form names no date.
std::string shownTime(std::int64_t micros, const TimeForm& form);

/// How the times are written, in words: "YYYY-MM-DD hh:mm:ss", "milliseconds since 1970".
std::string describe(const TimeForm& form);

} // namespace wattline
