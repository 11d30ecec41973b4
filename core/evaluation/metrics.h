// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>
#include <optional>

namespace wattline {

/// Errors of predictions, in units of the target. Relative errors are fractions, and absent where any observed value is
/// 0.
struct Metrics {
    double mse = 0.0;
    double rmse = 0.0;
    double mae = 0.0;
    double r2 = 0.0; ///< 0 where the observed values are constant and met, as scikit-learn: 1 if met exactly, else 0
    std::optional<double> mre; ///< mean relative error
    std::optional<double> medianRelativeError;
};

/// Whether every figure is a number: finite predictions far out still overflow when squared.
bool isFinite(const Metrics& metrics);

/// Needs at least one row, and as many predictions as observations.
Metrics metricsOf(const Eigen::VectorXd& observed, const Eigen::VectorXd& predicted);

} // namespace wattline
