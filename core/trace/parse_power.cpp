// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/parse_power.h"

#include "core/base/text.h"

#include <charconv>

namespace wattline {

namespace {

constexpr float NotANumber = std::numeric_limits<float>::quiet_NaN();

} // namespace

float parsePower(std::string_view cell, double wattsPerUnit)
{
    constexpr double LargestWatts = 1e9; // beyond it no sensor fault either, but no power
    cell = trimmed(cell);
    double value = 0.0;
    const auto [end, status] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (status != std::errc())
        return NotANumber;
    const std::string_view unit = trimmed(cell.substr(static_cast<std::size_t>(end - cell.data())));
    if (unit.empty())
        value *= wattsPerUnit;
    else if (unit == "mW")
        value *= 1e-3;
    else if (unit == "kW")
        value *= 1e3;
    else if (unit != "W" && unit != "w" && unit != "Watts" && unit != "watts")
        return NotANumber;
    return std::abs(value) <= LargestWatts ? static_cast<float>(value) : NotANumber;
}

} // namespace wattline
