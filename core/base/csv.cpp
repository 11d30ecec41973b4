// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/csv.h"

#include "core/base/file.h"
#include "core/base/text.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

namespace wattline {

namespace {

/// Walks the text record by record.
class CsvScanner {
public:
    explicit CsvScanner(std::string_view text) : m_text(text) {}

    bool atEnd() const { return m_at >= m_text.size(); }

    /// The next record, or nothing where a quote stays open to the end of the text.
    std::optional<CsvRow> next()
    {
        CsvRow row{m_line, {}};
        std::string cell;
        bool quoted = false;
        bool wasQuoted = false;
        const auto finishCell = [&] {
            row.cells.push_back(wasQuoted ? cell : std::string(trimmed(cell)));
            cell.clear();
            wasQuoted = false;
        };
        for (; m_at < m_text.size(); ++m_at) {
            const char c = m_text[m_at];
            if (c == '\n')
                ++m_line;
            if (quoted) {
                if (c != '"')
                    cell += c;
                else if (m_at + 1 < m_text.size() && m_text[m_at + 1] == '"')
                    cell += m_text[++m_at];
                else
                    quoted = false;
            } else if (c == '"' && trimmed(cell).empty()) {
                cell.clear();
                quoted = wasQuoted = true;
            } else if (c == ',') {
                finishCell();
            } else if (c == '\n') {
                ++m_at;
                finishCell();
                return row;
            } else if (!wasQuoted || (c != '\r' && c != ' ')) {
                cell += c;
            }
        }
        if (quoted)
            return std::nullopt;
        finishCell();
        return row;
    }

    std::size_t line() const { return m_line; }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
    std::size_t m_line = 1;
};

bool isEmpty(const CsvRow& row)
{
    return row.cells.size() == 1 && row.cells.front().empty();
}

} // namespace

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
        if (isEmpty(*row))
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
