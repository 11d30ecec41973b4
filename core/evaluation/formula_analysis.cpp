// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/formula_analysis.h"

#include "core/base/parallel.h"
#include "core/base/statistics.h"
#include "core/expression/edit.h"
#include "core/expression/evaluate.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace wattline {

namespace {

double errorOf(const Expression& formula, const RegressionData& rows, ErrorMeasure measure)
{
    const Eigen::ArrayXd errors = (evaluate(formula, rows.features) - rows.target).array().abs();
    return measure == ErrorMeasure::MeanRelative ? (errors / rows.target.array().abs()).mean() : errors.mean();
}

std::vector<double> finiteValues(const Expression& formula, const Eigen::MatrixXd& features)
{
    const Eigen::VectorXd values = evaluate(formula, features);
    std::vector<double> finite;
    finite.reserve(static_cast<std::size_t>(values.size()));
    std::copy_if(values.begin(), values.end(), std::back_inserter(finite),
                 [](double value) { return std::isfinite(value); });
    return finite;
}

NodeContribution contributionOf(const Expression& formula, std::size_t node, const RegressionData& rows,
                                const FormulaContributions& whole)
{
    if (const Node& leaf = formula.nodes[node]; leaf.op == Op::Constant)
        return {leaf.constant, 0.0, leaf.constant, leaf.constant};
    constexpr double Unknown = std::numeric_limits<double>::quiet_NaN();
    std::vector<double> values = finiteValues(subtree(formula, node), rows.features);
    if (values.empty())
        return {Unknown, Unknown};
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    NodeContribution found{.low = *low, .high = *high};
    const double value = median(std::move(values));
    const double change = errorOf(withConstant(formula, node, value), rows, whole.measure) - whole.error;
    found.median = value;
    found.change = std::isfinite(change) ? change : Unknown;
    return found;
}

} // namespace

double medianValue(const Expression& formula, const Eigen::MatrixXd& features)
{
    return median(finiteValues(formula, features));
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
