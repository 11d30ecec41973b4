// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/regression_tree.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace wattline {

namespace {

/// Halfway between two neighbouring values; the lower one where rounding would give the upper.
double halfway(double below, double above)
{
    const double middle = below / 2.0 + above / 2.0;
    return middle < above ? middle : below;
}

} // namespace

SortedColumns sortColumns(const Eigen::MatrixXd& features, const RunContext& context)
{
    SortedColumns sorted;
    sorted.rowCount = static_cast<std::size_t>(features.rows());
    std::vector<std::uint32_t> order(sorted.rowCount);
    for (Eigen::Index column = 0; column < features.cols() && !context.stopRequested(); ++column) {
        const double* values = features.col(column).data();
        std::iota(order.begin(), order.end(), 0U);
        std::stable_sort(order.begin(), order.end(),
                         [values](std::uint32_t a, std::uint32_t b) { return values[a] < values[b]; });
        std::vector<double> distinct;
        std::vector<SortedColumns::Entry> entries;
        entries.reserve(order.size());
        for (const std::uint32_t row : order) {
            if (distinct.empty() || distinct.back() < values[row])
                distinct.push_back(values[row]);
            entries.push_back({row, static_cast<std::uint32_t>(distinct.size() - 1)});
        }
        sorted.columns.push_back(std::move(entries));
        sorted.values.push_back(std::move(distinct));
    }
    return sorted;
}

double RegressionTree::valueOf(const Eigen::MatrixXd& features, Eigen::Index row) const
{
    std::size_t node = 0;
    while (nodes[node].feature >= 0) {
        const TreeNode& split = nodes[node];
        node = features(row, split.feature) <= split.threshold ? split.left : split.right;
    }
    return nodes[node].value;
}

TreeGrower::TreeGrower(const SortedColumns& sorted, const TreeSettings& settings)
    : m_sorted(sorted),
      m_settings(settings),
      m_columns(sorted.columns.size()),
      m_right(sorted.rowCount),
      m_goesLeft(sorted.rowCount),
      m_reciprocal(sorted.rowCount + 1)
{
    for (auto& column : m_columns)
        column.resize(sorted.rowCount);
    for (std::size_t count = 1; count < m_reciprocal.size(); ++count)
        m_reciprocal[count] = 1.0 / static_cast<double>(count);
}

RegressionTree TreeGrower::grow(const Eigen::VectorXd& target, const std::vector<std::uint8_t>& inSample,
                                Eigen::VectorXd& fitted, const RunContext& context)
{
    m_target = &target;
    m_fitted = &fitted;
    m_tree.nodes.clear();
    std::size_t count = 0;
    for (std::size_t column = 0; column < m_columns.size(); ++column) {
        count = 0;
        for (const Entry& entry : m_sorted.columns[column]) {
            // Written always and kept only in the sample: no branch that the processor could guess wrong.
            m_columns[column][count] = entry;
            count += inSample[entry.row];
        }
    }
    growNode({0, count}, 0, 0, context);
    return std::move(m_tree);
}

/// `column` is one whose range holds the node's rows: below the last split only that one has been ordered.
std::uint32_t TreeGrower::growNode(Range range, std::size_t depth, std::size_t column, const RunContext& context)
{
    const auto index = static_cast<std::uint32_t>(m_tree.nodes.size());
    const Sums sums = sumsOf(range, column);
    const double mean = sums.target / static_cast<double>(range.count());
    const double variance = sums.squares / static_cast<double>(range.count()) - mean * mean;
    m_tree.nodes.push_back({.value = mean});
    Split split;
    if (depth < m_settings.maxDepth && range.count() >= 2 * m_settings.minLeafRows &&
        variance > std::numeric_limits<double>::epsilon())
        split = bestSplit(range, sums.target, context);
    if (split.feature < 0) {
        makeLeaf(range, column, mean);
        return index;
    }
    if (depth + 1 < m_settings.maxDepth)
        partition(range, split);
    const std::size_t middle = range.begin + split.leftCount;
    const auto splitColumn = static_cast<std::size_t>(split.feature);
    const std::uint32_t left = growNode({range.begin, middle}, depth + 1, splitColumn, context);
    const std::uint32_t right = growNode({middle, range.end}, depth + 1, splitColumn, context);
    m_tree.nodes[index] = {split.feature, left, right, split.threshold, mean};
    return index;
}

TreeGrower::Sums TreeGrower::sumsOf(Range range, std::size_t column) const
{
    Sums sums;
    for (std::size_t i = range.begin; i < range.end; ++i) {
        const double value = (*m_target)[m_columns[column][i].row];
        sums.target += value;
        sums.squares += value * value;
    }
    return sums;
}

TreeGrower::Split TreeGrower::bestSplit(Range range, double sum, const RunContext& context) const
{
    Split best;
    for (std::size_t column = 0; column < m_columns.size() && !context.stopRequested(); ++column)
        scanColumn(range, sum, column, best);
    return best;
}

void TreeGrower::scanColumn(Range range, double sum, std::size_t column, Split& best) const
{
    const Entry* entries = m_columns[column].data() + range.begin;
    const double* target = m_target->data();
    const std::size_t count = range.count();
    const std::size_t atLeast = std::max<std::size_t>(m_settings.minLeafRows, 1);
    double left = 0.0;
    std::size_t bestCount = 0;
    for (std::size_t i = 1; i + atLeast <= count; ++i) {
        left += target[entries[i - 1].row];
        const double right = sum - left;
        const double gain = left * left * m_reciprocal[i] + right * right * m_reciprocal[count - i];
        // The gain first: it is seldom better, whereas equal neighbours come and go.
        if (gain > best.gain && entries[i - 1].rank != entries[i].rank && i >= atLeast) {
            best.gain = gain;
            bestCount = i;
        }
    }
    if (bestCount == 0)
        return;
    const std::vector<double>& values = m_sorted.values[column];
    best.feature = static_cast<std::int32_t>(column);
    best.leftCount = bestCount;
    best.threshold = halfway(values[entries[bestCount - 1].rank], values[entries[bestCount].rank]);
}

/// Brings the rows that go left to the front of the range in every column, each side in its order.
void TreeGrower::partition(Range range, const Split& split)
{
    const std::vector<Entry>& chosen = m_columns[static_cast<std::size_t>(split.feature)];
    for (std::size_t i = range.begin; i < range.end; ++i)
        m_goesLeft[chosen[i].row] = i - range.begin < split.leftCount ? 1 : 0;
    for (std::size_t column = 0; column < m_columns.size(); ++column) {
        if (column == static_cast<std::size_t>(split.feature))
            continue;
        Entry* left = m_columns[column].data() + range.begin;
        Entry* right = m_right.data();
        for (const Entry *entry = left, *end = left + range.count(); entry != end; ++entry) {
            const Entry moved = *entry;
            *left = moved;
            *right = moved;
            left += m_goesLeft[moved.row];
            right += 1 - m_goesLeft[moved.row];
        }
        std::copy(m_right.data(), right, left);
    }
}

void TreeGrower::makeLeaf(Range range, std::size_t column, double value)
{
    for (std::size_t i = range.begin; i < range.end; ++i)
        (*m_fitted)[m_columns[column][i].row] = value;
}

} // namespace wattline
