// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ranked_columns.h"

#include <algorithm>
#include <numeric>

namespace wattline {

namespace {

/// A node scans all bins of a column but only its own rows of a sorted one: bins pay where they are fewer by this.
constexpr std::size_t RowsPerBin = 3;

using Entry = RankedColumns::Entry;

/// The rows of a column in ascending order; `distinct` becomes its values.
std::vector<Entry> orderOf(const double* column, std::size_t rows, std::vector<double>& distinct)
{
    std::vector<std::uint32_t> order(rows);
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [column](std::uint32_t a, std::uint32_t b) { return column[a] < column[b]; });
    std::vector<Entry> entries;
    entries.reserve(rows);
    for (const std::uint32_t row : order) {
        if (distinct.empty() || distinct.back() < column[row])
            distinct.push_back(column[row]);
        entries.push_back({row, static_cast<std::uint32_t>(distinct.size() - 1)});
    }
    return entries;
}

/// Lays the bins of all binned columns side by side, row by row.
void interleave(const std::vector<std::vector<Entry>>& orders, RankedColumns& ranked)
{
    ranked.rowBins.resize(ranked.rowCount * orders.size());
    for (std::size_t column = 0; column < orders.size(); ++column) {
        for (const Entry& entry : orders[column])
            ranked.rowBins[entry.row * orders.size() + column] =
                static_cast<std::uint32_t>(ranked.firstBins[column]) + entry.rank;
    }
}

} // namespace

RankedColumns rankColumns(const Eigen::MatrixXd& features, const RunContext& context)
{
    RankedColumns ranked;
    ranked.rowCount = static_cast<std::size_t>(features.rows());
    ranked.firstBins = {0};
    std::vector<std::vector<Entry>> binnedOrders;
    for (Eigen::Index column = 0; column < features.cols() && !context.stopRequested(); ++column) {
        std::vector<double> distinct;
        std::vector<Entry> order = orderOf(features.col(column).data(), ranked.rowCount, distinct);
        if (distinct.size() * RowsPerBin <= ranked.rowCount) {
            ranked.binned.push_back(static_cast<std::size_t>(column));
            ranked.firstBins.push_back(ranked.firstBins.back() + distinct.size());
            binnedOrders.push_back(std::move(order));
        } else {
            ranked.sorted.push_back(static_cast<std::size_t>(column));
            ranked.orders.push_back(std::move(order));
        }
        ranked.values.push_back(std::move(distinct));
    }
    interleave(binnedOrders, ranked);
    return ranked;
}

} // namespace wattline
