// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/comparison.h"
#include "core/features/feature_table.h"

#include <string>
#include <vector>

namespace wattline {

/// A table of text as the command line prints it.
struct TextTable {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
};

TextTable featureTable(const FeatureTable& table);
TextTable comparisonTable(const Comparison& comparison);

/// Aligned columns for a terminal: numbers to the right, one blank line never.
std::string toPlainText(const TextTable& table);

} // namespace wattline
