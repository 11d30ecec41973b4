// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/regression_tree.h"

#include <algorithm>
#include <limits>

namespace wattline {

namespace {

/// Brings the elements that go left to the front, each side in its order. No branch that the processor could guess
/// wrong: each element is written to both sides and kept on one.
template <class Element, class GoesLeft>
void partitionStably(Element* begin, std::size_t count, Element* scratch, const GoesLeft& goesLeft)
{
    Element* left = begin;
    Element* right = scratch;
    for (const Element *element = begin, *end = begin + count; element != end; ++element) {
        const Element moved = *element;
        const std::uint8_t isLeft = goesLeft(moved);
        *left = moved;
        *right = moved;
        left += isLeft;
        right += 1 - isLeft;
    }
    std::copy(scratch, right, left);
}

} // namespace

double RegressionTree::valueOf(const Eigen::MatrixXd& features, Eigen::Index row) const
{
    std::size_t node = 0;
    while (nodes[node].feature >= 0) {
        const TreeNode& split = nodes[node];
        node = features(row, split.feature) <= split.threshold ? split.left : split.right;
    }
    return nodes[node].value;
}

TreeGrower::TreeGrower(const RankedColumns& ranked, const TreeSettings& settings)
    : m_ranked(ranked),
      m_settings(settings),
      m_rows(ranked.rowCount),
      m_rightRows(ranked.rowCount),
      m_orders(ranked.sorted.size(), std::vector<Entry>(ranked.rowCount)),
      m_rightEntries(ranked.sorted.empty() ? 0 : ranked.rowCount),
      m_bins(ranked.firstBins.back()),
      m_goesLeft(ranked.rowCount),
      m_reciprocal(ranked.rowCount + 1)
{
    for (std::size_t count = 1; count < m_reciprocal.size(); ++count)
        m_reciprocal[count] = 1.0 / static_cast<double>(count);
}

RegressionTree TreeGrower::grow(const Eigen::VectorXd& target, const std::vector<std::uint8_t>& inSample,
                                Eigen::VectorXd& fitted, const RunContext& context)
{
    m_target = &target;
    m_fitted = &fitted;
    m_tree.nodes.clear();
    // Written always and kept only in the sample: no branch that the processor could guess wrong.
    std::size_t count = 0;
    for (std::size_t row = 0; row < m_ranked.rowCount; ++row) {
        m_rows[count] = static_cast<std::uint32_t>(row);
        count += inSample[row];
    }
    for (std::size_t place = 0; place < m_orders.size() && !context.stopRequested(); ++place) {
        std::size_t kept = 0;
        for (const Entry& entry : m_ranked.orders[place]) {
            m_orders[place][kept] = entry;
            kept += inSample[entry.row];
        }
    }
    growNode({0, count}, 0, context);
    return std::move(m_tree);
}

std::uint32_t TreeGrower::growNode(Range range, std::size_t depth, const RunContext& context)
{
    const auto index = static_cast<std::uint32_t>(m_tree.nodes.size());
    const Sums sums = sumsOf(range);
    const double mean = sums.target / static_cast<double>(range.count());
    const double variance = sums.squares / static_cast<double>(range.count()) - mean * mean;
    m_tree.nodes.push_back({.value = mean});
    Split split;
    if (depth < m_settings.maxDepth && range.count() >= 2 * m_settings.minLeafRows &&
        variance > std::numeric_limits<double>::epsilon() && !context.stopRequested())
        split = bestSplit(range, sums.target, context);
    if (split.leftCount == 0) {
        makeLeaf(range, mean);
        return index;
    }
    partition(range, split, depth + 1 < m_settings.maxDepth);
    const std::size_t middle = range.begin + split.leftCount;
    const std::uint32_t left = growNode({range.begin, middle}, depth + 1, context);
    const std::uint32_t right = growNode({middle, range.end}, depth + 1, context);
    m_tree.nodes[index] = {static_cast<std::int32_t>(split.feature), left, right, split.threshold, mean};
    return index;
}

TreeGrower::Sums TreeGrower::sumsOf(Range range) const
{
    const double* target = m_target->data();
    Sums sums;
    for (std::size_t i = range.begin; i < range.end; ++i) {
        const double value = target[m_rows[i]];
        sums.target += value;
        sums.squares += value * value;
    }
    return sums;
}

void TreeGrower::markLeft(Range range, const Split& split)
{
    if (split.isBinned) {
        for (std::size_t i = range.begin; i < range.end; ++i)
            m_goesLeft[m_rows[i]] = m_ranked.binsOf(m_rows[i])[split.place] <= split.lastLeft ? 1 : 0;
        return;
    }
    for (std::size_t i = range.begin; i < range.end; ++i) {
        const Entry& entry = m_orders[split.place][i];
        m_goesLeft[entry.row] = entry.rank <= split.lastLeft ? 1 : 0;
    }
}

/// Brings the rows that go left to the front of the range; the sorted columns follow where a child may split again.
void TreeGrower::partition(Range range, const Split& split, bool splitsAgain)
{
    markLeft(range, split);
    partitionStably(m_rows.data() + range.begin, range.count(), m_rightRows.data(),
                    [this](std::uint32_t row) { return m_goesLeft[row]; });
    for (std::size_t place = 0; splitsAgain && place < m_orders.size(); ++place) {
        if (split.isBinned || place != split.place)
            partitionStably(m_orders[place].data() + range.begin, range.count(), m_rightEntries.data(),
                            [this](const Entry& entry) { return m_goesLeft[entry.row]; });
    }
}

void TreeGrower::makeLeaf(Range range, double value)
{
    double* fitted = m_fitted->data();
    for (std::size_t i = range.begin; i < range.end; ++i)
        fitted[m_rows[i]] = value;
}

} // namespace wattline
