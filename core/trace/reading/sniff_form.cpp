// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/sniff_form.h"

#include "core/base/text.h"
#include "core/trace/reading/csv_layout.h"
#include "core/trace/reading/csv_sample.h"
#include "core/trace/reading/wide_columns.h"

#include <algorithm>
#include <fmt/format.h>

namespace wattline {

namespace {

constexpr std::size_t BytesLookedAt = std::size_t{1} << 20U;
constexpr std::size_t LinesLookedAt = 1000;

struct Look {
    std::string_view text;
    const std::vector<SampleRow>& rows;
    const ReadOptions& options;
};

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

/// The first line that passes, or nothing.
template <class Passes>
const SampleRow* firstLine(const Look& look, const Passes& passes)
{
    const auto end = look.rows.begin() + static_cast<std::ptrdiff_t>(std::min(look.rows.size(), LinesLookedAt));
    const auto found = std::find_if(look.rows.begin(), end, passes);
    return found == end ? nullptr : &*found;
}

FormCandidate found(TraceForm form, double score, std::string_view what, const SampleRow& row)
{
    return {form, score, fmt::format("Line {} {}.", row.line, what)};
}

FormCandidate tableScore(const Look& look)
{
    if (const SampleRow* row = firstLine(look, [](const SampleRow& r) {
            return contains(r.text, "|") && contains(r.text, "MiB / ") && contains(r.text, "W");
        }))
        return found(TraceForm::SmiTable, 0.98, "is the row of a board in the table that nvidia-smi prints", *row);
    if (const SampleRow* row = firstLine(look, [](const SampleRow& r) {
            return contains(r.text, "| NVIDIA-SMI") || contains(r.text, "Pwr:Usage/Cap");
        }))
        return found(TraceForm::SmiTable, 0.9, "is the head of the table that nvidia-smi prints", *row);
    return {TraceForm::SmiTable, 0.0, "No line looks like the table that nvidia-smi prints."};
}

FormCandidate textScore(const Look& look)
{
    if (const SampleRow* row = firstLine(look, [](const SampleRow& r) {
            const std::string_view line = trimmed(r.text);
            return contains(line, " : ") &&
                   (line.starts_with("Power Draw ") || line.starts_with("Average Power Draw") ||
                    line.starts_with("Instantaneous Power Draw"));
        }))
        return found(TraceForm::SmiText, 0.97, "is a power reading as nvidia-smi -q prints it", *row);
    if (const SampleRow* row = firstLine(look, [](const SampleRow& r) { return contains(r.text, "NVSMI LOG"); }))
        return found(TraceForm::SmiText, 0.9, "is the head of nvidia-smi -q", *row);
    return {TraceForm::SmiText, 0.0, "No line has the \"Power Draw : \" of nvidia-smi -q."};
}

FormCandidate dmonScore(const Look& look)
{
    if (const SampleRow* row = firstLine(look, [](const SampleRow& r) {
            const std::string line = ' ' + lowerCase(trimmed(r.text)) + ' ';
            return line.starts_with(" #") && contains(line, "pwr") && contains(line, "gpu");
        }))
        return found(TraceForm::Dmon, 0.97, "is a header of nvidia-smi dmon", *row);
    return {TraceForm::Dmon, 0.0, "No line is a header of nvidia-smi dmon (\"# gpu pwr …\")."};
}

FormCandidate dcgmScore(const Look& look)
{
    if (const SampleRow* row = firstLine(look, [](const SampleRow& r) {
            const std::string line = lowerCase(r.text);
            return contains(line, "gpu") && contains(line, "field") && contains(line, "value") && contains(line, ",");
        }))
        return found(TraceForm::DcgmLong, 0.97, "names GPU, field and value, as DCGM's long form does", *row);
    return {TraceForm::DcgmLong, 0.0, "No header names GPU, field and value as DCGM's long form does."};
}

FormCandidate jsonScore(const Look& look)
{
    const std::string_view text = trimmed(look.text);
    const std::string_view inside = text.starts_with('[') ? trimmed(text.substr(1, 400)) : std::string_view();
    if (text.starts_with('{') || inside.starts_with('{') || inside.starts_with('['))
        return found(TraceForm::JsonLines, 0.97, "begins as JSON does", look.rows.front());
    const auto isObject = [](const SampleRow& r) {
        return trimmed(r.text).starts_with("{\"") && trimmed(r.text).ends_with('}');
    };
    if (const SampleRow* row = firstLine(look, isObject))
        return found(TraceForm::JsonLines, 0.8, "is a JSON object", *row);
    return {TraceForm::JsonLines, 0.0, "It does not begin as JSON does, and no line is a JSON object."};
}

FormCandidate wideScore(const Look& look, std::optional<std::size_t> header)
{
    if (header) {
        const SampleRow& row = look.rows[*header];
        std::vector<std::string> names;
        for (const std::string_view cell : cutLine(withoutHash(row.text), separatorOf(row.text)))
            names.emplace_back(cell);
        const std::size_t columns = wideColumns(names).size();
        if (columns > 0 && look.options.powerColumn.empty())
            return found(TraceForm::WideCsv, 0.92,
                         fmt::format("is a header with {}", columns == 1 ? "a column named after one GPU"
                                                                         : fmt::format("{} power columns, one for "
                                                                                       "each GPU",
                                                                                       columns)),
                         row);
    }
    return {TraceForm::WideCsv, 0.0, "No header has a power column for each GPU."};
}

FormCandidate headerScore(const Look& look, std::optional<std::size_t> header)
{
    if (!header)
        return {TraceForm::SmiCsv, 0.0, "No line is a header that names known columns."};
    const SampleRow& row = look.rows[*header];
    if (namesPower(cutLine(withoutHash(row.text), separatorOf(row.text)), look.options))
        return found(TraceForm::SmiCsv, 0.9, "is a header that names a power column", row);
    return found(TraceForm::SmiCsv, 0.3, "is a header, but names no power column", row);
}

FormCandidate noHeaderScore(const Look& look)
{
    CsvLayout layout;
    IssueLog log;
    std::vector<SampleRow> rows = look.rows;
    const char separator = commonSeparator(rows);
    for (SampleRow& row : rows)
        row.cells = cutLine(row.text, separator);
    if (!inferColumns(layout, rows, "", look.options, log))
        return {TraceForm::SmiCsvNoHeader, 0.1, "No column looks like power in watts."};
    const std::vector<Issue> issues = log.take();
    return {TraceForm::SmiCsvNoHeader, 0.5,
            issues.empty() ? "The power column was named."
                           : fmt::format("Column {} looks like power.", layout.power + 1)};
}

} // namespace

std::vector<FormCandidate> sniffForms(std::string_view text, const ReadOptions& options)
{
    const std::vector<SampleRow> rows = firstLines(text.substr(0, BytesLookedAt));
    if (rows.empty())
        return {{TraceForm::SmiCsv, 0.0, "There is no line that is not blank."}};
    const Look look{text.substr(0, BytesLookedAt), rows, options};
    const std::optional<std::size_t> header = findHeader(rows, options);
    std::vector<FormCandidate> candidates = {headerScore(look, header), noHeaderScore(look), wideScore(look, header),
                                             dmonScore(look),           textScore(look),     tableScore(look),
                                             dcgmScore(look),           jsonScore(look)};
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const FormCandidate& a, const FormCandidate& b) { return a.score > b.score; });
    return candidates;
}

} // namespace wattline
