// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/metrics.h"

#include "core/base/statistics.h"

#include <cassert>
#include <cmath>
#include <limits>
#include <vector>

namespace wattline {

namespace {

double r2Of(const Eigen::VectorXd& observed, double squaredErrors)
{
    // Not by the sum of squares: the rounded mean of equal values may differ from them.
    if (observed.minCoeff() == observed.maxCoeff())
        return squaredErrors == 0.0 ? 1.0 : 0.0;
    return 1.0 - squaredErrors / (observed.array() - observed.mean()).square().sum();
}

} // namespace

bool isFinite(const Metrics& metrics)
{
    // rmse, mae and the median are not finite only where one of these is not either.
    return std::isfinite(metrics.mse) && std::isfinite(metrics.r2) && std::isfinite(metrics.mre.value_or(0.0));
}

Metrics metricsOf(const Eigen::VectorXd& observed, const Eigen::VectorXd& predicted)
{
    assert(observed.size() > 0 && observed.size() == predicted.size());
    const Eigen::ArrayXd errors = (predicted - observed).array();
    Metrics metrics;
    metrics.mse = errors.square().mean();
    metrics.rmse = std::sqrt(metrics.mse);
    metrics.mae = errors.abs().mean();
    metrics.r2 = r2Of(observed, errors.square().sum());
    if ((observed.array() != 0.0).all()) {
        const Eigen::ArrayXd relative = errors.abs() / observed.array().abs();
        metrics.mre = relative.mean();
        // What is not a number cannot be put in order.
        metrics.medianRelativeError = relative.isNaN().any()
                                          ? std::numeric_limits<double>::quiet_NaN()
                                          : median(std::vector<double>(relative.begin(), relative.end()));
    }
    return metrics;
}

} // namespace wattline
