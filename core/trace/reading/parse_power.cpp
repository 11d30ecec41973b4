// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/parse_power.h"

#include "core/base/decimal.h"
#include "core/base/text.h"

#include <algorithm>
#include <charconv>

namespace wattline {

namespace {

constexpr float NotANumber = std::numeric_limits<float>::quiet_NaN();

/// The watts of one unit; 0 for a unit that is none of power.
double wattsOf(std::string_view unit, double wattsPerUnit)
{
    if (unit == " W" || unit == "W")
        return 1.0;
    unit = trimmed(unit);
    if (unit.empty())
        return wattsPerUnit;
    if (unit == "mW")
        return 1e-3;
    if (unit == "kW")
        return 1e3;
    return unit == "W" || unit == "w" || unit == "Watts" || unit == "watts" ? 1.0 : 0.0;
}

} // namespace

float parsePower(std::string_view cell, double wattsPerUnit)
{
    constexpr double LargestWatts = 1e9; // beyond it no sensor fault either, but no power
    const char* const cellEnd = cell.data() + cell.size();
    double value = 0.0;
    const char* end = readPlainDecimal(cell.data(), cellEnd, value);
    if (end == nullptr) {
        cell = trimmed(cell);
        const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), value);
        if (read.ec != std::errc())
            return NotANumber;
        end = read.ptr;
    }
    if (end != cellEnd) {
        const double watts = wattsOf({end, static_cast<std::size_t>(cellEnd - end)}, wattsPerUnit);
        if (watts == 0.0)
            return NotANumber;
        value *= watts;
    } else {
        value *= wattsPerUnit;
    }
    return std::abs(value) <= LargestWatts ? static_cast<float>(value) : NotANumber;
}

float parseQuantity(std::string_view cell)
{
    constexpr std::ptrdiff_t LongestUnit = 5; // with a blank before it
    double value = 0.0;
    const char* const end = cell.data() + cell.size();
    const char* const unit = readPlainDecimal(cell.data(), end, value);
    if (unit == nullptr)
        return static_cast<float>(parseNumber(cell).value_or(NotANumber));
    const bool isUnit =
        end - unit <= LongestUnit && std::none_of(unit, end, [](char c) { return c >= '0' && c <= '9'; });
    return isUnit ? static_cast<float>(value) : NotANumber;
}

} // namespace wattline
