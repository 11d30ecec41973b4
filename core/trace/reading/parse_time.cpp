// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/parse_time.h"

#include "core/base/text.h"
#include "core/trace/reading/parse_date_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace wattline {

namespace {

constexpr std::int64_t MicrosPerSecond = 1'000'000;

/// Reads exactly `digits` decimal digits and drops them from the text; -1 where they are not there.
int takeDigits(std::string_view& text, std::size_t digits)
{
    if (text.size() < digits)
        return -1;
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
        const char c = text[i];
        if (c < '0' || c > '9')
            return -1;
        value = 10 * value + (c - '0');
    }
    text.remove_prefix(digits);
    return value;
}

bool take(std::string_view& text, char wanted)
{
    if (text.empty() || text.front() != wanted)
        return false;
    text.remove_prefix(1);
    return true;
}

/// A fraction of a second after its point (or comma), in microseconds; nothing where no digit follows.
std::optional<std::int64_t> takeFraction(std::string_view& text)
{
    std::int64_t micros = 0;
    std::int64_t place = MicrosPerSecond / 10;
    bool any = false;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        micros += (text.front() - '0') * place;
        place /= 10;
        any = true;
        text.remove_prefix(1);
    }
    return any ? std::optional(micros) : std::nullopt;
}

/// "Z", "UTC", "+02:00", "-0530", "+08" in seconds east of UTC; nothing for other text; 0 for none.
std::optional<int> zoneSeconds(std::string_view text)
{
    text = trimmed(text);
    if (text.empty() || text == "Z" || text == "z" || text == "UTC" || text == "GMT")
        return 0;
    const int sign = text.front() == '+' ? 1 : text.front() == '-' ? -1 : 0;
    if (sign == 0)
        return std::nullopt;
    text.remove_prefix(1);
    const int hours = takeDigits(text, 2);
    take(text, ':');
    const int minutes = text.empty() ? 0 : takeDigits(text, 2);
    if (hours < 0 || minutes < 0 || hours > 15 || minutes > 59 || !text.empty())
        return std::nullopt;
    return sign * (hours * 3600 + minutes * 60);
}

std::optional<std::int64_t> parseCalendar(std::string_view text)
{
    const int year = takeDigits(text, 4);
    const char between = text.empty() ? '\0' : text.front();
    if (year < 0 || (between != '/' && between != '-'))
        return std::nullopt;
    take(text, between);
    const int month = takeDigits(text, 2);
    if (!take(text, between))
        return std::nullopt;
    const int day = takeDigits(text, 2);
    if (!take(text, ' ') && !take(text, 'T') && !take(text, '_'))
        return std::nullopt;
    const int hour = takeDigits(text, 2);
    if (!take(text, ':'))
        return std::nullopt;
    const int minute = takeDigits(text, 2);
    if (!take(text, ':'))
        return std::nullopt;
    const int second = takeDigits(text, 2);
    if (hour < 0 || minute < 0 || second < 0 || hour > 23 || minute > 59 || second > 60)
        return std::nullopt;
    std::int64_t micros = 0;
    if (take(text, '.') || take(text, ',')) {
        const auto fraction = takeFraction(text);
        if (!fraction)
            return std::nullopt;
        micros = *fraction;
    }
    const std::optional<int> zone = text.empty() ? 0 : zoneSeconds(text);
    const std::optional<std::int64_t> days = daysSinceEpoch(year, month, day);
    if (!zone || !days)
        return std::nullopt;
    return (*days * 86400 + hour * 3600 + minute * 60 + second - *zone) * MicrosPerSecond + micros;
}

/// A count of seconds (or ms, us, ns) with a sign and a point; exact to the microsecond, which a double would not be.
std::optional<std::int64_t> parseCount(std::string_view text, double unitsPerSecond)
{
    std::int64_t whole = 0;
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), whole);
    if (status == std::errc() && end == text.data() + text.size()) {
        if (unitsPerSecond > 1e6)
            return whole / 1000;
        constexpr std::int64_t Largest = 9'000'000'000'000'000; // the year 2255
        const auto scale = static_cast<std::int64_t>(1e6 / unitsPerSecond);
        const bool inRange = whole > -Largest / scale && whole < Largest / scale;
        return inRange ? std::optional(whole * scale) : std::nullopt;
    }
    const std::optional<double> value = parseNumber(text);
    if (!value || std::abs(*value) / unitsPerSecond > 9e9)
        return std::nullopt;
    return std::llround(*value / unitsPerSecond * 1e6);
}

