// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/ordered_column.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <utility>

namespace wattline {

namespace {

constexpr std::size_t DigitBits = 8;
constexpr std::size_t DigitValues = std::size_t{1} << DigitBits;
constexpr std::size_t Digits = 64 / DigitBits;
constexpr std::uint64_t SignBit = std::uint64_t{1} << 63;

struct KeyedRow {
    std::uint64_t key; ///< orders like the value
    std::size_t row;
};

std::uint64_t keyOf(double value)
{
    const auto bits = std::bit_cast<std::uint64_t>(value);
    return (bits & SignBit) != 0 ? ~bits : bits | SignBit;
}

double valueOf(std::uint64_t key)
{
    return std::bit_cast<double>((key & SignBit) != 0 ? key & ~SignBit : ~key);
}

std::size_t digitOf(std::uint64_t key, std::size_t digit)
{
    return (key >> (digit * DigitBits)) % DigitValues;
}

/// Sorts by digits from the last to the first: where values are many, comparing them costs more in mispredicted
/// branches. False where a stop was requested.
bool sortByKey(std::vector<KeyedRow>& rows, const RunContext& context)
{
    std::array<std::array<std::size_t, DigitValues>, Digits> counts = {};
    for (const KeyedRow& row : rows) {
        for (std::size_t digit = 0; digit < Digits; ++digit)
            ++counts[digit][digitOf(row.key, digit)];
    }
    std::vector<KeyedRow> moved(rows.size());
    for (std::size_t digit = 0; digit < Digits; ++digit) {
        if (context.stopRequested())
            return false;
        std::array<std::size_t, DigitValues>& places = counts[digit];
        if (rows.empty() || places[digitOf(rows.front().key, digit)] == rows.size())
            continue;
        std::size_t place = 0;
        for (std::size_t& count : places)
            place += std::exchange(count, place);
        for (const KeyedRow& row : rows)
            moved[places[digitOf(row.key, digit)]++] = row;
        rows.swap(moved);
    }
    return true;
}

} // namespace

OrderedColumn ordered(std::vector<double> values, const RunContext& context)
{
    std::vector<KeyedRow> rows(values.size());
    for (std::size_t row = 0; row < values.size(); ++row)
        rows[row] = {keyOf(values[row]), row};
    OrderedColumn column{std::move(values), {}, {}};
    if (!sortByKey(rows, context))
        return column;
    column.ascending.reserve(rows.size());
    column.order.reserve(rows.size());
    for (const auto& [key, row] : rows) {
        column.ascending.push_back(valueOf(key));
        column.order.push_back(row);
    }
    return column;
}

} // namespace wattline
