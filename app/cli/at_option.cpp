// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/at_option.h"

#include "app/cli/bounds_output.h"
#include "core/base/text.h"
#include "core/expression/evaluate.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace wattline::cli {

namespace {

Error wrong(const std::string& what, const std::vector<std::string>& features)
{
    return Error{ErrorKind::Format,
                 fmt::format("--at: {}; give {} as NAME=NUMBER, joined by commas.", what, fmt::join(features, ", "))};
}

/// Reads "name=number" into its place among the values.
Result<void> take(std::string_view piece, const std::vector<std::string>& features, std::vector<double>& values)
{
    const std::size_t equals = piece.find('=');
    const std::string name(trimmed(piece.substr(0, equals)));
    const auto number = equals == std::string_view::npos ? std::nullopt : parseNumber(piece.substr(equals + 1));
    if (!number)
        return wrong(quotedForMessage(piece) + " is no name and number", features);
    const auto feature = std::find(features.begin(), features.end(), name);
    if (feature == features.end())
        return wrong("the formula reads no " + quotedForMessage(name), features);
    double& value = values[static_cast<std::size_t>(feature - features.begin())];
    if (!std::isnan(value))
        return wrong(quotedForMessage(name) + " has two values", features);
    value = *number;
    return {};
}

} // namespace

Result<RowPrediction> predictAt(const std::string& at, const FormulaCard& card)
{
    RowPrediction row;
    row.values.assign(card.features.size(), std::numeric_limits<double>::quiet_NaN());
    for (const std::string_view piece : splitText(at, ',')) {
        if (const Result<void> taken = take(piece, card.features, row.values); !taken)
            return taken.error();
    }
    Eigen::MatrixXd features = Eigen::MatrixXd::Zero(1, static_cast<Eigen::Index>(card.featureNames.size()));
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        if (std::isnan(row.values[i]))
            return wrong(card.features[i] + " has no value", card.features);
        features(0, static_cast<Eigen::Index>(card.box.used[i])) = row.values[i];
    }
    row.prediction = evaluate(card.rawFormula, features)[0];
    const std::vector<Interval> intervals = predictionIntervals(card.bounds, features);
    if (!intervals.empty() && std::isfinite(row.prediction))
        row.interval = intervals.front();
    row.outOfRange = card.box.beyond(features.row(0));
    row.outOfRangeText = card.box.beyondText(features.row(0));
    return row;
}

std::string rowPredictionText(const RowPrediction& row, const FormulaCard& card)
{
    std::vector<std::string> places;
    for (std::size_t i = 0; i < row.values.size(); ++i)
        places.push_back(card.features[i] + " " + formatShort(row.values[i], 6));
    if (!std::isfinite(row.prediction))
        return fmt::format("The formula has no finite value at {}.\n", fmt::join(places, ", "));
    std::string text =
        fmt::format("{} at {}: {}", card.target, fmt::join(places, ", "), formatShort(row.prediction, 6));
    if (row.interval)
        text +=
            fmt::format(", {} % between {} and {}", formatShort(100.0 * card.bounds.uncertainty->settings.confidence),
                        formatShort(row.interval->low, 6), formatShort(row.interval->high, 6));
    text += "\n";
    if (!row.outOfRangeText.empty())
        text += "Extrapolated: " + row.outOfRangeText + ".\n";
    return text;
}

Json rowPredictionJson(const RowPrediction& row, const FormulaCard& card)
{
    Json json;
    json["values"] = Json::object();
    for (std::size_t i = 0; i < row.values.size(); ++i)
        json["values"][card.features[i]] = row.values[i];
    json["prediction"] = finiteOrNull(row.prediction);
    json["lower"] = row.interval ? finiteOrNull(row.interval->low) : Json(nullptr);
    json["upper"] = row.interval ? finiteOrNull(row.interval->high) : Json(nullptr);
    json["out_of_range"] = outOfRangeJson(card.box, row.outOfRange);
    return json;
}

} // namespace wattline::cli
