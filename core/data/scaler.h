// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

namespace wattline {

/// Standardisation to zero mean and unit population variance; fitted on training rows only. A constant column keeps
/// scale
/// 1. The same as scikit-learn's StandardScaler.
struct Scaler {
    Eigen::RowVectorXd mean;
    Eigen::RowVectorXd scale;

    Eigen::MatrixXd transform(const Eigen::MatrixXd& features) const;
};

Scaler fitScaler(const Eigen::MatrixXd& features);

} // namespace wattline
