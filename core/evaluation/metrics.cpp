// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/metrics.h"

#include "core/base/statistics.h"

#include <cassert>
#include <cmath>
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
        metrics.medianRelativeError = median(std::vector<double>(relative.begin(), relative.end()));
    }
    return metrics;
}

} // namespace wattline
