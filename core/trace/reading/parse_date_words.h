// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/reading/parse_time.h"

#include <optional>
#include <string_view>

namespace wattline {

/// A date or a clock or both, read word by word in any order: "Thu Jul 13 02:14:29 AM EDT 2023", "13.07.2023 2:14:29".
struct WordyTime {
    std::optional<std::int64_t> days;        ///< since 1970
    std::optional<std::int64_t> clockMicros; ///< since midnight, as it stands
    int zoneSeconds = 0;                     ///< east of UTC; 0 where none is named
    std::optional<DateOrder> order;          ///< of a numeric date that ends with the year
};

/// Nothing where some word is none of a date, a clock or a zone. `dayFirst` decides only what the numbers leave open.
std::optional<WordyTime> parseWords(std::string_view text, bool dayFirst);

/// Days since 1970; nothing where there is no such day.
std::optional<std::int64_t> daysSinceEpoch(int year, int month, int day);

} // namespace wattline
