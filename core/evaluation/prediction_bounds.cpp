// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/prediction_bounds.h"

#include "core/base/text.h"

#include <cmath>

namespace wattline {

namespace {

Eigen::MatrixXd asRead(const Scaler& scaler, const Eigen::MatrixXd& features)
{
    return scaler.mean.size() == 0 ? features : scaler.transform(features);
}

RegressionData asRead(const Scaler& scaler, RegressionData rows)
{
    rows.features = asRead(scaler, rows.features);
    return rows;
}

} // namespace

std::size_t fewestRowsFor(double confidence)
{
    return static_cast<std::size_t>(std::ceil(confidence / (1.0 - confidence) - 1e-9));
}

PredictionBounds predictionBounds(const Expression& formula, const Scaler& scaler, const FittedOn& rows,
                                  const UncertaintySettings& settings)
{
    const std::size_t fewest = fewestRowsFor(settings.confidence);
    PredictionBounds bounds{.scaler = scaler};
    bounds.restOnHeldRows = rows.held != nullptr && static_cast<std::size_t>(rows.held->rows()) >= fewest;
    bounds.heldChose = bounds.restOnHeldRows && rows.heldChose;
    const RegressionData train = asRead(scaler, rows.train);
    std::optional<RegressionData> held;
    if (bounds.restOnHeldRows)
        held = asRead(scaler, *rows.held);
    Result<FormulaUncertainty> uncertainty = uncertaintyOf(formula, train, settings, held ? &*held : nullptr);
    if (!uncertainty) {
        bounds.noIntervalsBecause = uncertainty.error().message;
        return bounds;
    }
    bounds.uncertainty = *std::move(uncertainty);
    if (!std::isfinite(bounds.uncertainty->quantile))
        bounds.noIntervalsBecause = std::to_string(bounds.uncertainty->calibrationRows) + " rows are too few for " +
                                    formatShort(100.0 * settings.confidence) +
                                    " % intervals of predictions; at least " + std::to_string(fewest) + " are needed.";
    return bounds;
}

std::vector<Interval> predictionIntervals(const PredictionBounds& bounds, const Eigen::MatrixXd& features)
{
    if (!bounds.haveIntervals())
        return {};
    return predictionIntervals(*bounds.uncertainty, asRead(bounds.scaler, features));
}

} // namespace wattline
