// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/formula_uncertainty.h"

#include "core/evaluation/student_quantile.h"
#include "core/evolution/fit_rows.h"
#include "core/expression/evaluate.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>

namespace wattline {

namespace {

constexpr double Infinity = std::numeric_limits<double>::infinity();
/// Directions of coefficients whose effect is below this share of the largest are not determined by the rows.
constexpr double DeterminedShare = 1e-11;
/// A coefficient with more than this share of such a direction is not determined either.
constexpr double UndeterminedPart = 1e-6;

/// Residuals of the measure and their derivatives, one row a row.
struct Linearised {
    Eigen::VectorXd residuals;
    Eigen::MatrixXd slopes;
};

Linearised linearised(const Expression& formula, const RegressionData& data, const FitRows& rows)
{
    const std::vector<double> residuals = residualsOf(formula, rows);
    Linearised parts{Eigen::Map<const Eigen::VectorXd>(residuals.data(), data.rows()),
                     coefficientDerivatives(rows.compared(formula), data.features)};
    parts.slopes.array().colwise() *= Eigen::Map<const Eigen::ArrayXd>(rows.weights.data(), data.rows());
    return parts;
}

/// The inverse of J'J as far as the rows determine it, and which coefficients they do not.
struct Information {
    Eigen::MatrixXd inverse;
    std::vector<bool> isDetermined;
};

Information informationOf(const Eigen::MatrixXd& slopes)
{
    const Eigen::Index count = slopes.cols();
    Information spread{Eigen::MatrixXd::Zero(count, count), std::vector<bool>(static_cast<std::size_t>(count), true)};
    if (count == 0)
        return spread;
    // In units of each column's size, so that the units of features do not matter.
    const Eigen::VectorXd unit = slopes.colwise().norm().unaryExpr([](double n) { return n > 0.0 ? 1.0 / n : 0.0; });
    const Eigen::MatrixXd scaled = slopes * unit.asDiagonal();
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(scaled.transpose() * scaled);
    const double least = DeterminedShare * solver.eigenvalues().maxCoeff();
    Eigen::VectorXd inverse = Eigen::VectorXd::Zero(count);
    Eigen::VectorXd lost = Eigen::VectorXd::Zero(count);
    for (Eigen::Index i = 0; i < count; ++i) {
        if (solver.eigenvalues()[i] > least)
            inverse[i] = 1.0 / solver.eigenvalues()[i];
        else
            lost += solver.eigenvectors().col(i).cwiseAbs2();
    }
    const Eigen::MatrixXd vectors = unit.asDiagonal() * solver.eigenvectors();
    spread.inverse = vectors * inverse.asDiagonal() * vectors.transpose();
    for (Eigen::Index i = 0; i < count; ++i)
        spread.isDetermined[static_cast<std::size_t>(i)] = lost[i] <= UndeterminedPart;
    return spread;
}

Eigen::VectorXd leveragesOf(const Eigen::MatrixXd& slopes, const Eigen::MatrixXd& spread)
{
    return (slopes * spread).cwiseProduct(slopes).rowwise().sum();
}

bool isRelative(ErrorMeasure measure)
{
    return measure == ErrorMeasure::MeanRelative || measure == ErrorMeasure::RootMeanSquareLog;
}

/// The derivatives of the values in the scale of the measure's errors, at rows that need have no target.
Eigen::MatrixXd scaledSlopes(const Expression& formula, ErrorMeasure measure, const Eigen::MatrixXd& features)
{
    Eigen::MatrixXd slopes = coefficientDerivatives(formula, features);
    if (isRelative(measure))
        slopes.array().colwise() /= evaluate(formula, features).array().abs();
    return slopes;
}

/// The errors of predictions in the scale of the measure.
Eigen::ArrayXd scaledErrors(const Expression& formula, ErrorMeasure measure, const RegressionData& rows)
{
    const Eigen::ArrayXd predicted = evaluate(formula, rows.features);
    if (measure == ErrorMeasure::RootMeanSquareLog)
        return (rows.target.array() / predicted).log();
    const Eigen::ArrayXd errors = rows.target.array() - predicted;
    return isRelative(measure) ? errors / predicted.abs() : errors;
}

std::vector<CoefficientInterval> intervalsOf(const Expression& formula, const Eigen::MatrixXd& covariance,
                                             const std::vector<bool>& isDetermined, double quantile)
{
    std::vector<CoefficientInterval> intervals;
    for (std::size_t node = 0; node < formula.nodes.size(); ++node) {
        if (formula.nodes[node].op != Op::Constant)
            continue;
        const std::size_t i = intervals.size();
        const double value = formula.nodes[node].constant;
        const auto place = static_cast<Eigen::Index>(i);
        const double error = isDetermined[i] ? std::sqrt(std::max(covariance(place, place), 0.0)) : Infinity;
        intervals.push_back({node, value, error, {value - quantile * error, value + quantile * error}});
    }
    return intervals;
}

/// How far a step would move a coefficient, in its standard errors.
double largestStep(const std::vector<CoefficientInterval>& coefficients, const Eigen::VectorXd& step)
{
    double largest = 0.0;
    for (std::size_t i = 0; i < coefficients.size(); ++i) {
        const double error = coefficients[i].standardError;
        if (std::isfinite(error) && error > 0.0)
            largest = std::max(largest, std::abs(step[static_cast<Eigen::Index>(i)]) / error);
    }
    return largest;
}

/// How much more the errors of rows spread that took no part in the fit.
Eigen::ArrayXd heldSpread(const FormulaUncertainty& uncertainty, const Eigen::MatrixXd& features)
{
    const Eigen::MatrixXd slopes = scaledSlopes(uncertainty.formula, uncertainty.settings.measure, features);
    return (1.0 + leveragesOf(slopes, uncertainty.spread).array()).sqrt();
}

} // namespace

double conformalQuantile(Eigen::ArrayXd errors, double confidence)
{
    const auto rank = static_cast<Eigen::Index>(std::ceil(confidence * static_cast<double>(errors.size() + 1) - 1e-9));
    if (rank > errors.size())
        return Infinity;
    errors = errors.abs();
    std::sort(errors.begin(), errors.end());
    return errors[rank - 1];
}

Result<FormulaUncertainty> uncertaintyOf(const Expression& formula, const RegressionData& train,
                                         const UncertaintySettings& settings, const RegressionData* held)
{
    const Result<FitRows> rows = fitRowsOf(train, settings.measure);
    if (!rows)
        return rows.error();
    const auto [residuals, slopes] = linearised(formula, train, *rows);
    if (train.rows() <= slopes.cols())
        return Error{ErrorKind::Data, "Intervals of " + std::to_string(slopes.cols()) +
                                          " coefficients need more rows than the " + std::to_string(train.rows()) +
                                          " there are."};
    if (!residuals.allFinite() || !slopes.allFinite())
        return Error{ErrorKind::Numeric,
                     "The formula has no intervals: its value or a slope is not finite on a training row."};

    const Information information = informationOf(slopes);
    // A row that determines a coefficient alone has a leverage of 1 and says nothing of its own error.
    const Eigen::ArrayXd kept = (1.0 - leveragesOf(slopes, information.inverse).array()).max(1e-6);
    const Eigen::MatrixXd enlarged = slopes.array().colwise() * (residuals.array() / kept);
    const Eigen::MatrixXd covariance = information.inverse * (enlarged.transpose() * enlarged) * information.inverse;
    const auto freedom = static_cast<double>(train.rows() - slopes.cols());

    FormulaUncertainty uncertainty{settings, formula, {}, 0.0, 0, information.inverse, 0.0};
    uncertainty.coefficients =
        intervalsOf(formula, covariance, information.isDetermined, studentQuantile(settings.confidence, freedom));
    uncertainty.distanceFromFit =
        largestStep(uncertainty.coefficients, information.inverse * (slopes.transpose() * residuals));

    const bool hasHeld = held != nullptr && held->rows() > 0;
    Eigen::ArrayXd errors = scaledErrors(formula, settings.measure, hasHeld ? *held : train);
    errors /= hasHeld ? heldSpread(uncertainty, held->features) : Eigen::ArrayXd(kept.sqrt());
    if (!errors.allFinite())
        return Error{ErrorKind::Numeric, "The formula has no intervals: its value is not finite on a row."};
    uncertainty.calibrationRows = static_cast<std::size_t>(errors.size());
    uncertainty.quantile = conformalQuantile(errors, settings.confidence);
    return uncertainty;
}

std::vector<Interval> predictionIntervals(const FormulaUncertainty& uncertainty, const Eigen::MatrixXd& features)
{
    const ErrorMeasure measure = uncertainty.settings.measure;
    const Eigen::VectorXd predicted = evaluate(uncertainty.formula, features);
    const Eigen::ArrayXd reach = uncertainty.quantile * heldSpread(uncertainty, features);
    std::vector<Interval> intervals;
    for (Eigen::Index row = 0; row < features.rows(); ++row) {
        const double value = predicted[row];
        if (measure == ErrorMeasure::RootMeanSquareLog) {
            intervals.push_back({value * std::exp(-reach[row]), value * std::exp(reach[row])});
            continue;
        }
        const double half = reach[row] * (isRelative(measure) ? std::abs(value) : 1.0);
        intervals.push_back({value - half, value + half});
    }
    return intervals;
}

} // namespace wattline
