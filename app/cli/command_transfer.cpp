// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/data_options.h"
#include "app/cli/metrics_output.h"
#include "app/cli/table_format.h"
#include "core/evaluation/transfer.h"
#include "core/report/transfer_tables.h"

#include <algorithm>
#include <map>
#include <memory>

namespace wattline::cli {

namespace {

struct TransferOptions {
    DataOptions data;
    std::string by;
    Format format = Format::PlainText;
    TransferSettings settings;
};

constexpr const char* ByFamily = "family";

Json jsonOf(const TransferGroup& group)
{
    Json json = {{"name", group.name}, {"rows", group.rows}};
    if (!group.failure.empty()) {
        json["failure"] = group.failure;
        return json;
    }
    json.update({{"train_rows", group.trainRows}, {"test_rows", group.testRows}, {"settings", group.settings}});
    return json;
}

Json jsonOf(const Transfer& transfer, std::size_t train, std::size_t test)
{
    Json json = {
        {"trained_on", transfer.groups[train].name}, {"tested_on", transfer.groups[test].name}, {"own", train == test}};
    const std::optional<TransferErrors>& errors = transfer.rows[train].errors[test];
    if (!errors)
        return json;
    json["rows"] = errors->rows;
    json["outside"] = errors->outside;
    json["mse"] = spreadJson(errors->mse);
    json["rmse"] = spreadJson(errors->rmse);
    json["mae"] = spreadJson(errors->mae);
    json["mre"] = spreadJson(errors->mre);
    return json;
}

Json jsonOf(const Transfer& transfer, const TransferOptions& options)
{
    Json json;
    json["target"] = transfer.target;
    json["by"] = options.by;
    json["method"] = options.settings.method;
    json["repeats"] = options.settings.repeats;
    json["groups"] = Json::array();
    for (const TransferGroup& group : transfer.groups)
        json["groups"].push_back(jsonOf(group));
    json["pairs"] = Json::array();
    for (std::size_t train = 0; train < transfer.rows.size(); ++train) {
        for (std::size_t test = 0; test < transfer.rows[train].errors.size(); ++test)
            json["pairs"].push_back(jsonOf(transfer, train, test));
    }
    json["remarks"] = remarksOn(transfer);
    return json;
}

Result<CommandOutput> run(const TransferOptions& options, const CommonOptions& common, const RunContext& context)
{
    CommandOutput output;
    DataOptions chosen = options.data;
    chosen.groupBy = options.by == ByFamily ? "model" : options.by;
    Result<RegressionData> data = readRegressionData(chosen, output.messages, context);
    if (!data)
        return data.error();
    if (options.by == ByFamily)
        data = groupedByFamily(*std::move(data));
    TransferSettings settings = options.settings;
    settings.seed = common.seed;
    const Result<Transfer> transfer = transferBetweenGroups(*data, settings, {}, context);
    if (!transfer)
        return transfer.error();
    if (transfer->stopped) // an interrupt leaves no partial file
        return canceledError();
    const Format format = formatOf(options.format, common);
    TextTable pairs = transferTable(*transfer);
    pairs.notes = remarksOn(*transfer);
    if (format == Format::JsonText)
        output.text = jsonText(jsonOf(*transfer, options));
    else if (format == Format::Csv) // one file of CSV is one table
        output.text = formattedTable(pairs, format);
    else
        output.text = formattedTable(transferMatrix(*transfer), format) + "\n" + formattedTable(pairs, format);
    output.failed = std::ranges::none_of(transfer->rows, [](const TransferRow& row) { return row.repeats > 0; });
    return output;
}

} // namespace

void addTransferCommand(Program& program)
{
    CLI::App* command =
        program.app.add_subcommand("transfer", "Train on one group of rows, test on each other: networks, GPUs, ...");
    const auto options = std::make_shared<TransferOptions>();
    addDataOptions(*command, options->data);
    TransferSettings& settings = options->settings;
    command
        ->add_option("--by", options->by,
                     "Column whose cells group the rows (model, gpu_name, ...), or family: ResNet, VGG, ViT, ... by "
                     "the column model")
        ->required();
    command->add_option("--method", settings.method, "The method that is trained: boosting, linear, symbolic, ...")
        ->capture_default_str();
    const std::map<std::string, Effort> efforts = {{"quick", Effort::Quick}, {"paper", Effort::Paper}};
    command->add_option("--effort", settings.effort, "quick: sampled grids; paper: the whole grids and searches")
        ->transform(CLI::CheckedTransformer(efforts))
        ->default_str("quick");
    command->add_option("--repeats", settings.repeats, "Splits of the group that is trained on")
        ->check(CLI::Range(1U, 1000U))
        ->capture_default_str();
    command->add_option("--fewest", settings.fewest, "Rows that a group needs to be trained on; all are tested on")
        ->check(CLI::Range(5U, 1'000'000U))
        ->capture_default_str();
    addFormatOption(*command, options->format);
    command->callback([options, &common = program.common, &chosen = program.chosen] {
        chosen = [options, &common](const RunContext& context) { return run(*options, common, context); };
    });
}

} // namespace wattline::cli
