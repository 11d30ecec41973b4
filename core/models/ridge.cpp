// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/models/linear_model.h"
#include "core/models/methods.h"

#include <Eigen/Cholesky>

namespace wattline {

namespace {

Result<std::shared_ptr<const Model>> fitRidge(const FitInput& input, double alpha, const RunContext& context)
{
    if (context.stopRequested())
        return canceledError();
    const Result<CentredRows> rows = centredRows(input.train);
    if (!rows)
        return rows.error();
    Eigen::MatrixXd normal = rows->features.transpose() * rows->features;
    normal.diagonal().array() += alpha;
    return linearModel(*rows, normal.llt().solve(rows->features.transpose() * rows->target));
}

} // namespace

Method ridgeMethod(Effort)
{
    Method method{"ridge", "Ridge regression", {}};
    for (const double alpha : PenaltyGrid) {
        method.candidates.push_back(
            {"alpha " + formatShort(alpha),
             [alpha](const FitInput& input, const RunContext& context) { return fitRidge(input, alpha, context); }});
    }
    return method;
}

} // namespace wattline
