// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/regression_tree.h"

#include <algorithm>
#include <limits>

namespace wattline {

namespace {

/// Gains that differ by less than this share are equal: which is greater is a matter of the order of sums.
constexpr double GainRounding = 1e-12;

/// Halfway between two neighbouring values; the lower one where rounding would give the upper.
double halfway(double below, double above)
{
    const double middle = below / 2.0 + above / 2.0;
    return middle < above ? middle : below;
}

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

TreeGrower::Split TreeGrower::bestSplit(Range range, double sum, const RunContext& context)
{
    Split best;
    if (!m_ranked.binned.empty())
        fillBins(range);
    for (std::size_t place = 0; place < m_ranked.binned.size(); ++place)
        scanBins(range, sum, place, best);
    for (std::size_t place = 0; place < m_ranked.sorted.size() && !context.stopRequested(); ++place)
        scanSorted(range, sum, place, best);
    return best;
}

void TreeGrower::fillBins(Range range)
{
    std::fill(m_bins.begin(), m_bins.end(), Bin{});
    const std::size_t columns = m_ranked.binned.size();
    const double* target = m_target->data();
    Bin* bins = m_bins.data();
    for (std::size_t i = range.begin; i < range.end; ++i) {
        const double value = target[m_rows[i]];
        const std::uint32_t* rowBins = m_ranked.binsOf(m_rows[i]);
        for (std::size_t column = 0; column < columns; ++column) {
            Bin& bin = bins[rowBins[column]];
            bin.sum += value;
            bin.count += 1.0;
        }
    }
}

/// What a gain of a split by this feature must exceed: of equal splits the first feature's is taken.
double TreeGrower::atLeastToBeat(const Split& best, std::size_t feature)
{
    if (best.leftCount == 0)
        return best.gain;
    return best.gain * (best.feature > feature ? 1.0 - GainRounding : 1.0 + GainRounding);
}

void TreeGrower::scanBins(Range range, double sum, std::size_t place, Split& best) const
{
    const std::size_t first = m_ranked.firstBins[place];
    const std::size_t end = m_ranked.firstBins[place + 1];
    const std::size_t feature = m_ranked.binned[place];
    const std::size_t count = range.count();
    const std::size_t atLeast = std::max<std::size_t>(m_settings.minLeafRows, 1);
    double left = 0.0;
    std::size_t leftCount = 0;
    std::size_t lastFull = first;
    Split found;
    found.gain = best.gain;
    double toBeat = atLeastToBeat(best, feature);
    std::size_t firstRight = first;
    for (std::size_t bin = first; bin < end; ++bin) {
        if (m_bins[bin].count == 0.0)
            continue;
        const double right = sum - left;
        const double gain = left * left * m_reciprocal[leftCount] + right * right * m_reciprocal[count - leftCount];
        if (gain > toBeat && leftCount >= atLeast && count - leftCount >= atLeast) {
            found.gain = gain;
            toBeat = gain * (1.0 + GainRounding);
            found.leftCount = leftCount;
            found.lastLeft = static_cast<std::uint32_t>(lastFull);
            firstRight = bin;
        }
        left += m_bins[bin].sum;
        leftCount += static_cast<std::size_t>(m_bins[bin].count);
        lastFull = bin;
    }
    if (found.leftCount == 0)
        return;
    const std::vector<double>& values = m_ranked.values[feature];
    found.feature = feature;
    found.place = place;
    found.isBinned = true;
    found.threshold = halfway(values[found.lastLeft - first], values[firstRight - first]);
    best = found;
}

void TreeGrower::scanSorted(Range range, double sum, std::size_t place, Split& best) const
{
    const Entry* entries = m_orders[place].data() + range.begin;
    const double* target = m_target->data();
    const std::size_t count = range.count();
    const std::size_t atLeast = std::max<std::size_t>(m_settings.minLeafRows, 1);
    const std::size_t feature = m_ranked.sorted[place];
    double toBeat = atLeastToBeat(best, feature);
    double left = 0.0;
    double bestGain = 0.0;
    std::size_t bestCount = 0;
    for (std::size_t i = 1; i + atLeast <= count; ++i) {
        left += target[entries[i - 1].row];
        const double right = sum - left;
        const double gain = left * left * m_reciprocal[i] + right * right * m_reciprocal[count - i];
        // The gain first: it is seldom better, whereas equal neighbours come and go.
        if (gain > toBeat && entries[i - 1].rank != entries[i].rank && i >= atLeast) {
            bestGain = gain;
            toBeat = gain * (1.0 + GainRounding);
            bestCount = i;
        }
    }
    if (bestCount == 0)
        return;
    const std::vector<double>& values = m_ranked.values[feature];
    const std::uint32_t lastLeft = entries[bestCount - 1].rank;
    best = {.feature = feature,
            .place = place,
            .isBinned = false,
            .leftCount = bestCount,
            .lastLeft = lastLeft,
            .threshold = halfway(values[lastLeft], values[entries[bestCount].rank]),
            .gain = bestGain};
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
