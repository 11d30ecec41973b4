// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/report/table_files.h"

namespace wattline::cli {

/// In which form a command says what it has found.
enum class Format { PlainText, JsonText, Csv, Latex, Markdown };

/// Adds --format text|json|csv|latex|markdown to a command; parsing fills `format`, which must outlive the command.
/// main() sees to it that --json beside it is wrong usage.
void addFormatOption(CLI::App& command, Format& format);

/// The format asked for, by --format or by --json.
Format formatOf(Format asked, const CommonOptions& common);

/// The table in a format other than JsonText.
std::string formattedTable(const TextTable& table, Format format);

} // namespace wattline::cli
