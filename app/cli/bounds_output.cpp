// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/bounds_output.h"

#include "core/base/text.h"

#include <cmath>
#include <fmt/format.h>
#include <string_view>

namespace wattline::cli {

namespace {

/// "3.2 %", "12.4" or "a factor of 1.05".
std::string quantileText(const FormulaUncertainty& uncertainty)
{
    switch (uncertainty.settings.measure) {
    case ErrorMeasure::RootMeanSquareLog:
        return "a factor of " + formatShort(std::exp(uncertainty.quantile));
    case ErrorMeasure::MeanAbsolute:
    case ErrorMeasure::RootMeanSquare:
        return formatShort(uncertainty.quantile);
    case ErrorMeasure::MeanRelative:
        break;
    }
    return formatShort(100.0 * uncertainty.quantile, 3) + " %";
}

/// What the intervals rest on, after the number of rows.
std::string_view basisText(const PredictionBounds& bounds)
{
    if (!bounds.restOnHeldRows)
        return "rows of the fit, each as if it had been left out";
    return bounds.heldChose ? "validation rows, which also took part in choosing the formula, so that this is somewhat "
                              "narrow"
                            : "rows that were held out of the fit";
}

std::string_view basisName(const PredictionBounds& bounds)
{
    if (!bounds.restOnHeldRows)
        return "train";
    return bounds.heldChose ? "validation" : "held";
}

} // namespace

std::string boundsText(const PredictionBounds& bounds)
{
    if (!bounds.haveIntervals())
        return bounds.noIntervalsBecause + "\n";
    const FormulaUncertainty& uncertainty = *bounds.uncertainty;
    return fmt::format("A new observation lies within {} of a prediction in {} % of the cases, near the middle of the "
                       "rows: by the errors of {} {}.\n",
                       quantileText(uncertainty), formatShort(100.0 * uncertainty.settings.confidence),
                       uncertainty.calibrationRows, basisText(bounds));
}

Json boundsJson(const PredictionBounds& bounds)
{
    Json json = Json::object();
    if (bounds.uncertainty) {
        json["confidence"] = bounds.uncertainty->settings.confidence;
        json["calibrated_on"] = basisName(bounds);
        json["calibration_rows"] = bounds.uncertainty->calibrationRows;
        json["prediction_quantile"] = finiteOrNull(bounds.uncertainty->quantile);
    }
    if (!bounds.haveIntervals())
        json["no_intervals_because"] = bounds.noIntervalsBecause;
    return json;
}

Json outOfRangeJson(const ValidityBox& box, const std::vector<OutOfRange>& features)
{
    Json json = Json::array();
    for (const OutOfRange& out : features)
        json.push_back({{"feature", box.names[out.feature]},
                        {"value", finiteOrNull(out.value)},
                        {"low", out.range.low},
                        {"high", out.range.high},
                        {"beyond", finiteOrNull(out.distance())}});
    return json;
}

} // namespace wattline::cli
