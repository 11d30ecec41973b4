// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/table_format.h"

#include <cassert>
#include <map>

namespace wattline::cli {

void addFormatOption(CLI::App& command, Format& format)
{
    const std::map<std::string, Format> names = {{"text", Format::PlainText},
                                                 {"json", Format::JsonText},
                                                 {"csv", Format::Csv},
                                                 {"latex", Format::Latex},
                                                 {"markdown", Format::Markdown}};
    command
        .add_option("--format", format,
                    "text, json, csv, latex (a booktabs table) or markdown; --json is short for json")
        ->transform(CLI::CheckedTransformer(names).description(""))
        ->default_str("text")
        ->type_name("FORMAT");
}

Format formatOf(Format asked, const CommonOptions& common)
{
    return common.json ? Format::JsonText : asked;
}

std::string formattedTable(const TextTable& table, Format format)
{
    switch (format) {
    case Format::Csv:
        return toCsv(table);
    case Format::Latex:
        return toLatex(table);
    case Format::Markdown:
        return toMarkdown(table);
    case Format::PlainText:
    case Format::JsonText:
        break;
    }
    assert(format == Format::PlainText);
    return toPlainText(table);
}

} // namespace wattline::cli
