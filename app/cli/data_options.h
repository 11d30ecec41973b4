// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/data/dataset.h"

namespace wattline::cli {

/// What evolve, compare and features learn from: a CSV, its target, and which columns and rows count.
struct DataOptions {
    std::filesystem::path file;
    std::string target;
    std::string features; ///< names joined by commas; empty: defaultFeatures()
    std::string where;    ///< "name=value" joined by commas; empty: every row
    std::string groupBy;  ///< column that groups the rows; empty: none. The command's own option sets it.
};

/// Adds CSV, --target, --features and --where to a command; parsing fills `options`, which must outlive the command.
void addDataOptions(CLI::App& command, DataOptions& options);

/// The names in a list joined by commas, blanks around them dropped.
std::vector<std::string> namesIn(std::string_view list);

/// Adds --where alone; parsing fills `where`, which must outlive the command.
void addWhereOption(CLI::App& command, std::string& where);
/// Its text, which parsing has checked, as a filter for filterRows().
std::map<std::string, std::string> whereOf(const std::string& text);

/// Reads the data set and takes target and features out of it. Messages say how many rows were left out. Errors as
/// readDataset(), filterRows() and regressionData().
Result<RegressionData> readLearningRows(const DataOptions& options, std::vector<std::string>& messages,
                                        const RunContext& context);

/// The same; messages also say which features are used, and which features look like the target in disguise.
Result<RegressionData> readRegressionData(const DataOptions& options, std::vector<std::string>& messages,
                                          const RunContext& context);

/// The test sets of a --test-rows file as rows of `data`; the file counts the rows of the CSV, before --where and with
/// rows that have empty cells. Messages say how many of them are not among the data. Errors as readTestRows(); Error
/// Data where a set leaves nothing to test or too little to train.
Result<std::vector<std::vector<std::size_t>>>
readTestRowsOf(const RegressionData& data, const std::filesystem::path& file, std::vector<std::string>& messages);

} // namespace wattline::cli
