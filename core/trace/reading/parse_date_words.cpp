// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/parse_date_words.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

namespace wattline {

namespace {

constexpr std::size_t LongestTime = 100; ///< no time is written with more characters
constexpr std::array<std::string_view, 12> Months = {"jan", "feb", "mar", "apr", "may", "jun",
                                                     "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 7> Weekdays = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr std::array<std::string_view, 12> LongMonths = {"january",   "february", "march",    "april",
                                                         "may",       "june",     "july",     "august",
                                                         "september", "october",  "november", "december"};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return c >= 'a' && c <= 'z';
}

/// The whole text as a number of at most four digits; -1 for anything else.
int smallNumber(std::string_view text)
{
    int value = -1;
    if (text.empty() || text.size() > 4 || !std::all_of(text.begin(), text.end(), isDigit))
        return -1;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// 1 to 12 for a month's name, short or whole; 0 for anything else.
int monthNamed(std::string_view word)
{
    for (std::size_t m = 0; m < Months.size(); ++m) {
        if (word == Months[m] || word == LongMonths[m] || (word.size() == 4 && word == "sept" && m == 8))
            return static_cast<int>(m) + 1;
    }
    return 0;
}

bool isWeekday(std::string_view word)
{
    return word.size() >= 3 && std::any_of(Weekdays.begin(), Weekdays.end(), [&](std::string_view day) {
               return word.starts_with(day) && (word.size() == 3 || word.ends_with("day"));
           });
}

/// Takes the words of one time one after the other.
class WordReader {
public:
    explicit WordReader(bool dayFirst) : m_dayFirst(dayFirst) {}

    bool take(std::string_view word)
    {
        if (word.find(':') != std::string_view::npos)
            return takeClock(word);
        if (isLetter(word.front()))
            return takeName(word);
        if (m_clock && (word.front() == '+' || word.front() == '-'))
            return takeOffset(word);
        return takeDate(word);
    }

    std::optional<WordyTime> result()
    {
        const bool someDate = m_year >= 0 || m_month > 0 || m_day > 0;
        if ((m_isAfternoon || m_isMorning) && (!m_clock || m_hour < 1 || m_hour > 12))
            return std::nullopt;
        if (m_isAfternoon || m_isMorning)
            *m_clock += ((m_isAfternoon ? 12 : 0) - (m_hour == 12 ? 12 : 0)) * std::int64_t{3'600'000'000};
        m_time.clockMicros = m_clock;
        if (someDate) {
            m_time.days = daysSinceEpoch(m_year, m_month, m_day);
            if (!m_time.days)
                return std::nullopt;
        }
        return m_clock || someDate ? std::optional(m_time) : std::nullopt;
    }

private:
    bool takeName(std::string_view word)
    {
        if (word == "am" || word == "pm") {
            (word == "am" ? m_isMorning : m_isAfternoon) = true;
            return true;
        }
        if (const int month = monthNamed(word); month > 0) {
            m_month = m_month == 0 ? month : -1;
            return m_month > 0;
        }
        if (isWeekday(word))
            return true;
        // The name of a zone: a few letters after the clock.
        const bool isZone =
            m_clock && !m_hasZone && word.size() <= 5 && std::all_of(word.begin(), word.end(), isLetter);
        m_hasZone = true;
        return isZone;
    }

    /// "02:14", "02:14:29", "2:14:29.5pm", "02:14:29Z", "02:14:29+02:00"
    bool takeClock(std::string_view word)
    {
        if (m_clock)
            return false;
        const std::size_t zone = word.find_first_of("+-z");
        if (zone != std::string_view::npos) {
            m_clock = 0;
            if (word[zone] != 'z' ? !takeOffset(word.substr(zone)) : zone + 1 != word.size())
                return false;
            word = word.substr(0, zone);
        }
        if (word.ends_with("am") || word.ends_with("pm")) {
            takeName(word.substr(word.size() - 2));
            word.remove_suffix(2);
        }
        const std::vector<std::string_view> pieces = splitText(word, ':');
        if (pieces.size() < 2 || pieces.size() > 3)
            return false;
        m_hour = smallNumber(pieces[0]);
        const int minute = smallNumber(pieces[1]);
        const std::optional<double> second = pieces.size() == 3 ? parseNumber(pieces[2]) : 0.0;
        if (m_hour < 0 || m_hour > 23 || minute < 0 || minute > 59 || !second || !(*second >= 0.0 && *second < 61.0))
            return false;
        m_clock = (m_hour * 60 + minute) * std::int64_t{60'000'000} + std::llround(*second * 1e6);
        return true;
    }

    /// "+02:00", "-0530", "+08"
    bool takeOffset(std::string_view word)
    {
        std::string digits;
        std::copy_if(word.begin() + 1, word.end(), std::back_inserter(digits), [](char c) { return c != ':'; });
        const int number = smallNumber(digits);
        if (m_hasZone || number < 0 || (digits.size() != 2 && digits.size() != 4))
            return false;
        const int hours = digits.size() == 2 ? number : number / 100;
        const int minutes = digits.size() == 2 ? 0 : number % 100;
        m_hasZone = true;
        m_time.zoneSeconds = (word.front() == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
        return hours <= 15 && minutes <= 59;
    }

    bool takeDate(std::string_view word)
    {
        const std::size_t mark = word.find_first_of("/-.");
        if (mark != std::string_view::npos)
            return takeNumericDate(splitText(word, word[mark]), word[mark]);
        if (word.size() == 8 && m_year < 0) {
            m_year = smallNumber(word.substr(0, 4));
            m_month = smallNumber(word.substr(4, 2));
            m_day = smallNumber(word.substr(6, 2));
            return m_year >= 0 && m_month > 0 && m_day > 0;
        }
        if (word.size() == 6 && m_year >= 0 && !m_clock)
            return takeClock(std::string(word.substr(0, 2)) + ':' + std::string(word.substr(2, 2)) + ':' +
                             std::string(word.substr(4)));
        const int number = smallNumber(word);
        if (number < 0)
            return false;
        int& place = word.size() == 4 ? m_year : m_day;
        if (word.size() == 3 || place > 0)
            return false;
        place = number;
        return true;
    }

    bool takeNumericDate(const std::vector<std::string_view>& pieces, char mark)
    {
        if (pieces.size() != 3 || m_year >= 0 || m_day > 0)
            return false;
        const int first = smallNumber(pieces[0]);
        const int second = smallNumber(pieces[1]);
        const int third = smallNumber(pieces[2]);
        if (const int month = monthNamed(pieces[1]); month > 0 && first > 0 && third >= 0) { // 13-Jul-2023
            set(third < 100 ? 2000 + third : third, month, first);
            return true;
        }
        if (first < 0 || second < 0 || third < 0)
            return false;
        if (pieces[0].size() == 4) {
            set(first, second, third);
            return true;
        }
        m_time.order = mark == '.' || first > 12 ? DateOrder::DayFirst
                       : second > 12             ? DateOrder::MonthFirst
                                                 : DateOrder::Ambiguous;
        const bool dayFirst =
            m_time.order == DateOrder::DayFirst || (m_time.order == DateOrder::Ambiguous && m_dayFirst);
        set(third < 100 ? 2000 + third : third, dayFirst ? second : first, dayFirst ? first : second);
        return true;
    }

    void set(int year, int month, int day)
    {
        m_year = year;
        m_month = month;
        m_day = day;
    }

    bool m_dayFirst;
    WordyTime m_time;
    std::optional<std::int64_t> m_clock;
    int m_hour = 0;
    int m_year = -1;
    int m_month = 0;
    int m_day = 0;
    bool m_isMorning = false;
    bool m_isAfternoon = false;
    bool m_hasZone = false;
};

} // namespace

std::optional<WordyTime> parseWords(std::string_view text, bool dayFirst)
{
    if (text.size() > LongestTime)
        return std::nullopt;
    std::string lower = lowerCase(text);
    std::replace(lower.begin(), lower.end(), ',', ' ');
    // "13/07/2023T02:14:29", "20230713_021429"
    for (std::size_t i = 1; i + 1 < lower.size(); ++i) {
        if ((lower[i] == 't' || lower[i] == '_') && isDigit(lower[i - 1]) && isDigit(lower[i + 1]))
            lower[i] = ' ';
    }
    WordReader reader(dayFirst);
    for (const std::string_view piece : splitText(lower, ' ')) {
        const std::string_view word = trimmed(piece);
        if (!word.empty() && !reader.take(word))
            return std::nullopt;
    }
    return reader.result();
}

std::optional<std::int64_t> daysSinceEpoch(int year, int month, int day)
{
    if (year < 1900 || month < 1 || day < 1)
        return std::nullopt;
    const std::chrono::year_month_day date(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day)));
    if (!date.ok())
        return std::nullopt;
    return std::chrono::sys_days(date).time_since_epoch().count();
}

} // namespace wattline
