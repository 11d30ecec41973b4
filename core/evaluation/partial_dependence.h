// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"
#include "core/data/dataset.h"
#include "core/expression/expression.h"

#include <vector>

namespace wattline {

/// How finely a dependence is computed.
struct DependenceSettings {
    std::size_t places = 50;     ///< along the feature; at least 2
    std::size_t mostRows = 1000; ///< of more rows that many are taken, evenly; at least 1
};

/// How the prediction of a formula depends on one feature, the others as they are in the rows (Friedman, "Greedy
/// function approximation", 2001): at each place every row is given that value of the feature and predicted anew.
struct PartialDependence {
    std::size_t feature = 0;    ///< column of the rows
    bool logarithmic = false;   ///< the places are equal ratios apart: the feature is heavy-tailed and positive
    std::vector<double> places; ///< ascending; the feature's own values where it has no more than asked for
    std::vector<double> mean;   ///< of the predictions that are finite; NaN where none is
    std::vector<double> low;    ///< a tenth of the rows is below
    std::vector<double> high;   ///< a tenth of the rows is above
    std::size_t rows = 0;       ///< that it was computed over

    /// The greatest mean less the least: by how much the feature moves the prediction. NaN without any mean.
    double swing() const;
};

/// The dependence on each feature that a formula in units of the data set reads, over at least one row; never outside
/// the values that the rows have. Error Canceled alone.
Result<std::vector<PartialDependence>> partialDependences(const Expression& formula, const RegressionData& rows,
                                                          const DependenceSettings& settings = {},
                                                          const RunContext& context = {});

} // namespace wattline
