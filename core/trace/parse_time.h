// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace wattline {

/// How the times of a recording are written.
struct TimeForm {
    enum class Kind {
        Calendar, ///< YYYY/MM/DD or YYYY-MM-DD, a blank or T, hh:mm:ss, a fraction, Z or +hh:mm
        Number    ///< a count of seconds or parts of seconds
    };
    Kind kind = Kind::Calendar;
    double unitsPerSecond = 1.0; ///< Number: 1, 1e3, 1e6 or 1e9
    bool sinceEpoch = true;      ///< counted from 1970, not from the start of something
};

/// The form of a time cell. `columnName` (lower case, may be empty) tells the unit of small numbers: "elapsed_ms",
/// "time (us)"; without a unit they are seconds. Numbers of the size of a present date count from 1970, and their size
/// tells s, ms, us or ns. Nothing where the cell is no time.
std::optional<TimeForm> timeFormOf(std::string_view cell, std::string_view columnName);

/// Microseconds since 1970 (or since the recording's own zero). A calendar time without a zone is read as it stands;
/// with one it is converted to UTC. Digits below the microsecond are dropped. Nothing where the cell is no such time.
std::optional<std::int64_t> parseTime(std::string_view cell, const TimeForm& form);

} // namespace wattline
