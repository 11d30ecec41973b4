// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/dataset.h"
#include "core/evolution/generation_stats.h"
#include "core/expression/intervals.h"

#include <vector>

namespace wattline {

/// The size below which a new error stays with that confidence, by split conformal prediction: of n errors of rows that
/// the fit has not seen the one of rank ceil((n + 1) confidence); infinite where there are too few for it.
double conformalQuantile(Eigen::ArrayXd errors, double confidence);

struct UncertaintySettings {
    double confidence = 0.95;                          ///< in (0, 1)
    ErrorMeasure measure = ErrorMeasure::MeanRelative; ///< what the coefficients were fitted by
};

/// A constant of a formula and how well the rows determine it.
struct CoefficientInterval {
    std::size_t node = 0; ///< of the formula
    double value = 0.0;
    double standardError = 0.0; ///< infinite where the rows do not determine it, because others can make up for it
    Interval interval;          ///< as far as the line then
};

/// What the rows say about a fitted formula. The form of the formula is taken as given: that it was searched for on the
/// same rows is not accounted for, unless prediction intervals rest on rows that the search did not fit to.
struct FormulaUncertainty {
    UncertaintySettings settings;
    Expression formula;
    std::vector<CoefficientInterval> coefficients; ///< one a constant, in the order of nodes
    /// How far one Gauss-Newton step would still move a coefficient, in its standard errors, the largest. Well above
    /// 0.1 the coefficients are not fitted to these rows, and their intervals mean little.
    double distanceFromFit = 0.0;
    std::size_t calibrationRows = 0; ///< whose errors the prediction intervals rest on

    // What predictionIntervals() needs.
    Eigen::MatrixXd spread; ///< inverse of J'J, J the derivatives of residuals by coefficients
    double quantile = 0.0;  ///< of the calibration rows' standardised errors; infinite where there are too few of them
};

/// Intervals of the coefficients by linearised least squares with a covariance that holds for errors of unequal size:
/// J the derivatives of the measure's residuals, S = (J'J)^-1 (sum of e^2 j j') (J'J)^-1 with each residual r enlarged
/// to e = r / (1 - h), h its leverage (MacKinnon and White 1985, "HC3"), and Student's t with n - k degrees of freedom.
///
/// For predictions the errors of the training rows as they would be if each row had been left out, r / (1 - h), over
/// their spread sqrt(1 / (1 - h)); or, with `held` rows, the errors of those. Their quantile of rank
/// ceil((n + 1) confidence) is the distribution-free bound of split conformal prediction (Lei and others 2018).
/// Relative where the measure is.
///
/// Features of rows are those that the formula speaks of. Error Data: no more rows than coefficients, or a measure that
/// cannot be had (as fitRowsOf()); Numeric: a residual or a derivative is not finite.
Result<FormulaUncertainty> uncertaintyOf(const Expression& formula, const RegressionData& train,
                                         const UncertaintySettings& settings = {},
                                         const RegressionData* held = nullptr);

/// For each row the interval in which a new observation lies with the settings' confidence: value -+ quantile times the
/// scale, which grows with what the row is unlike the training rows. NaN where the formula has no value.
std::vector<Interval> predictionIntervals(const FormulaUncertainty& uncertainty, const Eigen::MatrixXd& features);

} // namespace wattline
