// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/import_options.h"
#include "core/base/text.h"
#include "core/data/build_dataset.h"
#include "core/tasks/task_column_names.h"

#include <cmath>
#include <fmt/format.h>
#include <memory>

namespace wattline::cli {

namespace {

struct DatasetOptions {
    std::filesystem::path tasks;
    TaskReading reading;
    BuildSettings settings;
};

/// "batch=batch_size" taken apart at the last sign, for a header may hold one; says on parsing, and so as wrong usage,
/// what is wrong with it.
std::string addMapping(const std::string& mapping, TaskReading& reading)
{
    const std::size_t equals = mapping.rfind('=');
    if (equals == std::string::npos || equals == 0)
        return quotedForMessage(mapping) + " is not of the form column=meaning";
    const Result<TaskMeaning> meaning = parseMeaning(std::string_view(mapping).substr(equals + 1));
    if (!meaning)
        return meaning.error().message;
    reading.columns[mapping.substr(0, equals)] = *meaning;
    return {};
}

const char* nameOf(BuildRemark::Kind kind)
{
    switch (kind) {
    case BuildRemark::Kind::LeftOut:
        return "left out";
    case BuildRemark::Kind::Difference:
        return "difference";
    case BuildRemark::Kind::Notice:
        break;
    }
    return "notice";
}

Json cellOf(const DatasetColumn& column, std::size_t row)
{
    return column.isNumeric() ? finiteOrNull(column.numbers[row]) : Json(column.text[row]);
}

/// The rows as one object each, for who asks for JSON and names no file for the CSV.
Json dataOf(const Dataset& dataset)
{
    Json data = Json::array();
    for (std::size_t r = 0; r < dataset.rowCount(); ++r) {
        Json row;
        for (const DatasetColumn& column : dataset.columns)
            row[column.name] = cellOf(column, r);
        row["runs"] = dataset.provenance[r].runs;
        row["source"] = dataset.provenance[r].measuredColumns.empty() ? "given" : "trace";
        row["measured"] = dataset.provenance[r].measuredColumns;
        row["filled"] = dataset.provenance[r].filledColumns;
        data.push_back(std::move(row));
    }
    return data;
}

Json reportOf(const BuiltDataset& built)
{
    Json json{{"runs", built.runs},
              {"rows", built.dataset.rowCount()},
              {"traces_read", built.tracesRead},
              {"lines_left_out", built.linesLeftOut}};
    json["remarks"] = Json::array();
    for (const BuildRemark& remark : built.remarks) {
        json["remarks"].push_back(
            {{"kind", nameOf(remark.kind)}, {"run", remark.run}, {"line", remark.line}, {"message", remark.message}});
    }
    return json;
}

std::vector<std::string> messagesOf(const BuiltDataset& built, const std::string& file)
{
    std::vector<std::string> messages;
    for (const BuildRemark& remark : built.remarks)
        messages.push_back(fmt::format("{}:{}: {}{}{}: {}.", file, remark.line, remark.run,
                                       remark.run.empty() ? "" : ": ", nameOf(remark.kind), remark.message));
    if (built.linesLeftOut > 0)
        messages.push_back(fmt::format("{} line{} of the tasks CSV left out.", built.linesLeftOut,
                                       built.linesLeftOut == 1 ? "" : "s"));
    messages.push_back(
        fmt::format("{} runs, {} recordings read, {} rows.", built.runs, built.tracesRead, built.dataset.rowCount()));
    return messages;
}

Result<CommandOutput> run(const DatasetOptions& options, const CommonOptions& common, const RunContext& context)
{
    const Result<TaskTable> tasks = readTasks(options.tasks, options.reading, context);
    if (!tasks)
        return tasks.error();
    const Result<BuiltDataset> built = buildDataset(*tasks, options.settings, context);
    if (!built)
        return built.error();
    CommandOutput output;
    Json report = reportOf(*built);
    if (common.json && common.output.empty()) {
        report["data"] = dataOf(built->dataset);
        output.text = jsonText(report);
        return output;
    }
    output.text = datasetCsv(built->dataset);
    if (common.json)
        output.report = jsonText(report);
    else
        output.messages = messagesOf(*built, options.tasks.string());
    return output;
}

} // namespace

void addDatasetCommand(Program& program)
{
    CLI::App* command = program.app.add_subcommand(
        "dataset", "Join the tasks CSV and the recordings to a data set: one row per configuration");
    const auto options = std::make_shared<DatasetOptions>();
    command->add_option("--tasks", options->tasks, "The tasks CSV: one line per run")->required();
    command
        ->add_option_function<std::vector<std::string>>(
            "--map",
            [options](const std::vector<std::string>& mappings) {
                for (const std::string& mapping : mappings) {
                    if (const std::string problem = addMapping(mapping, options->reading); !problem.empty())
                        throw CLI::ValidationError("--map", problem);
                }
            },
            "What a column of the tasks CSV is read as: column=meaning, column=meaning:unit (Parameters=params:M), or "
            "column= to keep it as it is; may be given several times")
        ->type_name("COLUMN=MEANING")
        ->allow_extra_args(false);
    command->add_option("--traces", options->settings.tracesFolder,
                        "Folder of the recordings (default: that of the tasks CSV)");
    command->add_flag("--include-inverted", options->settings.includeInverted,
                      "Let waves in whose training step is the lower level");
    addNotesOption(*command, options->settings.notes);
    addImportOptions(*command, options->settings.reading);
    command->callback([options, &common = program.common, &chosen = program.chosen, &interrupt = program.onInterrupt] {
        interrupt = OnInterrupt::EndAtOnce;
        chosen = [options, &common](const RunContext& context) { return run(*options, common, context); };
    });
}

} // namespace wattline::cli
