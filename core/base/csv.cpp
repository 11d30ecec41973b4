// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/csv.h"

#include "core/base/csv_scanner.h"
#include "core/base/file.h"
#include "core/base/text.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

namespace wattline {

Result<CsvTable> parseCsv(std::string_view text, const std::string& name, const RunContext& context)
{
    if (text.starts_with("\xef\xbb\xbf"))
        text.remove_prefix(3);
    if (const std::size_t hole = text.find('\0'); hole != std::string_view::npos) {
        const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(hole), '\n');
        return Error{ErrorKind::Format, fmt::format("{}:{}: holds a NUL byte; this is no CSV text.", name, line)};
    }
    CsvTable table;
    CsvScanner scanner(text);
    while (!scanner.atEnd()) {
        if (table.rows.size() % 1024 == 0 && context.stopRequested())
            return canceledError();
        const std::size_t line = scanner.line();
        std::optional<CsvRow> row = scanner.next();
        if (!row)
            return Error{ErrorKind::Format, fmt::format("{}:{}: a quote opens here and never closes.", name, line)};
        if (isEmptyRecord(*row))
            continue;
        if (table.header.empty()) {
            table.header = std::move(row->cells);
        } else if (row->cells.size() != table.header.size()) {
            return Error{ErrorKind::Format, fmt::format("{}:{}: {} values where the header names {} columns.", name,
                                                        row->line, row->cells.size(), table.header.size())};
        } else {
            table.rows.push_back(std::move(*row));
        }
    }
    if (table.header.empty())
        return Error{ErrorKind::Format, name + ": is empty; a CSV with a header line is needed."};
    return table;
}

Result<CsvTable> readCsv(const std::filesystem::path& path, const RunContext& context)
{
    const Result<std::string> bytes = readFile(path, context);
    if (!bytes)
        return bytes.error();
    return parseCsv(*bytes, path.string(), context);
}

std::string csvCell(std::string_view text)
{
    if (text.find_first_of(",\"\r\n") == std::string_view::npos && trimmed(text) == text)
        return std::string(text);
    std::string cell = "\"";
    for (char c : text) {
        if (c == '"')
            cell += '"';
        cell += c;
    }
    return cell + '"';
}

std::string csvLine(const std::vector<std::string>& cells)
{
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0)
            line += ',';
        line += csvCell(cells[i]);
    }
    return line + '\n';
}

} // namespace wattline
