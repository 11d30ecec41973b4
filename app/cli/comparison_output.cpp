// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/comparison_output.h"

#include "app/cli/metrics_output.h"
#include "app/cli/split_option.h"
#include "core/report/tables.h"

#include <algorithm>

namespace wattline::cli {

namespace {

Json numberOrNull(const std::optional<double>& value)
{
    return value ? finiteOrNull(*value) : Json(nullptr);
}

void addTests(Json& json, const MethodResult& method)
{
    json["difference"] = numberOrNull(method.difference);
    json["difference_interval"] = nullptr;
    if (method.differenceInterval)
        json["difference_interval"] = {finiteOrNull(method.differenceInterval->low),
                                       finiteOrNull(method.differenceInterval->high)};
    json["p_value"] = numberOrNull(method.pValue);
    json["verdict"] = method.verdict == Verdict::None ? Json(nullptr) : Json(verdictText(method.verdict));
    json["wilcoxon_p"] = numberOrNull(method.wilcoxonP);
}

Json jsonOf(const MethodResult& method)
{
    Json json;
    json["name"] = method.id;
    json["title"] = method.title;
    if (method.failedRepeats > 0) {
        json["failure"] = method.failure;
        json["failed_repeats"] = method.failedRepeats;
    }
    if (!method.hasFigures())
        return json;
    json["mse"] = spreadJson(method.mse);
    json["mre"] = method.mre ? spreadJson(*method.mre) : Json(nullptr);
    if (!method.mre)
        json["mre_reason"] = "an observed value is 0";
    json["rmse"] = spreadJson(method.rmse);
    json["mae"] = spreadJson(method.mae);
    json["r2"] = spreadJson(method.r2);
    json["seconds"] = spreadJson(method.seconds);
    json["tuning_seconds"] = method.tuningSeconds;
    json["size"] = method.meanSize;
    json["settings"] = method.settings;
    json["description"] = method.description;
    if (method.id == FixedFormulaId)
        json["seen_share"] = numberOrNull(method.seenShare);
    addTests(json, method);
    return json;
}

Json jsonOf(const RepeatResult& result, const std::string& name)
{
    return {{"name", name},
            {"mse", finiteOrNull(result.metrics.mse)},
            {"mre", numberOrNull(result.metrics.mre)},
            {"rmse", finiteOrNull(result.metrics.rmse)},
            {"mae", finiteOrNull(result.metrics.mae)},
            {"r2", finiteOrNull(result.metrics.r2)},
            {"seconds", result.seconds},
            {"size", result.size},
            {"settings", result.settings}};
}

/// One line per repeat: what each method scored there.
Json splitsOf(const Comparison& comparison)
{
    Json splits = Json::array();
    for (std::size_t repeat = 0; repeat < comparison.repeats; ++repeat) {
        Json methods = Json::array();
        for (const MethodResult& method : comparison.methods) {
            const auto found = std::ranges::find(method.repeats, repeat, &RepeatResult::repeat);
            if (found != method.repeats.end())
                methods.push_back(jsonOf(*found, method.id));
        }
        splits.push_back({{"repeat", repeat}, {"methods", std::move(methods)}});
    }
    return splits;
}

Json selectionOf(const Comparison& comparison)
{
    const FeatureSelection& selection = comparison.selection;
    Json json;
    json["by"] = selection.by == FeatureSelection::By::None      ? "none"
                 : selection.by == FeatureSelection::By::Pearson ? "pearson"
                                                                 : "union";
    json["rows"] = selection.by == FeatureSelection::By::None ? "all" : "training";
    if (selection.by != FeatureSelection::By::None)
        json["threshold"] = selection.settings.threshold;
    json["features"] = Json::array();
    for (const FeatureUse& use : comparison.features)
        json["features"].push_back({{"name", use.name}, {"splits", use.splits}});
    return json;
}

} // namespace

Json comparisonJson(const Comparison& comparison)
{
    Json json;
    json["target"] = comparison.target;
    json["rows"] = {
        {"train", comparison.trainRows}, {"validation", comparison.validationRows}, {"test", comparison.testRows}};
    json["split"] = comparison.fixedTestRows ? Json{{"rule", "fixed test rows"}} : splitRuleJson(comparison.split);
    json["selection"] = selectionOf(comparison);
    json["methods"] = Json::array();
    for (const MethodResult& method : comparison.methods)
        json["methods"].push_back(jsonOf(method));
    json["ranking"] = Json::array();
    for (const std::size_t method : ranking(comparison))
        json["ranking"].push_back(comparison.methods[method].id);
    json["baseline"] = comparison.baseline;
    json["negligible_share"] = comparison.negligibleShare;
    json["negligible_mse"] = numberOrNull(comparison.negligibleMse);
    json["repeats"] = comparison.repeats;
    json["tuned_repeats"] = comparison.tunedRepeats;
    json["splits"] = splitsOf(comparison);
    return json;
}

} // namespace wattline::cli
