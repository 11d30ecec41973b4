// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/data_options.h"
#include "app/cli/table_format.h"
#include "core/evaluation/comparison.h"

namespace wattline::cli {

/// What compare is asked for.
struct CompareOptions {
    DataOptions data;
    ComparisonSettings settings;
    std::filesystem::path testRows;
    std::string split;   ///< "random", "stratified:COLUMN" or "grouped:COLUMN"
    std::string select;  ///< "none", or "pearson" or "union" with ":THRESHOLD" or without
    std::string formula; ///< joins the table; empty: none
    bool isGplearn = false;
    bool tuneEverySplit = false;
    Format format = Format::PlainText;
};

/// Adds the options of compare; parsing checks them and fills `options`, which must outlive the command.
void addCompareOptions(CLI::App& command, CompareOptions& options);

/// Puts the split rule, and its column into options.data, the selection and the tuning into options.settings.
void applyCompareOptions(CompareOptions& options, std::uint32_t seed);

} // namespace wattline::cli