bool hasUnit(std::string_view name, std::string_view unit)
{
    const std::size_t at = name.rfind(unit);
    if (at == std::string_view::npos || at == 0)
        return false;
    const auto isLetter = [](char c) { return c >= 'a' && c <= 'z'; };
    const std::size_t after = at + unit.size();
    return !isLetter(name[at - 1]) && (after == name.size() || !isLetter(name[after]));
}

double unitsNamedBy(std::string_view name)
{
    if (hasUnit(name, "ms") || hasUnit(name, "msec") || hasUnit(name, "milliseconds"))
        return 1e3;
    if (hasUnit(name, "us") || hasUnit(name, "usec") || hasUnit(name, "microseconds"))
        return 1e6;
    if (hasUnit(name, "ns") || hasUnit(name, "nanoseconds"))
        return 1e9;
    return 1.0;
}

std::optional<std::int64_t> parseWordy(std::string_view text, const TimeForm& form)
{
    const std::optional<WordyTime> time = parseWords(text, form.dayFirst);
    if (!time || !time->clockMicros || (!time->days && form.kind != TimeForm::Kind::Clock))
        return std::nullopt;
    return (time->days.value_or(0) * 86400 - time->zoneSeconds) * MicrosPerSecond + *time->clockMicros;
}

std::optional<TimeForm> numberForm(double number, double named)
{
    // Any date from 1986 to 2255 tells its own unit by its size.
    for (const double units : {1.0, 1e3, 1e6, 1e9}) {
        if ((named == 1.0 || named == units) && number >= 5e8 * units && number < 9e9 * units)
            return TimeForm{TimeForm::Kind::Number, units, true};
    }
    return TimeForm{TimeForm::Kind::Number, named, false};
}

} // namespace

std::optional<TimeForm> timeFormOf(std::string_view cell, std::string_view columnName)
{
    cell = trimmed(cell);
    if (parseCalendar(cell))
        return TimeForm{};
    if (const std::optional<double> number = parseNumber(cell))
        return numberForm(*number, unitsNamedBy(columnName));
    const std::optional<WordyTime> wordy = parseWords(cell, false);
    if (!wordy || !wordy->clockMicros)
        return std::nullopt;
    TimeForm form{wordy->days ? TimeForm::Kind::Words : TimeForm::Kind::Clock};
    form.sinceEpoch = wordy->days.has_value();
    form.dayFirst = wordy->order == DateOrder::DayFirst;
    return form;
}

std::optional<std::int64_t> parseTime(std::string_view cell, const TimeForm& form)
{
    switch (form.kind) {
    case TimeForm::Kind::Calendar:
        return parseCalendar(cell);
    case TimeForm::Kind::Number:
        return parseCount(cell, form.unitsPerSecond);
    case TimeForm::Kind::Words:
    case TimeForm::Kind::Clock:
        break;
    }
    return parseWordy(cell, form);
}

std::optional<std::int64_t> parseTime(std::string_view date, std::string_view clock, const TimeForm& form)
{
    constexpr std::size_t Longest = 48; // of either; no date is longer
    if (date.size() > Longest || clock.size() > Longest)
        return std::nullopt;
    std::array<char, 2 * Longest + 1> joined{};
    std::copy(date.begin(), date.end(), joined.begin());
    joined[date.size()] = ' ';
    std::copy(clock.begin(), clock.end(), joined.begin() + static_cast<std::ptrdiff_t>(date.size()) + 1);
    return parseTime({joined.data(), date.size() + 1 + clock.size()}, form);
}

bool isDateAlone(std::string_view cell)
{
    const std::optional<WordyTime> wordy = parseWords(trimmed(cell), false);
    return wordy && wordy->days && !wordy->clockMicros;
}

std::optional<DateOrder> dateOrderOf(std::string_view cell)
{
    const std::optional<WordyTime> wordy = parseWords(trimmed(cell), false);
    return wordy ? wordy->order : std::nullopt;
}

} // namespace wattline
