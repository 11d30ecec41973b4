// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/card_output.h"

#include "app/cli/bounds_output.h"
#include "app/cli/metrics_output.h"
#include "core/base/text.h"
#include "core/expression/names.h"
#include "core/report/tables.h"

#include <cmath>
#include <fmt/format.h>

namespace wattline::cli {

namespace {

/// Above this share of a standard error the coefficients are not those that the rows ask for.
constexpr double FittedWithin = 0.1;

std::string bound(double value)
{
    return std::isfinite(value) ? formatShort(value) : "not determined";
}

std::string coefficientsText(const FormulaCard& card)
{
    if (!card.bounds.uncertainty)
        return card.bounds.noIntervalsBecause + "\n";
    const FormulaUncertainty& uncertainty = *card.bounds.uncertainty;
    if (uncertainty.coefficients.empty())
        return "";
    const double percent = 100.0 * uncertainty.settings.confidence;
    std::string text = fmt::format("{} = {}\n\n", card.target, textWithNamedConstants(card.formula, card.featureNames));
    TextTable table{{"coefficient", "value", fmt::format("{} % from", percent), "to"}, {}};
    for (std::size_t i = 0; i < uncertainty.coefficients.size(); ++i) {
        const CoefficientInterval& coefficient = uncertainty.coefficients[i];
        table.rows.push_back({constantNameOf(i + 1, card.featureNames), formatShort(coefficient.value, 6),
                              bound(coefficient.interval.low), bound(coefficient.interval.high)});
    }
    text += toPlainText(table);
    if (uncertainty.distanceFromFit > FittedWithin)
        text += "The coefficients are not fitted to these rows, so their intervals mean little.\n";
    return text + "\n";
}

std::string errorsText(const FormulaCard& card)
{
    TextTable table{{"rows", "n", "MAE", "RMSE", "MRE %", "R2"}, {}};
    for (const PartErrors& part : card.parts) {
        if (!part.errors)
            continue;
        std::vector<std::string> cells = {part.name, std::to_string(part.rows)};
        for (std::string& cell : metricsCells(*part.errors))
            cells.push_back(std::move(cell));
        table.rows.push_back(std::move(cells));
    }
    return table.rows.empty() ? "The formula has no finite value on some row.\n\n" : toPlainText(table) + "\n";
}

} // namespace

std::string protectedText(const std::vector<ProtectedUse>& uses)
{
    std::string text;
    for (const ProtectedUse& use : uses)
        text +=
            fmt::format("{}{} is {}\n", nameOf(use.op), arityOf(use.op) == 2 ? "(a, b)" : "(a)", protectionOf(use.op));
    return text;
}

std::string cardText(const FormulaCard& card)
{
    std::string text = coefficientsText(card) + errorsText(card);
    if (card.bounds.uncertainty)
        text += boundsText(card.bounds) + "\n";
    TextTable box{{"fitted on", "from", "to"}, {}};
    for (const std::size_t feature : card.box.used)
        box.rows.push_back({card.box.names[feature], formatShort(card.box.sides[feature].low, 6),
                            formatShort(card.box.sides[feature].high, 6)});
    if (!box.rows.empty())
        text += toPlainText(box);
    return text;
}

Json cardJson(const FormulaCard& card)
{
    Json json;
    const std::optional<FormulaUncertainty>& uncertainty = card.bounds.uncertainty;
    json["coefficients"] = uncertainty ? Json::array() : Json(nullptr);
    if (uncertainty) {
        for (const CoefficientInterval& coefficient : uncertainty->coefficients)
            json["coefficients"].push_back({{"value", coefficient.value},
                                            {"low", finiteOrNull(coefficient.interval.low)},
                                            {"high", finiteOrNull(coefficient.interval.high)}});
        json["distance_from_fit"] = uncertainty->distanceFromFit;
    }
    json.update(boundsJson(card.bounds));
    for (const PartErrors& part : card.parts)
        json["metrics"][part.name] = part.errors ? metricsJson(*part.errors) : Json(nullptr);
    json["box"] = Json::object();
    for (const std::size_t feature : card.box.used)
        json["box"][card.box.names[feature]] = {card.box.sides[feature].low, card.box.sides[feature].high};
    return json;
}

} // namespace wattline::cli
