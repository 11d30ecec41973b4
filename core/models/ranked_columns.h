// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"

#include <Eigen/Core>
#include <cstdint>
#include <vector>

namespace wattline {

/// The columns of the training rows as trees search them, made once and shared by all trees. A column of few distinct
/// values is kept as the bin of each row, one bin a value, so that a node adds up its rows bin by bin; a column of many
/// is kept as its rows in ascending order. Both lead to the same splits: no value is rounded into a bin.
struct RankedColumns {
    struct Entry {
        std::uint32_t row;
        std::uint32_t rank; ///< among the distinct values of the column
    };
    std::size_t rowCount = 0;
    std::vector<std::vector<double>> values; ///< of every column the distinct ones, ascending

    std::vector<std::size_t> sorted;        ///< the columns of many values
    std::vector<std::vector<Entry>> orders; ///< of each of these, ascending

    std::vector<std::size_t> binned;    ///< the columns of few values
    std::vector<std::size_t> firstBins; ///< of each of these, then the number of bins
    std::vector<std::uint32_t> rowBins; ///< row by row the bin in each of these columns

    /// The bins of a row, one a binned column.
    const std::uint32_t* binsOf(std::size_t row) const { return rowBins.data() + row * binned.size(); }
};

/// Features n x p, n below 2^32. After a stop the rest of the columns is left out.
RankedColumns rankColumns(const Eigen::MatrixXd& features, const RunContext& context);

} // namespace wattline
