// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/study_json.h"

#include "core/evolution/checkpoint_parts.h"

#include <array>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <nlohmann/json.hpp>

namespace wattline {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* VersionKey = "wattline_study";
constexpr int Version = 1;

Json numberJson(double value)
{
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

/// Everything about the searches that the grid does not set.
std::string settingsMark(const StudyPlan& plan)
{
    StudyPlan bare = plan;
    bare.generations = {1};
    ByteWriter writer;
    put(writer, settingsOf(bare, 1, bare.base.strict.crossover, 0));
    return fmt::format("{:016x}", fingerprintOf(writer.bytes()));
}

std::string line(const Json& json)
{
    // Bytes of a foreign file that are no UTF-8 are replaced, so that the output is always valid JSON.
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json parsed(const std::string& text)
{
    return Json::parse(text, nullptr, false);
}

Json metricsJson(const Metrics& metrics)
{
    return {{"mse", numberJson(metrics.mse)},
            {"rmse", numberJson(metrics.rmse)},
            {"mae", numberJson(metrics.mae)},
            {"mre", metrics.mre ? numberJson(*metrics.mre) : Json(nullptr)},
            {"r2", numberJson(metrics.r2)}};
}

/// Takes values out of JSON; once something does not fit, `failed` stays set.
struct JsonValues {
    bool failed = false;

    const Json& at(const Json& json, const char* key)
    {
        static const Json nothing;
        if (json.is_object() && json.contains(key))
            return json[key];
        failed = true;
        return nothing;
    }
    std::size_t count(const Json& json, const char* key)
    {
        const Json& value = at(json, key);
        failed = failed || !value.is_number_unsigned();
        return failed ? 0 : value.get<std::size_t>();
    }
    /// NaN for null.
    double number(const Json& json, const char* key)
    {
        const Json& value = at(json, key);
        failed = failed || !(value.is_number() || value.is_null());
        return failed || value.is_null() ? std::numeric_limits<double>::quiet_NaN() : value.get<double>();
    }
    std::string text(const Json& json, const char* key)
    {
        const Json& value = at(json, key);
        failed = failed || !value.is_string();
        return failed ? std::string() : value.get<std::string>();
    }
    Metrics metrics(const Json& json, const char* key)
    {
        const Json& value = at(json, key);
        Metrics metrics;
        metrics.mse = number(value, "mse");
        metrics.rmse = number(value, "rmse");
        metrics.mae = number(value, "mae");
        metrics.r2 = number(value, "r2");
        if (const double mre = number(value, "mre"); !std::isnan(mre))
            metrics.mre = mre;
        return metrics;
    }
};

} // namespace

std::string studyHeader(const RegressionData& data, const StudyPlan& plan)
{
    return line({{VersionKey, Version},
                 {"target", data.targetName},
                 {"features", data.featureNames},
                 {"rows", data.rows()},
                 {"data", fmt::format("{:016x}", markOf(data, {}).fingerprint)},
                 {"mode", plan.base.mode == SearchMode::Strict ? "strict" : "modern"},
                 {"seed", plan.base.seed()},
                 {"settings", settingsMark(plan)}});
}

bool isStudyHeader(const std::string& text)
{
    const Json json = parsed(text);
    return json.is_object() && json.contains(VersionKey) && json[VersionKey] == Version;
}

std::string studyDifference(const std::string& stored, const std::string& wanted)
{
    constexpr std::array Names = {std::pair{"target", "another target"},
                                  std::pair{"features", "other features"},
                                  std::pair{"rows", "another number of rows"},
                                  std::pair{"data", "other values in the rows"},
                                  std::pair{"mode", "another mode"},
                                  std::pair{"seed", "another seed"},
                                  std::pair{"settings", "other settings of the search"}};
    const Json before = parsed(stored);
    const Json now = parsed(wanted);
    for (const auto& [key, words] : Names) {
        if (!before.contains(key) || before[key] != now[key])
            return words;
    }
    return {};
}

std::string studyLine(const StudyRun& run)
{
    Json json = {{"population", run.population}, {"crossover", numberJson(run.crossover)}, {"repeat", run.repeat}};
    if (!run.failure.empty())
        json["failure"] = run.failure;
    json["measures"] = Json::array();
    for (const StudyMeasure& measure : run.measures)
        json["measures"].push_back({{"generations", measure.generations},
                                    {"length", measure.length},
                                    {"seconds", numberJson(measure.seconds)},
                                    {"validation", metricsJson(measure.validation)},
                                    {"test", metricsJson(measure.test)}});
    return line(json);
}

std::optional<StudyRun> studyRunOf(const std::string& text)
{
    const Json json = parsed(text);
    JsonValues values;
    StudyRun run;
    run.population = values.count(json, "population");
    run.crossover = values.number(json, "crossover");
    run.repeat = values.count(json, "repeat");
    if (json.is_object() && json.contains("failure"))
        run.failure = values.text(json, "failure");
    const Json& measures = values.at(json, "measures");
    if (values.failed || !measures.is_array())
        return {};
    for (const Json& entry : measures) {
        StudyMeasure measure;
        measure.generations = values.count(entry, "generations");
        measure.length = values.count(entry, "length");
        measure.seconds = values.number(entry, "seconds");
        measure.validation = values.metrics(entry, "validation");
        measure.test = values.metrics(entry, "test");
        const bool ascends = run.measures.empty() || measure.generations > run.measures.back().generations;
        if (values.failed || !ascends)
            return {};
        run.measures.push_back(measure);
    }
    return run;
}

} // namespace wattline
