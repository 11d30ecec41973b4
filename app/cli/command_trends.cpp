// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/data_options.h"
#include "core/report/figures.h"
#include "core/report/trend_report.h"

#include <fmt/format.h>
#include <memory>

namespace wattline::cli {

namespace {

struct TrendsOptions {
    DataOptions data; ///< y is the target, x the one feature
    TrendSettings settings;
};

Json jsonOf(const TrendFit& fit, const TrendFits& of)
{
    return {{"kind", nameOf(fit.kind)},
            {"equation", fit.hasEquation() ? Json(trendEquation(fit, of.x, of.y)) : Json(nullptr)},
            {"a", finiteOrNull(fit.line.a)},
            {"b", finiteOrNull(fit.line.b)},
            {"r2", finiteOrNull(fit.line.r2)},
            {"r2_spreadsheet", finiteOrNull(fit.spreadsheet.r2)},
            {"a_spreadsheet", finiteOrNull(fit.spreadsheet.a)},
            {"b_spreadsheet", finiteOrNull(fit.spreadsheet.b)},
            {"absent_because", fit.exists() ? Json(nullptr) : Json(fit.absentBecause)}};
}

Json jsonOf(const TrendFits& trends)
{
    Json json;
    json["x"] = trends.x;
    json["y"] = trends.y;
    json["unit_x"] = axisOfColumn(trends.x).unit;
    json["unit_y"] = axisOfColumn(trends.y).unit;
    json["rows"] = trends.rows;
    json["fits"] = Json::array();
    for (const TrendFit& fit : trends.fits)
        json["fits"].push_back(jsonOf(fit, trends));
    json["best"] = trends.best ? Json(nameOf(trends.fits[*trends.best].kind)) : Json(nullptr);
    return json;
}

Result<CommandOutput> run(const TrendsOptions& options, const CommonOptions& common, const RunContext& context)
{
    CommandOutput output;
    const Result<RegressionData> data = readLearningRows(options.data, output.messages, context);
    if (!data)
        return data.error();
    if (data->featureNames.size() != 1)
        return Error{ErrorKind::Data, "--x names one column; a trend has one x."};
    const Result<TrendFits> trends = fitTrends(trendPoints(*data, 0), options.settings, context);
    if (!trends)
        return trends.error();
    output.text = common.json ? jsonText(jsonOf(*trends)) : trendText(*trends);
    return output;
}

} // namespace

void addTrendsCommand(Program& program)
{
    CLI::App* command = program.app.add_subcommand(
        "trends", "Linear, logarithmic, exponential and power trend and moving average of one column over another");
    const auto options = std::make_shared<TrendsOptions>();
    command->add_option("CSV", options->data.file, "Data set: any CSV with a header")->required();
    command->add_option("--x", options->data.features, "Column to the right")->required();
    command->add_option("--y", options->data.target, "Column upwards")->required();
    addWhereOption(*command, options->data.where);
    command->add_option("--places", options->settings.places, "Places of x that the moving average goes over, odd")
        ->capture_default_str();
    command->callback([options, &common = program.common, &chosen = program.chosen, &interrupt = program.onInterrupt] {
        interrupt = OnInterrupt::EndAtOnce;
        chosen = [options, &common](const RunContext& context) { return run(*options, common, context); };
    });
}

} // namespace wattline::cli
