// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace wattline {

/// A mean and how far the values spread around it (sample standard deviation, 0 for fewer than two values).
struct Spread {
    double mean = 0.0;
    double std = 0.0;
};

double mean(std::span<const double> values);               ///< NaN for none
double populationVariance(std::span<const double> values); ///< divided by n; NaN for none
double sampleStd(std::span<const double> values);          ///< divided by n - 1; 0 for fewer than two
Spread spreadOf(std::span<const double> values);
double median(std::vector<double> values); ///< NaN for none
/// Linear interpolation between order statistics (numpy's default); fraction in [0, 1]; NaN for none.
double quantile(std::vector<double> values, double fraction);
double skewness(std::span<const double> values); ///< population skewness; 0 for a constant

/// Two-sided p value of Student's t with the given degrees of freedom.
double studentTwoSidedP(double t, double degreesOfFreedom);
/// Regularised incomplete beta function I_x(a, b), by Lentz's continued fraction.
double regularisedBeta(double a, double b, double x);
/// The digamma function of a positive argument.
double digamma(double x);

} // namespace wattline
