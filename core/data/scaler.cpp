// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/scaler.h"

#include <cmath>

namespace wattline {

Scaler fitScaler(const Eigen::MatrixXd& features)
{
    Scaler scaler{features.colwise().mean(), Eigen::RowVectorXd::Ones(features.cols())};
    const auto rows = static_cast<double>(features.rows());
    for (Eigen::Index c = 0; c < features.cols(); ++c) {
        // Equal values are asked for: the rounding of their mean must not become a scale.
        if (features.col(c).minCoeff() == features.col(c).maxCoeff()) {
            scaler.mean[c] = features(0, c);
            continue;
        }
        const double deviation = (features.col(c).array() - scaler.mean[c]).matrix().stableNorm() / std::sqrt(rows);
        if (deviation > 0.0)
            scaler.scale[c] = deviation;
    }
    return scaler;
}

Eigen::MatrixXd Scaler::transform(const Eigen::MatrixXd& features) const
{
    return (features.rowwise() - mean).array().rowwise() / scale.array();
}

} // namespace wattline
