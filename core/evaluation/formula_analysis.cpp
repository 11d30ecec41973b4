// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/formula_analysis.h"

#include "core/base/parallel.h"
#include "core/base/statistics.h"
#include "core/expression/edit.h"
#include "core/expression/evaluate.h"

#include <cmath>
#include <limits>

namespace wattline {

namespace {

double errorOf(const Expression& formula, const RegressionData& rows, ErrorMeasure measure)
{
    const Eigen::ArrayXd errors = (evaluate(formula, rows.features) - rows.target).array().abs();
    return measure == ErrorMeasure::MeanRelative ? (errors / rows.target.array().abs()).mean() : errors.mean();
}

NodeContribution contributionOf(const Expression& formula, std::size_t node, const RegressionData& rows,
                                const FormulaContributions& whole)
{
    if (formula.nodes[node].op == Op::Constant)
        return {formula.nodes[node].constant, 0.0};
    constexpr double Unknown = std::numeric_limits<double>::quiet_NaN();
    const double value = medianValue(subtree(formula, node), rows.features);
    if (std::isnan(value))
        return {Unknown, Unknown};
    const double change = errorOf(withConstant(formula, node, value), rows, whole.measure) - whole.error;
    return {value, std::isfinite(change) ? change : Unknown};
}

} // namespace

double medianValue(const Expression& formula, const Eigen::MatrixXd& features)
{
    const Eigen::VectorXd values = evaluate(formula, features);
    std::vector<double> finite;
    finite.reserve(static_cast<std::size_t>(values.size()));
    for (const double value : values) {
        if (std::isfinite(value))
            finite.push_back(value);
    }
    return median(std::move(finite));
}

Result<FormulaContributions> contributionsOf(const Expression& formula, const RegressionData& rows,
                                             const RunContext& context)
{
    FormulaContributions whole;
    if ((rows.target.array() == 0.0).any())
        whole.measure = ErrorMeasure::MeanAbsolute;
    whole.error = errorOf(formula, rows, whole.measure);
    whole.nodes.resize(formula.nodes.size());
    const auto measureNode = [&](std::size_t node) { whole.nodes[node] = contributionOf(formula, node, rows, whole); };
    if (!parallelFor(formula.nodes.size(), context, measureNode))
        return canceledError();
    return whole;
}

} // namespace wattline
