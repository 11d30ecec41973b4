// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/split_rule.h"

#include "core/base/random.h"
#include "core/data/column_list.h"
#include "core/data/rows_by_value.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

namespace wattline {

namespace {

constexpr std::size_t FewestGroups = 4;

/// How many of each stratum: the shares rounded down, and one more for the largest remainders until the total is
/// reached; of equal ones for that which comes first in `tieOrder`.
std::vector<std::size_t> apportioned(const std::vector<double>& shares, std::size_t total,
                                     const std::vector<std::size_t>& tieOrder)
{
    constexpr double Rounding = 1e-9;
    std::vector<std::size_t> counts;
    for (const double share : shares)
        counts.push_back(static_cast<std::size_t>(std::floor(share + Rounding)));
    const auto rest = [&](std::size_t i) { return shares[i] - static_cast<double>(counts[i]); };
    std::vector<std::size_t> order;
    std::ranges::copy_if(tieOrder, std::back_inserter(order), [&](std::size_t i) { return rest(i) > Rounding; });
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return rest(a) > rest(b) + Rounding; });
    const std::size_t whole = std::accumulate(counts.begin(), counts.end(), std::size_t{0});
    for (std::size_t i = 0; i < order.size() && whole + i < total; ++i)
        ++counts[order[i]];
    return counts;
}

/// How many rows of each stratum are held out.
std::vector<std::size_t> heldCounts(const RowsByValue& strata, std::size_t rows,
                                    const std::vector<std::size_t>& tieOrder)
{
    std::vector<double> shares;
    for (const std::size_t size : strata.sizes)
        shares.push_back(size < 2 ? 0.0 : 0.2 * static_cast<double>(size));
    return apportioned(shares, static_cast<std::size_t>(std::ceil(0.2 * static_cast<double>(rows))), tieOrder);
}

Split stratifiedSplit(const std::vector<std::string>& groups, std::uint32_t seed)
{
    NumpyRandom random(seed);
    const std::vector<std::size_t> order = random.permutation(groups.size());
    const RowsByValue strata = rowsByValue(groups);
    const std::vector<std::size_t> tieOrder = random.permutation(strata.sizes.size());
    const std::vector<std::size_t> held = heldCounts(strata, groups.size(), tieOrder);
    std::vector<double> halves;
    for (const std::size_t count : held)
        halves.push_back(0.5 * static_cast<double>(count));
    const std::size_t allHeld = std::accumulate(held.begin(), held.end(), std::size_t{0});
    const std::vector<std::size_t> test = apportioned(halves, (allHeld + 1) / 2, tieOrder);
    std::vector<std::size_t> taken(strata.sizes.size(), 0);
    Split split;
    for (const std::size_t row : order) {
        const std::size_t stratum = strata.valueOfRow[row];
        const std::size_t place = taken[stratum]++;
        if (place < test[stratum])
            split.test.push_back(row);
        else
            (place < held[stratum] ? split.validation : split.train).push_back(row);
    }
    return split;
}

/// Takes out of `order` the groups of one part, leaving at least `left` behind.
std::vector<std::size_t> takePart(std::vector<std::size_t>& order, const std::vector<std::size_t>& sizes, double wanted,
                                  std::size_t left)
{
    const auto sizeOf = [&sizes](std::size_t group) { return static_cast<double>(sizes[group]); };
    const double smallest = sizeOf(*std::ranges::min_element(order, {}, sizeOf));
    const auto first =
        std::ranges::find_if(order, [&](std::size_t g) { return sizeOf(g) <= 2.0 * std::max(wanted, smallest); });
    std::vector<std::size_t> part = {*first};
    std::vector<std::size_t> rest;
    double rows = sizeOf(*first);
    for (const std::size_t group : order) {
        if (group == part.front())
            continue;
        const double with = rows + sizeOf(group);
        const bool isNearer = std::abs(with - wanted) < std::abs(rows - wanted);
        if (isNearer && order.size() - part.size() > left) {
            part.push_back(group);
            rows = with;
        } else {
            rest.push_back(group);
        }
    }
    order = std::move(rest);
    return part;
}

Split groupedSplit(const std::vector<std::string>& groups, std::uint32_t seed)
{
    NumpyRandom random(seed);
    const std::vector<std::size_t> order = random.permutation(groups.size());
    const RowsByValue values = rowsByValue(groups);
    std::vector<std::size_t> rest = random.permutation(values.sizes.size());
    const double wanted = 0.1 * static_cast<double>(groups.size());
    Split split;
    std::vector<std::vector<std::size_t>*> partOf(values.sizes.size(), &split.train);
    for (const std::size_t group : takePart(rest, values.sizes, wanted, FewestGroups - 1))
        partOf[group] = &split.test;
    for (const std::size_t group : takePart(rest, values.sizes, wanted, FewestGroups - 2))
        partOf[group] = &split.validation;
    for (const std::size_t row : order)
        partOf[values.valueOfRow[row]]->push_back(row);
    return split;
}

