// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/predictions.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <functional>
#include <numeric>

namespace wattline {

namespace {

constexpr Eigen::Index BlockRows = 1000;

/// `change`, where there is one, alters each block, which begins at the given row, before the model sees it.
Result<Eigen::VectorXd> predictBlocks(const Model& model, const RegressionData& rows,
                                      const std::function<void(RegressionData&, Eigen::Index)>& change,
                                      const RunContext& context)
{
    Eigen::VectorXd predicted(rows.rows());
    for (Eigen::Index begin = 0; begin < rows.rows(); begin += BlockRows) {
        if (context.stopRequested())
            return canceledError();
        const Eigen::Index count = std::min(BlockRows, rows.rows() - begin);
        if (!change && count == rows.rows())
            return model.predict(rows);
        std::vector<std::size_t> places(static_cast<std::size_t>(count));
        std::iota(places.begin(), places.end(), static_cast<std::size_t>(begin));
        RegressionData block = selectRows(rows, places);
        if (change)
            change(block, begin);
        predicted.segment(begin, count) = model.predict(block);
    }
    return predicted;
}

} // namespace

Result<Eigen::VectorXd> predictInBlocks(const Model& model, const RegressionData& rows, const RunContext& context)
{
    return predictBlocks(model, rows, {}, context);
}

Result<Eigen::VectorXd> predictWith(const Model& model, const RegressionData& rows, Eigen::Index feature,
                                    const Eigen::VectorXd& values, const RunContext& context)
{
    const auto change = [&](RegressionData& block, Eigen::Index begin) {
        block.features.col(feature) = values.segment(begin, block.rows());
    };
    return predictBlocks(model, rows, change, context);
}

Result<Eigen::VectorXd> finitePredictions(const Model& model, const RegressionData& rows, const RunContext& context)
{
    Result<Eigen::VectorXd> predicted = predictInBlocks(model, rows, context);
    for (Eigen::Index row = 0; predicted && row < predicted->size(); ++row) {
        if (!std::isfinite((*predicted)[row]))
            return Error{ErrorKind::Numeric,
                         fmt::format("The prediction for row {} of the data set (from 1) is not a number.",
                                     rows.datasetRows[static_cast<std::size_t>(row)] + 1)};
    }
    return predicted;
}

} // namespace wattline
