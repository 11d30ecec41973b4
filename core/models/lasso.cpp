// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/models/linear_model.h"
#include "core/models/methods.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wattline {

namespace {

constexpr int MaxSweeps = 100'000;
constexpr int SweepsPerGapCheck = 8;
constexpr double GapTolerance = 1e-14;  ///< of the target's sum of squares, as scikit-learn's tol
constexpr double StepTolerance = 1e-15; ///< of the largest coefficient: below it the gap cannot close any further

/// Coordinate descent on 1/2 |y - Xw|^2 + penalty |w|_1, the residual kept up to date.
struct Descent {
    const CentredRows& rows;
    double penalty;
    Eigen::VectorXd squaredNorms;
    Eigen::VectorXd coefficients;
    Eigen::VectorXd residual;

    Descent(const CentredRows& centred, double alpha)
        : rows(centred),
          penalty(alpha * static_cast<double>(centred.target.size())),
          squaredNorms(centred.features.colwise().squaredNorm()),
          coefficients(Eigen::VectorXd::Zero(centred.features.cols())),
          residual(centred.target)
    {
    }

    /// Moves one coefficient to the minimum along it; the size of the step.
    double step(Eigen::Index i)
    {
        if (squaredNorms[i] == 0.0)
            return 0.0;
        const auto column = rows.features.col(i);
        const double pull = column.dot(residual) + squaredNorms[i] * coefficients[i];
        const double shrunk = std::max(std::abs(pull) - penalty, 0.0);
        const double change = std::copysign(shrunk, pull) / squaredNorms[i] - coefficients[i];
        if (change != 0.0) {
            coefficients[i] += change;
            residual -= change * column;
        }
        return std::abs(change);
    }

    /// How far the objective can be above its minimum: the difference to the dual objective at the residual, scaled
    /// into the dual's feasible set.
    double dualityGap() const
    {
        const double steepest = (rows.features.transpose() * residual).lpNorm<Eigen::Infinity>();
        const double scale = steepest > penalty ? penalty / steepest : 1.0;
        return 0.5 * residual.squaredNorm() * (1.0 + scale * scale) + penalty * coefficients.lpNorm<1>() -
               scale * residual.dot(rows.target);
    }
};

/// Sweeps until the gap is closed; the gap that is left, as a share of the target's sum of squares. Error Canceled, or
/// Numeric where the sweeps do not suffice.
Result<double> descend(Descent& descent, const RunContext& context)
{
    const double squares = descent.rows.target.squaredNorm();
    for (int sweep = 0; sweep < MaxSweeps; ++sweep) {
        double largestStep = 0.0;
        for (Eigen::Index i = 0; i < descent.coefficients.size(); ++i) {
            if (context.stopRequested())
                return canceledError();
            largestStep = std::max(largestStep, descent.step(i));
        }
        const bool isRounding = largestStep <= StepTolerance * descent.coefficients.lpNorm<Eigen::Infinity>();
        if (!isRounding && sweep % SweepsPerGapCheck != 0)
            continue;
        const double gap = std::max(descent.dualityGap(), 0.0); // below 0 by rounding
        if (isRounding || gap <= GapTolerance * squares)
            return squares > 0.0 ? gap / squares : 0.0;
    }
    return Error{ErrorKind::Numeric, "The lasso did not converge: features are nearly collinear; leave one out or "
                                     "choose a larger alpha."};
}

Result<std::shared_ptr<const Model>> fitLasso(const FitInput& input, double alpha, const RunContext& context)
{
    const Result<CentredRows> rows = centredRows(input.train);
    if (!rows)
        return rows.error();
    Descent descent(*rows, alpha);
    const Result<double> gap = descend(descent, context);
    if (!gap)
        return gap.error();
    return linearModel(*rows, descent.coefficients, fmt::format("duality gap {:.1g} of the target's squares", *gap));
}

} // namespace

Method lassoMethod(Effort)
{
    Method method{"lasso", "Lasso", {}};
    for (const double alpha : PenaltyGrid) {
        method.candidates.push_back(
            {"alpha " + formatShort(alpha),
             [alpha](const FitInput& input, const RunContext& context) { return fitLasso(input, alpha, context); }});
    }
    return method;
}

} // namespace wattline
