// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/time_axis.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <fmt/format.h>

namespace wattline {

namespace {

constexpr double Minute = 60.0;
constexpr double Hour = 3600.0;
constexpr double Day = 86400.0;
constexpr double LastInSeconds = 120.0; ///< up to here minutes would only hide the seconds

/// The step among 1, 2, 5, 10, ... of a unit that is not below the given one.
double decimalStep(double least)
{
    const double decade = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * decade >= least * (1.0 - 1e-9))
            return factor * decade;
    }
    return 10.0 * decade;
}

int decimalsOf(double step)
{
    constexpr int Most = 9;
    return step >= 1.0 ? 0 : std::min(Most, static_cast<int>(std::ceil(-std::log10(step) - 1e-9)));
}

/// A time in whole steps of its last decimal, so that 59.9996 s does not become "0:60".
struct Parts {
    bool negative = false;
    std::int64_t hours = 0;
    std::int64_t minutes = 0;
    std::string seconds; ///< two digits and the decimals
};

Parts partsOf(double seconds, double step)
{
    const int decimals = decimalsOf(step);
    const auto unit = static_cast<std::int64_t>(std::llround(std::pow(10.0, decimals)));
    const std::int64_t ticks = std::llround(std::abs(seconds) * static_cast<double>(unit));
    const std::int64_t whole = ticks / unit;
    Parts parts{seconds < 0.0 && ticks != 0, whole / 3600, whole / 60 % 60, fmt::format("{:02}", whole % 60)};
    if (decimals > 0)
        parts.seconds += fmt::format(".{:0{}}", ticks % unit, decimals);
    return parts;
}

} // namespace

double timeStep(double rangeSeconds, int count)
{
    constexpr std::array Steps = {1.0,    2.0,          5.0,          10.0,       15.0,        30.0,
                                  Minute, 2.0 * Minute, 5.0 * Minute, 600.0,      900.0,       1800.0,
                                  Hour,   2.0 * Hour,   3.0 * Hour,   6.0 * Hour, 12.0 * Hour, Day};
    const double least = rangeSeconds / std::max(1, count);
    if (!(least > 0.0) || !std::isfinite(least))
        return 1.0;
    if (least <= 0.5)
        return decimalStep(least);
    const auto step = std::find_if(Steps.begin(), Steps.end(), [&](double s) { return s >= least * (1.0 - 1e-9); });
    return step != Steps.end() ? *step : Day * decimalStep(least / Day);
}

std::string elapsedUnit(double largestSeconds, double stepSeconds)
{
    if (largestSeconds <= LastInSeconds)
        return "s";
    if (largestSeconds < Hour)
        return "min:s";
    return stepSeconds < Minute ? "h:min:s" : "h:min";
}

std::string elapsedText(double seconds, double largestSeconds, double stepSeconds)
{
    if (largestSeconds <= LastInSeconds) {
        const std::string text = fmt::format("{:.{}f}", seconds, decimalsOf(stepSeconds));
        return text.starts_with('-') && text.find_first_of("123456789") == std::string::npos ? text.substr(1) : text;
    }
    const Parts parts = partsOf(seconds, stepSeconds);
    const char* sign = parts.negative ? "-" : "";
    if (largestSeconds < Hour)
        return fmt::format("{}{}:{}", sign, 60 * parts.hours + parts.minutes, parts.seconds);
    if (stepSeconds < Minute)
        return fmt::format("{}{}:{:02}:{}", sign, parts.hours, parts.minutes, parts.seconds);
    return fmt::format("{}{}:{:02}", sign, parts.hours, parts.minutes);
}

std::string clockText(double unixSeconds, double stepSeconds)
{
    const double inDay = unixSeconds - Day * std::floor(unixSeconds / Day);
    const Parts parts = partsOf(inDay, stepSeconds);
    const std::int64_t hours = parts.hours % 24; // what rounds up to midnight
    return stepSeconds < Minute ? fmt::format("{:02}:{:02}:{}", hours, parts.minutes, parts.seconds)
                                : fmt::format("{:02}:{:02}", hours, parts.minutes);
}

std::string dateText(double unixSeconds)
{
    using namespace std::chrono;
    const double days = std::clamp(std::floor((unixSeconds + 1e-6) / Day), -1e6, 1e6);
    const year_month_day date{sys_days(std::chrono::days(static_cast<int>(days)))};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

} // namespace wattline
