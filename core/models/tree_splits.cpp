// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/regression_tree.h"

#include <algorithm>

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

} // namespace

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

} // namespace wattline
