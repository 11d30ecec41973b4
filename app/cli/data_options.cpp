// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/data_options.h"

#include "core/base/text.h"
#include "core/data/kept_rows.h"
#include "core/data/learning_rows.h"
#include "core/data/split.h"

#include <fmt/format.h>

namespace wattline::cli {

namespace {

/// Says on parsing, and so as wrong usage, what is wrong with a --where.
std::string whereProblem(const std::string& where)
{
    for (std::string_view piece : splitText(where, ',')) {
        const std::size_t equals = piece.find('=');
        if (equals == std::string_view::npos || trimmed(piece.substr(0, equals)).empty())
            return quotedForMessage(piece) + " is not of the form column=value";
    }
    return {};
}

std::vector<std::string> featuresOf(const DataOptions& options, const Dataset& kept)
{
    return options.features.empty() ? defaultFeatures(kept, options.target) : namesIn(options.features);
}

void describe(const RegressionData& data, std::vector<std::string>& messages)
{
    messages.push_back(fmt::format("target {}, features {}, {} rows.", data.targetName,
                                   fmt::join(data.featureNames, ", "), data.rows()));
    for (const std::string& name : suspiciousFeatures(data))
        messages.push_back(fmt::format("warning: the size of r between {} and the target exceeds 0.999; it may be the "
                                       "target in disguise (choose others with --features).",
                                       name));
}

} // namespace

std::vector<std::string> namesIn(std::string_view list)
{
    std::vector<std::string> names;
    for (std::string_view name : splitText(list, ','))
        names.emplace_back(trimmed(name));
    return names;
}

void addWhereOption(CLI::App& command, std::string& where)
{
    command.add_option("--where", where, "Keep the rows with these values: column=value, joined by commas")
        ->join(',')
        ->check(CLI::Validator(whereProblem, "COLUMN=VALUE"));
}

std::map<std::string, std::string> whereOf(const std::string& text)
{
    std::map<std::string, std::string> where;
    if (text.empty())
        return where;
    for (std::string_view piece : splitText(text, ',')) {
        const std::size_t equals = piece.find('=');
        where[std::string(trimmed(piece.substr(0, equals)))] = trimmed(piece.substr(equals + 1));
    }
    return where;
}

void addDataOptions(CLI::App& command, DataOptions& options)
{
    command.add_option("CSV", options.file, "Data set: any CSV with a header")->required();
    command.add_option("--target", options.target, "Column to explain")->required();
    command.add_option("--features", options.features,
                       "Columns to explain it with, joined by commas (default: the six of the method where all are "
                       "there, otherwise every numeric column that is no outcome)");
    addWhereOption(command, options.where);
}

Result<RegressionData> readLearningRows(const DataOptions& options, std::vector<std::string>& messages,
                                        const RunContext& context)
{
    const Result<Dataset> whole = readDataset(options.file, context);
    if (!whole)
        return whole.error();
    const std::map<std::string, std::string> where = whereOf(options.where);
    const Result<std::shared_ptr<const Dataset>> kept = keptRows(*whole, where);
    if (!kept)
        return kept.error();
    Result<LearningRows> rows =
        learningRows(*whole, {options.target, featuresOf(options, **kept), where, options.groupBy});
    if (!rows)
        return rows.error();
    if (context.stopRequested())
        return canceledError();
    if (rows->tokenRows > 0)
        messages.push_back(fmt::format("{} rows left out: their image_size counts tokens, not pixels (take them alone "
                                       "with --where image_size_kind=tokens).",
                                       rows->tokenRows));
    if (rows->data.emptyRows > 0)
        messages.push_back(fmt::format("{} rows left out: the target or a feature is empty.", rows->data.emptyRows));
    return std::move(rows->data);
}

Result<RegressionData> readRegressionData(const DataOptions& options, std::vector<std::string>& messages,
                                          const RunContext& context)
{
    Result<RegressionData> data = readLearningRows(options, messages, context);
    if (data)
        describe(*data, messages);
    return data;
}

Result<std::vector<std::vector<std::size_t>>>
readTestRowsOf(const RegressionData& data, const std::filesystem::path& file, std::vector<std::string>& messages)
{
    Result<std::vector<std::vector<std::size_t>>> splits = readTestRows(file, data.rowsBeforeFilter);
    if (!splits)
        return splits;
    std::size_t dropped = 0;
    for (std::vector<std::size_t>& rows : *splits) {
        const std::size_t asked = rows.size();
        rows = positionsOf(data, rows);
        dropped += asked - rows.size();
        if (rows.empty() || rows.size() + 3 > data.datasetRows.size())
            return Error{ErrorKind::Data, fmt::format("{}: {} of the {} usable rows are in a test set; that leaves {}.",
                                                      file.string(), rows.size(), data.datasetRows.size(),
                                                      rows.empty() ? "nothing to test on" : "too few to train on")};
    }
    if (dropped > 0)
        messages.push_back(fmt::format("{} test rows left out: filtered out, or a cell is empty.", dropped));
    return splits;
}

} // namespace wattline::cli
