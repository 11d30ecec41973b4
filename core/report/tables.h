// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/comparison.h"
#include "core/features/feature_table.h"

#include <string>
#include <vector>

namespace wattline {

/// A table of text, in the form in which it leaves the program: on the terminal, or as a file (table_files.h). A column
/// has its unit in the header; a cell is a number, a mean and its spread ("2.59 ± 0.55"), words, or "-" where there is
/// no value.
struct TextTable {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> notes = {}; ///< sentences below it: what the numbers are
};

TextTable featureTable(const FeatureTable& table);

/// A line a method; one that failed says why in the last column. The notes say how the rows were split, which features
/// were taken, where grids were searched, what the tests are, and what a fixed formula has seen.
TextTable comparisonTable(const Comparison& comparison);

/// Those notes.
std::vector<std::string> comparisonNotes(const Comparison& comparison);

/// "better", "negligible", ...; "-" for none.
std::string verdictText(Verdict verdict);

/// Aligned columns for a terminal: numbers to the right, no blank line; the notes below, a line each.
std::string toPlainText(const TextTable& table);

} // namespace wattline
