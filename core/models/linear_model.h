// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/scaler.h"
#include "core/models/model.h"

#include <array>

namespace wattline {

/// The penalties that ridge and lasso try.
inline constexpr std::array PenaltyGrid = {1e-4, 1e-3, 1e-2, 1e-1, 1.0, 10.0};

/// Training rows as the linear methods see them: features standardised, target with its mean taken off.
struct CentredRows {
    std::vector<std::string> featureNames;
    Scaler scaler;
    Eigen::MatrixXd features; ///< n x p
    Eigen::VectorXd target;   ///< n
    double targetMean = 0.0;
};

/// Error Data for no rows; Error Numeric for values whose squares overflow.
Result<CentredRows> centredRows(const RegressionData& train);

/// The model with one coefficient per standardised feature; its size counts the coefficients that are not 0 and the
/// intercept. The description is the formula, followed by the note. Error Numeric where a coefficient is not finite.
Result<std::shared_ptr<const Model>> linearModel(const CentredRows& rows, const Eigen::VectorXd& coefficients,
                                                 const std::string& note = {});

} // namespace wattline
