// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/data_options.h"
#include "app/cli/table_format.h"
#include "core/base/text.h"
#include "core/features/feature_table.h"

#include <algorithm>
#include <fmt/format.h>
#include <memory>

namespace wattline::cli {

namespace {

struct FeaturesOptions {
    DataOptions data;
    FeatureSettings settings;
    std::optional<std::string> discrete; ///< names joined by commas; empty: none
    Format format = Format::PlainText;
};

Json jsonOf(const std::optional<ScoreInterval>& interval)
{
    return interval ? Json::array({interval->low, interval->high}) : Json(nullptr);
}

Json jsonOf(const FeatureTable& table, const FeatureSettings& settings)
{
    Json json;
    json["target"] = table.target;
    json["rows"] = table.rows;
    json["rows_are"] = "all";
    json["threshold"] = settings.threshold;
    json["neighbours"] = settings.neighbours;
    json["resamples"] = settings.resamples;
    json["features"] = Json::array();
    for (const FeatureScore& score : table.features) {
        json["features"].push_back({{"name", score.name},
                                    {"pearson_r", finiteOrNull(score.pearsonR)},
                                    {"pearson_p", finiteOrNull(score.pearsonP)},
                                    {"pearson_interval", jsonOf(score.pearsonInterval)},
                                    {"n", score.rows},
                                    {"mi_nats", finiteOrNull(score.miNats)},
                                    {"mi_interval", jsonOf(score.miInterval)},
                                    {"mi_log_nats", finiteOrNull(score.miLogNats)},
                                    {"discrete", score.discrete},
                                    {"heavy_tailed", score.heavyTailed},
                                    {"selected", score.selected},
                                    {"reason", score.reason}});
    }
    return json;
}

/// The settings with the discrete columns that were named, which must be features.
Result<FeatureSettings> settingsOf(const FeaturesOptions& options, const RegressionData& data, std::uint32_t seed)
{
    FeatureSettings settings = options.settings;
    settings.seed = seed;
    if (!options.discrete)
        return settings;
    settings.discrete = options.discrete->empty() ? std::vector<std::string>() : namesIn(*options.discrete);
    for (const std::string& name : settings.discrete) {
        if (std::find(data.featureNames.begin(), data.featureNames.end(), name) == data.featureNames.end())
            return Error{ErrorKind::Data, fmt::format("--discrete: {} is none of the features; they are {}.",
                                                      quotedForMessage(name), fmt::join(data.featureNames, ", "))};
    }
    return settings;
}

Result<CommandOutput> run(const FeaturesOptions& options, const CommonOptions& common, const RunContext& context)
{
    CommandOutput output;
    const Result<RegressionData> data = readRegressionData(options.data, output.messages, context);
    if (!data)
        return data.error();
    const Result<FeatureSettings> settings = settingsOf(options, *data, common.seed);
    if (!settings)
        return settings.error();
    const Result<FeatureTable> table = rankFeatures(*data, *settings, context);
    if (!table)
        return table.error();
    const Format format = formatOf(options.format, common);
    output.text =
        format == Format::JsonText ? jsonText(jsonOf(*table, *settings)) : formattedTable(featureTable(*table), format);
    return output;
}

} // namespace

void addFeaturesCommand(Program& program)
{
    CLI::App* command = program.app.add_subcommand(
        "features", "Pearson's r and mutual information of each feature with a target, over all rows");
    const auto options = std::make_shared<FeaturesOptions>();
    addDataOptions(*command, options->data);
    command->add_option("--threshold", options->settings.threshold, "Select above this size of r, or nats")
        ->capture_default_str();
    command->add_option("--neighbours", options->settings.neighbours, "Neighbours of the mutual information estimator")
        ->capture_default_str();
    command->add_option("--discrete", options->discrete,
                        "Features of discrete values, joined by commas; \"\" for none (default: " +
                            fmt::format("{}", fmt::join(FeatureSettings{}.discrete, ",")) + ")");
    command
        ->add_option("--resamples", options->settings.resamples,
                     "Draw rows this often for 95 % intervals of r and mutual information, such as 1000; 0: none")
        ->capture_default_str()
        ->check(CLI::Range(std::size_t{0}, std::size_t{1000000}));
    addFormatOption(*command, options->format);
    command->callback([options, &common = program.common, &chosen = program.chosen, &interrupt = program.onInterrupt] {
        interrupt = OnInterrupt::EndAtOnce;
        chosen = [options, &common](const RunContext& context) { return run(*options, common, context); };
    });
}

} // namespace wattline::cli
