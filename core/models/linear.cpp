// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/linear_model.h"
#include "core/models/methods.h"

#include <Eigen/QR>

namespace wattline {

namespace {

Result<std::shared_ptr<const Model>> fitLinear(const FitInput& input, const RunContext& context)
{
    if (context.stopRequested())
        return canceledError();
    const Result<CentredRows> rows = centredRows(input.train);
    if (!rows)
        return rows.error();
    return linearModel(*rows, rows->features.completeOrthogonalDecomposition().solve(rows->target));
}

} // namespace

Method linearMethod(Effort)
{
    return {"linear", "Linear regression", {{"", fitLinear}}};
}

} // namespace wattline
