// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/fit_rows.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace wattline {

namespace {

bool isRelative(ErrorMeasure measure)
{
    return measure == ErrorMeasure::MeanRelative || measure == ErrorMeasure::RootMeanSquareLog;
}

bool isMean(ErrorMeasure measure)
{
    return measure == ErrorMeasure::MeanAbsolute || measure == ErrorMeasure::MeanRelative;
}

Result<void> checkTarget(const RegressionData& data, ErrorMeasure measure)
{
    for (const double y : data.target) {
        if (measure == ErrorMeasure::MeanRelative && y == 0.0)
            return Error{ErrorKind::Data, "The target " + data.targetName +
                                              " is 0 in some rows, where a relative error has no value; choose the "
                                              "mean absolute or the root mean square error."};
        if (measure == ErrorMeasure::RootMeanSquareLog && !(y > 0.0))
            return Error{ErrorKind::Data, "The target " + data.targetName +
                                              " is not above 0 in every row, so it has no logarithm; choose another "
                                              "error measure."};
    }
    return {};
}

} // namespace

Expression FitRows::compared(const Expression& formula) const
{
    Expression compared = formula;
    if (isLogarithmic())
        compared.nodes.push_back({Op::Log});
    return compared;
}

double FitRows::errorOf(const std::vector<double>& residuals) const
{
    double sum = 0.0;
    for (const double residual : residuals)
        sum += isMean(measure) ? std::abs(residual) : residual * residual;
    const double mean = sum / static_cast<double>(residuals.size());
    return isMean(measure) ? mean : std::sqrt(mean);
}

Result<FitRows> fitRowsOf(const RegressionData& data, ErrorMeasure measure)
{
    if (const Result<void> checked = checkTarget(data, measure); !checked)
        return checked.error();
    FitRows rows;
    rows.measure = measure;
    rows.features = columnsOf(data.features);
    rows.target.assign(rows.features.stride, data.target[data.rows() - 1]);
    std::copy(data.target.begin(), data.target.end(), rows.target.begin());
    rows.goal = rows.target;
    rows.weights.assign(rows.features.stride, 0.0);
    rows.scalingWeights.assign(rows.features.stride, 0.0);
    for (std::size_t i = 0; i < rows.rows(); ++i) {
        rows.scalingWeights[i] = isRelative(measure) ? 1.0 / std::abs(rows.target[i]) : 1.0;
        rows.weights[i] = measure == ErrorMeasure::MeanRelative ? rows.scalingWeights[i] : 1.0;
    }
    if (rows.isLogarithmic())
        std::transform(rows.goal.begin(), rows.goal.end(), rows.goal.begin(), [](double y) { return std::log(y); });
    return rows;
}

std::vector<double> residualsOf(const Expression& formula, const FitRows& rows)
{
    DerivativeTape tape(rows.compared(formula));
    std::vector<double> residuals(rows.rows());
    for (std::size_t begin = 0; begin < rows.rows(); begin += DerivativeTape::BlockRows) {
        const double* const values = tape.values(rows.features, begin);
        const std::size_t end = std::min(begin + DerivativeTape::BlockRows, rows.rows());
        for (std::size_t i = begin; i < end; ++i)
            residuals[i] = (values[i - begin] - rows.goal[i]) * rows.weights[i];
    }
    return residuals;
}

} // namespace wattline
