// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/comparison.h"
#include "core/features/feature_table.h"
#include "core/phases/trace_phases.h"

#include <string>
#include <vector>

namespace wattline {

/// A table of text as it is printed: the command line's output and the exported files.
struct TextTable {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
};

TextTable featureTable(const FeatureTable& table);
TextTable comparisonTable(const Comparison& comparison);
TextTable phaseTable(const Trace& trace, const TracePhases& phases);

/// Aligned columns for a terminal: numbers to the right, one blank line never.
std::string toPlainText(const TextTable& table);
std::string toCsv(const TextTable& table);

} // namespace wattline
