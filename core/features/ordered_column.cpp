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

constexpr std::size_t SearchesAtOnce = 4;
using Places = std::array<std::size_t, SearchesAtOnce>;

/// How many values from the beginning fulfil each of the conditions, which hold up to some place and not beyond. The
/// searches have no branches to mispredict and go side by side, because each step of one has to wait for its last.
template <class Condition>
Places lengthsWhere(const std::vector<double>& values, const Condition& holds)
{
    Places begin = {};
    std::size_t length = values.size();
    for (; length > 1; length -= length / 2) {
        const std::size_t half = length / 2;
        for (std::size_t i = 0; i < SearchesAtOnce; ++i)
            begin[i] += holds(i, values[begin[i] + half - 1]) ? half : 0;
    }
    for (std::size_t i = 0; i < SearchesAtOnce; ++i)
        begin[i] += holds(i, values[begin[i]]) ? 1 : 0;
    return begin;
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

std::vector<std::size_t> countsWithin(const std::vector<double>& ascending, const std::vector<double>& radii,
                                      const RunContext& context)
{
    constexpr std::size_t ValuesBetweenStops = 16384;
    const std::size_t count = ascending.size();
    std::vector<std::size_t> counts(count);
    for (std::size_t at = 0; at < count; at += SearchesAtOnce) {
        if (at % ValuesBetweenStops == 0 && context.stopRequested())
            return {};
        std::array<double, SearchesAtOnce> centre;
        std::array<double, SearchesAtOnce> radius;
        for (std::size_t i = 0; i < SearchesAtOnce; ++i) {
            const std::size_t place = std::min(at + i, count - 1);
            centre[i] = ascending[place];
            radius[i] = radii[place];
        }
        // A rounded difference never decreases along the sorted values, so both borders can be searched for.
        const Places end =
            lengthsWhere(ascending, [&](std::size_t i, double value) { return value - centre[i] <= radius[i]; });
        const Places begin =
            lengthsWhere(ascending, [&](std::size_t i, double value) { return centre[i] - value > radius[i]; });
        for (std::size_t i = 0; i < SearchesAtOnce && at + i < count; ++i)
            counts[at + i] = end[i] - begin[i];
    }
    return counts;
}

} // namespace wattline
