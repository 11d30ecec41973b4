// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/task_lines.h"

#include "core/base/csv_scanner.h"
#include "core/base/text.h"
#include "core/base/text_encoding.h"

#include <algorithm>
#include <fmt/format.h>

namespace wattline {

namespace {

/// A quoted cell may hold line breaks, but a quote that somebody forgot must not swallow the file.
constexpr std::size_t MostLinesOfRecord = 100;

struct Decoded {
    std::string text;
    TextEncoding encoding = TextEncoding::Utf8;
};

Decoded decoded(std::string_view bytes, const RunContext& context)
{
    const ByteOrderMark mark = byteOrderMarkOf(bytes);
    Decoded decoded{{}, mark.encoding};
    bytes.remove_prefix(mark.bytes);
    if (!isUtf16(mark.encoding)) {
        const std::size_t high = firstHighByte(bytes, context);
        if (high != std::string_view::npos && !isUtf8(bytes, high, context))
            decoded.encoding = TextEncoding::Latin1;
    }
    appendDecoded(bytes, decoded.encoding, decoded.text, context);
    return decoded;
}

/// Whether the first bytes are no text of any encoding that is read. Holes of NUL bytes below the header are let pass:
/// a crash leaves such.
bool isNoText(std::string_view bytes)
{
    if (bytes.starts_with(std::string_view("\xff\xfe\0\0", 4)))
        return true; // UTF-32
    if (isUtf16(byteOrderMarkOf(bytes).encoding))
        return false;
    return looksBinary(bytes) || bytes.substr(0, bytes.find('\n')).find('\0') != std::string_view::npos;
}

char delimiterOf(std::string_view header)
{
    const auto countIn = [header](char delimiter) { return std::count(header.begin(), header.end(), delimiter); };
    char most = ',';
    for (const char delimiter : {';', '\t'}) {
        if (countIn(delimiter) > countIn(most))
            most = delimiter;
    }
    return most;
}

/// The first line that is not blank.
std::string_view firstLineOf(std::string_view text)
{
    for (;;) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (end == text.size() || !trimmed(text.substr(0, end)).empty())
            return text.substr(0, end);
        text.remove_prefix(end + 1);
    }
}

bool isBlankRow(const CsvRow& row)
{
    return std::all_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) { return cell.empty(); });
}

bool holdsNul(const CsvRow& row)
{
    return std::any_of(row.cells.begin(), row.cells.end(),
                       [](const std::string& cell) { return cell.find('\0') != std::string::npos; });
}

/// Puts a record where it belongs: header, row, or what is left out.
void take(CsvRow row, TaskLines& lines)
{
    if (isBlankRow(row))
        return;
    if (lines.header.empty()) {
        lines.headerLine = row.line;
        lines.header = std::move(row.cells);
        return;
    }
    while (row.cells.size() > lines.header.size() && row.cells.back().empty())
        row.cells.pop_back();
    if (holdsNul(row))
        return lines.leftOut.add(row.line, "holds a NUL byte");
    if (row.cells.size() != lines.header.size())
        return lines.leftOut.add(row.line, fmt::format("{} values where the header names {} columns{}",
                                                       row.cells.size(), lines.header.size(),
                                                       row.cells.size() > lines.header.size() && lines.delimiter == ','
                                                           ? "; a cell that holds a comma stands between double quotes"
                                                           : ""));
    lines.rows.push_back(std::move(row));
}

} // namespace

Result<TaskLines> taskLinesOf(std::string_view bytes, const std::string& file, const RunContext& context)
{
    if (isNoText(bytes))
        return Error{ErrorKind::Format,
                     file + ":1: holds bytes that are no text; the tasks CSV is a text in UTF-8, UTF-16 or Latin-1."};
    const Decoded whole = decoded(bytes, context);
    if (context.stopRequested())
        return canceledError();
    TaskLines lines;
    if (whole.encoding != TextEncoding::Utf8)
        lines.remarks.push_back({1, fmt::format("the file is {}; it is read as such", nameOf(whole.encoding))});
    lines.delimiter = delimiterOf(firstLineOf(whole.text));
    CsvScanner scanner(whole.text, lines.delimiter);
    for (std::size_t records = 0; !scanner.atEnd(); ++records) {
        if (records % 1024 == 0 && context.stopRequested())
            return canceledError();
        const std::size_t line = scanner.line();
        if (std::optional<CsvRow> row = scanner.next(MostLinesOfRecord)) {
            take(std::move(*row), lines);
        } else {
            lines.leftOut.add(line, "a quote opens here and does not close");
            scanner.skipBrokenLine();
        }
    }
    if (lines.header.empty())
        return Error{ErrorKind::Format, file + ": is empty; a CSV with a header line is needed."};
    return lines;
}

std::vector<std::string> taskHeaderOf(std::string_view head)
{
    if (isNoText(head))
        return {};
    const Decoded text = decoded(head, {});
    const std::string_view first = firstLineOf(text.text);
    std::optional<CsvRow> row = CsvScanner(first, delimiterOf(first)).next();
    return row ? std::move(row->cells) : std::vector<std::string>();
}

} // namespace wattline
