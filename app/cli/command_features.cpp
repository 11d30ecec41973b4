// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/data_options.h"
#include "app/cli/table_format.h"
#include "core/features/feature_table.h"

#include <memory>

namespace wattline::cli {

namespace {

struct FeaturesOptions {
    DataOptions data;
    FeatureSettings settings;
    Format format = Format::PlainText;
};

Json jsonOf(const FeatureTable& table)
{
    Json json;
    json["target"] = table.target;
    json["rows"] = table.rows;
    json["features"] = Json::array();
    for (const FeatureScore& score : table.features) {
        json["features"].push_back({{"name", score.name},
                                    {"pearson_r", finiteOrNull(score.pearsonR)},
                                    {"pearson_p", finiteOrNull(score.pearsonP)},
                                    {"mi_nats", finiteOrNull(score.miNats)},
                                    {"mi_log_nats", finiteOrNull(score.miLogNats)},
                                    {"discrete", score.discrete},
                                    {"heavy_tailed", score.heavyTailed},
                                    {"selected", score.selected},
                                    {"reason", score.reason}});
    }
    return json;
}

Result<CommandOutput> run(const FeaturesOptions& options, const CommonOptions& common, const RunContext& context)
{
    CommandOutput output;
    const Result<RegressionData> data = readRegressionData(options.data, output.messages, context);
    if (!data)
        return data.error();
    FeatureSettings settings = options.settings;
    settings.seed = common.seed;
    const Result<FeatureTable> table = rankFeatures(*data, settings, context);
    if (!table)
        return table.error();
    const Format format = formatOf(options.format, common);
    output.text = format == Format::JsonText ? jsonText(jsonOf(*table)) : formattedTable(featureTable(*table), format);
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
    addFormatOption(*command, options->format);
    command->callback([options, &common = program.common, &chosen = program.chosen] {
        chosen = [options, &common](const RunContext& context) { return run(*options, common, context); };
    });
}

} // namespace wattline::cli