/// The fold of each row, as folds with ascending rows.
std::vector<Fold> foldsOf(const std::vector<std::size_t>& foldOfRow, std::size_t folds)
{
    std::vector<Fold> result(folds);
    for (std::size_t row = 0; row < foldOfRow.size(); ++row) {
        for (std::size_t f = 0; f < folds; ++f)
            (foldOfRow[row] == f ? result[f].held : result[f].train).push_back(row);
    }
    return result;
}

std::vector<std::size_t> dealtOut(const std::vector<std::string>& groups, std::size_t folds, std::uint32_t seed)
{
    const RowsByValue strata = rowsByValue(groups);
    std::vector<std::size_t> order = NumpyRandom(seed).permutation(groups.size());
    std::ranges::stable_sort(order, {}, [&strata](std::size_t row) { return strata.valueOfRow[row]; });
    std::vector<std::size_t> foldOfRow(groups.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        foldOfRow[order[i]] = i % folds; // neighbours are of one stratum, so each is dealt out evenly
    return foldOfRow;
}

std::vector<std::size_t> wholeGroups(const RowsByValue& values, std::size_t folds, std::uint32_t seed)
{
    std::vector<std::size_t> order = NumpyRandom(seed).permutation(values.sizes.size());
    std::ranges::stable_sort(order, std::greater<>(), [&values](std::size_t group) { return values.sizes[group]; });
    std::vector<std::size_t> rowsOfFold(folds, 0);
    std::vector<std::size_t> foldOfGroup(values.sizes.size());
    for (const std::size_t group : order) {
        const auto least = std::ranges::min_element(rowsOfFold);
        *least += values.sizes[group];
        foldOfGroup[group] = static_cast<std::size_t>(least - rowsOfFold.begin());
    }
    std::vector<std::size_t> foldOfRow;
    for (const std::size_t group : values.valueOfRow)
        foldOfRow.push_back(foldOfGroup[group]);
    return foldOfRow;
}

} // namespace

std::string ruleText(const SplitRule& rule)
{
    if (rule.kind == SplitRule::Kind::Random)
        return "random";
    return (rule.kind == SplitRule::Kind::Grouped ? "grouped by " : "stratified by ") + rule.column;
}

Result<void> checkRule(const SplitRule& rule, const std::vector<std::string>& groups)
{
    if (rule.kind == SplitRule::Kind::Random)
        return {};
    if (groups.empty())
        return Error{ErrorKind::Data, fmt::format("A split {} needs a column to split by; none is given.",
                                                  rule.kind == SplitRule::Kind::Grouped ? "by groups" : "by strata")};
    const RowsByValue values = rowsByValue(groups);
    if (rule.kind == SplitRule::Kind::Stratified) {
        if (*std::ranges::max_element(values.sizes) > 1)
            return {};
        return Error{ErrorKind::Data, fmt::format("The rows cannot be stratified by {}: each of its {} values occurs "
                                                  "once. Split at random, or by another column.",
                                                  rule.column, values.sizes.size())};
    }
    const auto unknown = std::ranges::count(groups, std::string());
    if (unknown > 0)
        return Error{ErrorKind::Data,
                     fmt::format("In {} of {} rows {} is empty, so that nobody knows their group. Fill the "
                                 "column, or leave these rows out.",
                                 unknown, groups.size(), rule.column)};
    if (values.sizes.size() < FewestGroups)
        return Error{ErrorKind::Data,
                     fmt::format("A split grouped by {} needs at least {} groups (one to test, one to "
                                 "validate, two to train); there are {}: {}.",
                                 rule.column, FewestGroups, values.sizes.size(), listForMessage(values.values))};
    return {};
}

Split splitBy(const SplitRule& rule, const std::vector<std::string>& groups, std::size_t rows, std::uint32_t seed)
{
    switch (rule.kind) {
    case SplitRule::Kind::Stratified:
        return stratifiedSplit(groups, seed);
    case SplitRule::Kind::Grouped:
        return groupedSplit(groups, seed);
    case SplitRule::Kind::Random:
        break;
    }
    return holdOutSplit(rows, seed);
}

std::vector<Fold> foldsBy(const SplitRule& rule, const std::vector<std::string>& groups, std::size_t rows,
                          std::size_t folds, std::uint32_t seed)
{
    if (rule.kind == SplitRule::Kind::Random)
        return kFolds(rows, folds, seed);
    if (rule.kind == SplitRule::Kind::Stratified)
        return foldsOf(dealtOut(groups, folds, seed), folds);
    const RowsByValue values = rowsByValue(groups);
    const std::size_t possible = std::min(folds, values.sizes.size());
    return foldsOf(wholeGroups(values, possible, seed), possible);
}

} // namespace wattline
