// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/matched_effect.h"

#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <optional>
#include <unordered_map>

namespace wattline {

namespace {

constexpr double Unknown = std::numeric_limits<double>::quiet_NaN();

/// The rows of one configuration that have a level and a target.
using Group = std::vector<std::size_t>;

/// All cells of the columns in one text; a number as its bytes, so that 256 and 256.0 agree.
std::string keyOf(const std::vector<const DatasetColumn*>& columns, std::size_t row)
{
    std::string key;
    for (const DatasetColumn* column : columns) {
        if (column->isNumeric()) {
            const double value = column->numbers[row] + 0.0; // -0 and 0 agree
            const auto bytes = std::bit_cast<std::array<char, sizeof value>>(value);
            key += std::isnan(value) ? std::string_view("-") : std::string_view(bytes.data(), bytes.size());
        } else {
            key += column->text[row];
        }
        key += '\x1f';
    }
    return key;
}

/// The configurations with two levels or more, in order of their first row.
std::vector<Group> comparableGroups(const std::vector<const DatasetColumn*>& columns, const FactorLevels& levels,
                                    const std::vector<double>& target, const RunContext& context)
{
    constexpr std::size_t RowsBetweenStops = 1024;
    std::vector<Group> groups;
    std::unordered_map<std::string, std::size_t> places;
    for (std::size_t row = 0; row < target.size(); ++row) {
        if (row % RowsBetweenStops == 0 && context.stopRequested())
            return {};
        if (levels.levelOf[row] == FactorLevels::None || std::isnan(target[row]))
            continue;
        const auto [found, isNew] = places.emplace(keyOf(columns, row), groups.size());
        if (isNew)
            groups.emplace_back();
        groups[found->second].push_back(row);
    }
    std::erase_if(groups, [&](const Group& group) {
        return std::all_of(group.begin(), group.end(),
                           [&](std::size_t row) { return levels.levelOf[row] == levels.levelOf[group.front()]; });
    });
    return groups;
}

/// Sums over all configurations of what varies within them: of levels with levels, of levels with the target, and of
/// the target with itself.
struct WithinSums {
    Eigen::MatrixXd levels;
    Eigen::VectorXd target;
    double squares = 0.0;
    double total = 0.0; ///< of the target itself
};

/// Adds one configuration. `counts` has a place for each level, is 0 and is left so.
void addGroup(const Group& group, const FactorLevels& levels, const std::vector<double>& target, WithinSums& sums,
              std::vector<double>& counts)
{
    const auto n = static_cast<double>(group.size());
    double sum = 0.0;
    for (const std::size_t row : group)
        sum += target[row];
    std::vector<std::size_t> present;
    for (const std::size_t row : group) {
        const double off = target[row] - sum / n;
        const std::size_t level = levels.levelOf[row];
        if (counts[level] == 0.0)
            present.push_back(level);
        counts[level] += 1.0;
        sums.target[static_cast<Eigen::Index>(level)] += off;
        sums.squares += off * off;
    }
    for (const std::size_t a : present) {
        const auto row = static_cast<Eigen::Index>(a);
        sums.levels(row, row) += counts[a];
        for (const std::size_t b : present)
            sums.levels(row, static_cast<Eigen::Index>(b)) -= counts[a] * counts[b] / n;
    }
    for (const std::size_t level : present)
        counts[level] = 0.0;
    sums.total += sum;
}

/// Nothing where a stop was requested.
std::optional<WithinSums> sumsWithin(const std::vector<Group>& groups, const FactorLevels& levels,
                                     const std::vector<double>& target, const RunContext& context)
{
    constexpr std::size_t GroupsBetweenStops = 1024;
    const auto count = static_cast<Eigen::Index>(levels.names.size());
    WithinSums sums{Eigen::MatrixXd::Zero(count, count), Eigen::VectorXd::Zero(count)};
    std::vector<double> counts(levels.names.size(), 0.0);
    for (std::size_t g = 0; g < groups.size(); ++g) {
        if (g % GroupsBetweenStops == 0 && context.stopRequested())
            return {};
        addGroup(groups[g], levels, target, sums, counts);
    }
    return sums;
}

/// How many parts the levels that have rows fall into: two that share a configuration have an entry other than 0.
std::size_t partsOf(const Eigen::MatrixXd& levels)
{
    std::size_t parts = 0;
    std::vector<bool> isSeen(static_cast<std::size_t>(levels.rows()), false);
    for (Eigen::Index first = 0; first < levels.rows(); ++first) {
        if (levels(first, first) == 0.0 || isSeen[static_cast<std::size_t>(first)])
            continue;
        ++parts;
        isSeen[static_cast<std::size_t>(first)] = true;
        std::vector<Eigen::Index> open = {first};
        while (!open.empty()) {
            const Eigen::Index at = open.back();
            open.pop_back();
            for (Eigen::Index other = 0; other < levels.rows(); ++other) {
                if (levels(at, other) == 0.0 || isSeen[static_cast<std::size_t>(other)])
                    continue;
                isSeen[static_cast<std::size_t>(other)] = true;
                open.push_back(other);
            }
        }
    }
    return parts;
}

void fillEffect(const WithinSums& sums, MatchedEffect& effect)
{
    const Eigen::CompleteOrthogonalDecomposition<Eigen::MatrixXd> solver(sums.levels);
    const Eigen::VectorXd shifts = solver.solve(sums.target);
    const double between = std::clamp(shifts.dot(sums.target), 0.0, sums.squares);
    const auto betweenFreedom = static_cast<double>(solver.rank());
    const auto freedom = static_cast<double>(effect.rows) - static_cast<double>(effect.configurations) - betweenFreedom;
    if (freedom >= 1.0 && sums.squares > 0.0) {
        const double noise = (sums.squares - between) / freedom;
        effect.omegaSquared = std::max(0.0, (between - betweenFreedom * noise) /
                                                (sums.squares + noise * static_cast<double>(effect.configurations)));
        effect.p = upperTailOfF(between / betweenFreedom / noise, betweenFreedom, freedom);
    }
    effect.parts = partsOf(sums.levels);
    if (effect.parts > 1)
        return;
    const double mean = sums.total / static_cast<double>(effect.rows);
    double shifted = 0.0;
    for (std::size_t i = 0; i < effect.rowsOfLevel.size(); ++i)
        shifted += static_cast<double>(effect.rowsOfLevel[i]) * shifts[static_cast<Eigen::Index>(i)];
    shifted /= static_cast<double>(effect.rows);
    double least = std::numeric_limits<double>::infinity();
    double greatest = -least;
    for (std::size_t i = 0; i < effect.rowsOfLevel.size(); ++i) {
        if (effect.rowsOfLevel[i] == 0)
            continue;
        effect.levelMeans[i] = mean + shifts[static_cast<Eigen::Index>(i)] - shifted;
        least = std::min(least, effect.levelMeans[i]);
        greatest = std::max(greatest, effect.levelMeans[i]);
    }
    if (mean != 0.0)
        effect.spreadFraction = (greatest - least) / std::abs(mean);
}

} // namespace

MatchedEffect matchedEffect(const Dataset& dataset, const FactorLevels& levels, const std::vector<double>& target,
                            const std::vector<std::string>& columns, const RunContext& context)
{
    MatchedEffect effect{.columns = columns,
                         .rowsOfLevel = std::vector<std::size_t>(levels.names.size(), 0),
                         .levelMeans = std::vector<double>(levels.names.size(), Unknown),
                         .omegaSquared = Unknown,
                         .p = Unknown,
                         .spreadFraction = Unknown};
    std::vector<const DatasetColumn*> compared;
    compared.reserve(columns.size());
    for (const std::string& name : columns)
        compared.push_back(dataset.find(name));
    const std::vector<Group> groups = comparableGroups(compared, levels, target, context);
    for (const Group& group : groups) {
        effect.rows += group.size();
        for (const std::size_t row : group)
            ++effect.rowsOfLevel[levels.levelOf[row]];
    }
    effect.configurations = groups.size();
    if (effect.rows == 0)
        return effect;
    const std::optional<WithinSums> sums = sumsWithin(groups, levels, target, context);
    if (!sums)
        return {.columns = effect.columns,
                .rowsOfLevel = std::vector<std::size_t>(levels.names.size(), 0),
                .levelMeans = effect.levelMeans,
                .omegaSquared = Unknown,
                .p = Unknown,
                .spreadFraction = Unknown};
    fillEffect(*sums, effect);
    return effect;
}

} // namespace wattline
