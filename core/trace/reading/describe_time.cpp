// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/parse_time.h"

#include <chrono>
#include <fmt/format.h>

namespace wattline {

std::string shownTime(std::int64_t micros, const TimeForm& form)
{
    if (!form.sinceEpoch)
        return fmt::format("{} s", static_cast<double>(micros) * 1e-6);
    const std::chrono::sys_time<std::chrono::microseconds> time{std::chrono::microseconds(micros)};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::milliseconds>(time - day));
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}.{:03}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                       clock.minutes().count(), clock.seconds().count(), clock.subseconds().count());
}

std::string describe(const TimeForm& form)
{
    switch (form.kind) {
    case TimeForm::Kind::Calendar:
        return "year, month, day and clock";
    case TimeForm::Kind::Words:
        return form.dayFirst ? "date and clock in words or numbers, the day before the month"
                             : "date and clock in words or numbers";
    case TimeForm::Kind::Clock:
        return "clock without a date";
    case TimeForm::Kind::Number:
        break;
    }
    const std::string unit = form.unitsPerSecond == 1.0   ? "seconds"
                             : form.unitsPerSecond == 1e3 ? "milliseconds"
                             : form.unitsPerSecond == 1e6 ? "microseconds"
                                                          : "nanoseconds";
    return unit + (form.sinceEpoch ? " since 1970" : " since some start");
}

} // namespace wattline
