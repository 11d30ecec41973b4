// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/table_format.h"

#include "core/base/text.h"

#include <cassert>
#include <map>

namespace wattline::cli {

namespace {

const std::map<std::string, Format>& formats()
{
    static const std::map<std::string, Format> names = {{"text", Format::PlainText},
                                                        {"json", Format::JsonText},
                                                        {"csv", Format::Csv},
                                                        {"latex", Format::Latex},
                                                        {"markdown", Format::Markdown}};
    return names;
}

std::string formatProblem(const std::string& name)
{
    if (formats().contains(name))
        return {};
    return quotedForMessage(name) + " is none of text, json, csv, latex and markdown";
}

} // namespace

void addFormatOption(CLI::App& command, Format& format)
{
    command
        .add_option_function<std::string>(
            "--format", [&format](const std::string& name) { format = formats().at(name); },
            "text, json, csv, latex (a booktabs table) or markdown; --json is short for json")
        ->check(CLI::Validator(formatProblem, "FORMAT"))
        ->default_str("text");
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
