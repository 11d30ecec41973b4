// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/learning_shares.h"

#include "core/base/shuffle.h"
#include "core/base/text.h"
#include "core/data/rows_by_value.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>

namespace wattline {

namespace {

constexpr std::size_t RowsBetweenStops = 65536;

/// Puts the rows into an order in whose every beginning each group has its part within one row; those of a group keep
/// their order. Of N rows, the j-th of a group of n (from 0) has its turn from place j N / n on and before
/// (j + 1) N / n; at each place, of the rows whose turn has begun, that one is taken whose turn ends first. Such an
/// order always exists (Tijdeman, The chairman assignment problem, Discrete Mathematics 32, 1980). After a stop the
/// rows stay as they are.
void dealOut(std::vector<std::size_t>& rows, const std::vector<std::string>& groups, const RunContext& context)
{
    struct Turn {
        std::size_t begin, end, place;
    };
    const RowsByValue values = rowsByValue(groups);
    std::vector<std::size_t> sizes(values.sizes.size(), 0);
    for (const std::size_t row : rows)
        ++sizes[values.valueOfRow[row]];
    std::vector<std::size_t> taken(sizes.size(), 0);
    std::vector<Turn> turns;
    turns.reserve(rows.size());
    for (const std::size_t row : rows) {
        if (turns.size() % RowsBetweenStops == 0 && context.stopRequested())
            return;
        const std::size_t size = sizes[values.valueOfRow[row]];
        const std::size_t before = taken[values.valueOfRow[row]]++;
        turns.push_back({before * rows.size() / size, ((before + 1) * rows.size() + size - 1) / size, turns.size()});
    }
    std::ranges::stable_sort(turns, {}, &Turn::begin);
    std::set<std::pair<std::size_t, std::size_t>> waiting; // end and place
    std::vector<std::size_t> order;
    order.reserve(rows.size());
    auto next = turns.begin();
    while (order.size() < rows.size()) {
        if (order.size() % RowsBetweenStops == 0 && context.stopRequested())
            return;
        for (; next != turns.end() && next->begin <= order.size(); ++next)
            waiting.emplace(next->end, next->place);
        order.push_back(rows[waiting.begin()->second]);
        waiting.erase(waiting.begin());
    }
    rows = std::move(order);
}

} // namespace

std::size_t partOf(double share, std::size_t rows)
{
    // A share of 0.7 is a little more in binary: the tolerance keeps 70 of 100 rows from becoming 71.
    constexpr double Rounding = 1e-9;
    return std::min(rows, static_cast<std::size_t>(std::ceil(share * static_cast<double>(rows) - Rounding)));
}

Result<std::vector<double>> checkedShares(std::vector<double> shares, std::size_t trainRows)
{
    if (trainRows < FewestTrainRows)
        return Error{ErrorKind::Data, fmt::format("The split leaves {} rows to train; a learning curve needs {} at "
                                                  "least.",
                                                  trainRows, FewestTrainRows)};
    std::sort(shares.begin(), shares.end());
    std::vector<double> checked;
    for (const double share : shares) {
        if (!(share > 0.0 && share <= 1.0))
            return Error{ErrorKind::Data, fmt::format("A share of the training rows lies above 0 and is at most 1, "
                                                      "which {} does not.",
                                                      formatShort(share))};
        const std::size_t rows = partOf(share, trainRows);
        if (rows < FewestTrainRows)
            return Error{
                ErrorKind::Data,
                fmt::format("A share of {} leaves {} of {} training rows; begin with {} or more.", formatShort(share),
                            rows, trainRows,
                            formatShort(std::ceil(100.0 * FewestTrainRows / static_cast<double>(trainRows)) / 100.0))};
        if (checked.empty() || partOf(checked.back(), trainRows) != rows)
            checked.push_back(share);
    }
    if (checked.empty())
        return Error{ErrorKind::Data, "A learning curve needs at least one share of the training rows."};
    return checked;
}

std::vector<double> sharesOfEnoughRows(std::vector<double> shares, std::size_t trainRows)
{
    std::erase_if(shares, [trainRows](double share) { return partOf(share, trainRows) < FewestTrainRows; });
    return shares;
}

Split learningSplit(const RegressionData& data, const SplitRule& rule, std::uint32_t seed, const RunContext& context)
{
    Split split = splitBy(rule, data.groups, static_cast<std::size_t>(data.rows()), seed);
    if (context.stopRequested())
        return split;
    RandomStream random(seed, 1);
    shuffle(split.train, random);
    if (rule.kind == SplitRule::Kind::Stratified)
        dealOut(split.train, data.groups, context);
    return split;
}

std::vector<std::size_t> firstOf(const std::vector<std::size_t>& rows, double share)
{
    return {rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(partOf(share, rows.size()))};
}

} // namespace wattline
