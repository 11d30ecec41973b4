// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/tables.h"

namespace wattline {

/// The forms in which a table leaves the program as a file.
enum class TableForm { Csv, Latex, Markdown };

/// RFC 4180 with LF: a column of means and spreads becomes two, the second with "(std)" behind its name; an absent
/// value is an empty cell. The notes are left out: readers of CSV know no comments.
std::string toCsv(const TextTable& table);

/// A tabular of the package booktabs, the notes as comments above it: every character of TeX escaped, numbers to the
/// right, a mean and its spread as $2.59 \pm 0.55$, powers of ten written out, an absent value as a dash.
std::string toLatex(const TextTable& table);

/// A pipe table of GitHub's Markdown, numbers to the right; what Markdown would take for its own is escaped. The notes
/// are paragraphs below it.
std::string toMarkdown(const TextTable& table);

std::string tableText(const TextTable& table, TableForm form);

/// For each column whether every cell reads as a number or is absent, and one is there.
std::vector<bool> numberColumns(const TextTable& table);

} // namespace wattline
