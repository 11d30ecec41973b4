// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/csv_layout.h"

#include "core/base/text.h"

#include <fmt/format.h>

namespace wattline {

namespace {

void cutAll(std::vector<SampleRow>& rows, char separator)
{
    for (SampleRow& row : rows)
        row.cells = cutLine(row.text, separator);
}

void takeHeader(CsvLayout& layout, std::vector<SampleRow>& rows, std::size_t header, IssueLog& log)
{
    const SampleRow& line = rows[header];
    layout.form = TraceForm::SmiCsv;
    layout.separator = separatorOf(line.text);
    layout.headerLine = line.text;
    for (const std::string_view cell : cutLine(withoutHash(line.text), layout.separator))
        layout.names.emplace_back(cell);
    layout.fieldCount = layout.names.size();
    layout.dataOffset = line.offset;
    layout.linesBefore = line.line;
    if (header > 0)
        log.add({IssueKind::Header, rows.front().line, header,
                 fmt::format("{} before the header on line {} left out as a preamble.",
                             header == 1 ? "One line" : formatCount(header) + " lines", line.line)});
    rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(header) + 1);
}

} // namespace

Result<SampledLayout> findLayout(std::string_view text, const std::string& name, const ReadOptions& options,
                                 IssueLog& log)
{
    SampledLayout found;
    CsvLayout& layout = found.layout;
    found.rows = firstLines(text);
    std::optional<std::size_t> header;
    if (options.form != TraceForm::SmiCsvNoHeader)
        header = findHeader(found.rows, options);
    if (options.form && options.form != TraceForm::SmiCsvNoHeader && !header)
        return Error{ErrorKind::Format, fmt::format("{}:1: no header line found; try --form {}.", name,
                                                    nameOf(TraceForm::SmiCsvNoHeader))};
    if (header) {
        takeHeader(layout, found.rows, *header, log);
        if (found.rows.empty())
            return Error{ErrorKind::Format, name + ": holds a header but no samples."};
        cutAll(found.rows, layout.separator);
        layout.form = options.form.value_or(TraceForm::SmiCsv);
    } else {
        layout.form = TraceForm::SmiCsvNoHeader;
        layout.separator = commonSeparator(found.rows);
        cutAll(found.rows, layout.separator);
        if (Result<void> inferred = inferColumns(layout, found.rows, name, options, log); !inferred)
            return inferred.error();
    }
    if (Result<void> chosen = chooseColumns(layout, found.rows, name, options, log); !chosen)
        return chosen.error();
    return found;
}

} // namespace wattline
