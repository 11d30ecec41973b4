// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/dataset.h"
#include "core/evolution/generation_stats.h"
#include "core/expression/derivatives.h"

#include <vector>

namespace wattline {

/// Rows as modern mode fits formulas to them. Whatever the error measure, a formula is fitted by least squares of
/// residuals (value - goal) * weight: weight 1 for absolute errors, 1 / |y| for relative ones; for logarithmic ones
/// value and goal are logarithms. All vectors are padded as the features are, with weight 0 in the padding.
struct FitRows {
    ErrorMeasure measure = ErrorMeasure::MeanAbsolute;
    FeatureColumns features;
    std::vector<double> target;         ///< y
    std::vector<double> goal;           ///< y or its logarithm
    std::vector<double> weights;        ///< of residuals
    std::vector<double> scalingWeights; ///< of y itself: 1, or 1 / |y| for relative and logarithmic errors

    std::size_t rows() const { return features.rows; }
    bool isLogarithmic() const { return measure == ErrorMeasure::RootMeanSquareLog; }
    /// The formula whose values are compared with the goal: its logarithm, where errors are logarithmic.
    Expression compared(const Expression& formula) const;
    /// The error that residuals make.
    double errorOf(const std::vector<double>& residuals) const;
};

/// Error Data where the measure cannot be had: a relative one of a target that is 0 somewhere, a logarithmic one of a
/// target that is not above 0 everywhere.
Result<FitRows> fitRowsOf(const RegressionData& data, ErrorMeasure measure);

/// The residuals of a formula, one a row; not finite where its value is not.
std::vector<double> residualsOf(const Expression& formula, const FitRows& rows);

} // namespace wattline
