// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/formula_fit.h"

#include "core/base/statistics.h"
#include "core/expression/evaluate.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace wattline {

namespace {

constexpr double StandardDeviationOfMedianDistance = 1.4826;
constexpr double UsualResiduals = 3.0;

FittedPart fittedPart(const Expression& formula, const NamedRows& part, const ValidityBox& box)
{
    FittedPart fitted{.part = part};
    const RegressionData& rows = *part.rows;
    if (rows.rows() == 0)
        return fitted;
    fitted.predicted = evaluate(formula, rows.features);
    for (Eigen::Index row = 0; row < rows.rows(); ++row)
        fitted.outside.push_back(!box.contains(rows.features.row(row)));
    if (const Metrics errors = metricsOf(rows.target, fitted.predicted); isFinite(errors))
        fitted.errors = errors;
    return fitted;
}

std::vector<double> finiteResiduals(const FittedPart& part)
{
    std::vector<double> residuals;
    for (std::size_t row = 0; row < part.outside.size(); ++row) {
        if (const double residual = part.residual(row); std::isfinite(residual))
            residuals.push_back(residual);
    }
    return residuals;
}

std::vector<PartRow> outOfLine(const std::vector<FittedPart>& parts)
{
    std::vector<double> distances = finiteResiduals(parts.front());
    if (distances.empty())
        return {};
    const double centre = median(distances);
    for (double& value : distances)
        value = std::abs(value - centre);
    const double usual = StandardDeviationOfMedianDistance * median(std::move(distances));
    // Of an exact formula only rounding is left, and no row of it is out of line.
    const double rounding = 1e-9 * parts.front().part.rows->target.cwiseAbs().maxCoeff();
    std::vector<std::pair<double, PartRow>> found;
    for (std::size_t part = 0; part < parts.size(); ++part) {
        for (std::size_t row = 0; row < parts[part].outside.size(); ++row) {
            const double distance = std::abs(parts[part].residual(row) - centre);
            if (std::isfinite(distance) && distance > std::max(UsualResiduals * usual, rounding))
                found.emplace_back(distance, PartRow{part, row});
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<PartRow> rows;
    for (std::size_t i = 0; i < std::min(found.size(), FormulaFit::MostOutOfLine); ++i)
        rows.push_back(found[i].second);
    return rows;
}

} // namespace

std::size_t FittedPart::rowsInIntervals() const
{
    std::size_t count = 0;
    for (std::size_t row = 0; row < intervals.size(); ++row)
        count += intervals[row].contains(part.rows->target[static_cast<Eigen::Index>(row)]) ? 1 : 0;
    return count;
}

Result<FormulaFit> fitOf(const Expression& formula, const std::vector<NamedRows>& parts, const RunContext& context)
{
    assert(!parts.empty() && parts.front().rows->rows() > 0);
    FormulaFit fit{.box = validityBoxOf(formula, *parts.front().rows)};
    for (const NamedRows& part : parts) {
        if (context.stopRequested())
            return canceledError();
        fit.parts.push_back(fittedPart(formula, part, fit.box));
    }
    fit.outOfLine = outOfLine(fit.parts);
    return fit;
}

FormulaFit withIntervals(FormulaFit fit, PredictionBounds bounds)
{
    for (FittedPart& part : fit.parts) {
        if (part.part.rows->rows() > 0)
            part.intervals = predictionIntervals(bounds, part.part.rows->features);
    }
    fit.bounds = std::move(bounds);
    return fit;
}

} // namespace wattline
