// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/correlation_matrix.h"

#include "core/data/correlation.h"

#include <fmt/format.h>
#include <limits>

namespace wattline {

Result<CorrelationMatrix> correlationMatrix(const RegressionData& data, const RunContext& context)
{
    constexpr std::size_t MostFeatures = 200;
    const std::size_t features = data.featureNames.size();
    if (features > MostFeatures)
        return Error{ErrorKind::Data, fmt::format("A matrix of {} features cannot be read; {} at most are shown. Check "
                                                  "fewer, or leave columns out of the data set.",
                                                  features, MostFeatures)};
    CorrelationMatrix matrix{{data.targetName}, {}, static_cast<std::size_t>(data.rows())};
    matrix.names.insert(matrix.names.end(), data.featureNames.begin(), data.featureNames.end());
    const auto count = static_cast<Eigen::Index>(matrix.names.size());
    const auto column = [&data](Eigen::Index i) -> Eigen::VectorXd {
        return i == 0 ? data.target : Eigen::VectorXd(data.features.col(i - 1));
    };
    matrix.r.resize(count, count);
    for (Eigen::Index row = 0; row < count; ++row) {
        const Eigen::VectorXd of = column(row);
        const bool isConstant = of.minCoeff() == of.maxCoeff();
        matrix.r(row, row) = isConstant ? std::numeric_limits<double>::quiet_NaN() : 1.0;
        for (Eigen::Index other = 0; other < row; ++other) {
            if (context.stopRequested())
                return canceledError();
            matrix.r(row, other) = matrix.r(other, row) = correlation(of, column(other));
        }
    }
    return matrix;
}

} // namespace wattline
