// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/csv_sample.h"

#include "core/base/text.h"
#include "core/trace/reading/column_names.h"
#include "core/trace/reading/csv_lines.h"
#include "core/trace/reading/parse_power.h"
#include "core/trace/reading/parse_time.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace wattline {

namespace {

constexpr std::size_t SampledLines = 4000;
constexpr std::size_t HeaderSearchLines = 200;

bool isValue(std::string_view cell)
{
    return parseNumber(cell).has_value() || !std::isnan(parsePower(cell, 1.0)) || timeFormOf(cell, {}).has_value();
}

/// Names of which at least one is known, so that the line is a header although no power column is among them.
bool namesOtherThings(const std::vector<std::string_view>& cells)
{
    return cells.size() > 1 && std::any_of(cells.begin(), cells.end(), [](std::string_view cell) {
               return meaningOf(cell).role != ColumnRole::Unknown;
           });
}

} // namespace

char separatorOf(std::string_view line)
{
    for (const char separator : {',', ';', '\t'}) {
        if (line.find(separator) != std::string_view::npos)
            return separator;
    }
    return ',';
}

std::vector<std::string_view> cutLine(std::string_view line, char separator)
{
    std::array<std::string_view, MostCells> cells;
    const CellCount count = splitCells(line, separator, cells);
    return {cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(std::min(count.cells, MostCells))};
}

std::vector<SampleRow> firstLines(std::string_view text)
{
    std::vector<SampleRow> rows;
    LineWalk walk(text);
    while (rows.size() < SampledLines && walk.next()) {
        if (trimmed(walk.line()).empty())
            continue;
        SampleRow row;
        row.text = walk.line();
        row.line = walk.number();
        row.offset = walk.offset();
        rows.push_back(std::move(row));
    }
    return rows;
}

char commonSeparator(const std::vector<SampleRow>& rows)
{
    std::map<char, std::size_t> counts;
    for (const SampleRow& row : rows)
        ++counts[separatorOf(row.text)];
    return std::max_element(counts.begin(), counts.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
}

std::string_view withoutHash(std::string_view line)
{
    const std::string_view text = trimmed(line);
    return text.starts_with('#') ? trimmed(text.substr(1)) : text;
}

bool isLineOfNames(const std::vector<std::string_view>& cells)
{
    return std::none_of(cells.begin(), cells.end(), isValue) &&
           std::any_of(cells.begin(), cells.end(), [](std::string_view cell) { return !cell.empty(); });
}

bool namesPower(const std::vector<std::string_view>& cells, const ReadOptions& options)
{
    return std::any_of(cells.begin(), cells.end(), [&](std::string_view cell) {
        return meaningOf(cell).role == ColumnRole::Power ||
               (!options.powerColumn.empty() && lowerCase(cell) == lowerCase(options.powerColumn));
    });
}

std::optional<std::size_t> findHeader(const std::vector<SampleRow>& rows, const ReadOptions& options)
{
    std::optional<std::size_t> lesser;
    for (std::size_t i = 0; i < std::min(rows.size(), HeaderSearchLines); ++i) {
        const std::vector<std::string_view> cells = cutLine(withoutHash(rows[i].text), separatorOf(rows[i].text));
        // The command that wrote the log names the columns too.
        const bool isCommand = rows[i].text.find("nvidia-smi ") != std::string_view::npos;
        if (isCommand || !isLineOfNames(cells))
            continue;
        // A sentence of a preamble may speak of power too; a header is followed by a line of as many cells.
        const bool followed =
            i + 1 == rows.size() || cutLine(rows[i + 1].text, separatorOf(rows[i].text)).size() >= cells.size();
        if (!followed)
            continue;
        if (namesPower(cells, options))
            return i;
        if (!lesser && namesOtherThings(cells))
            lesser = i;
    }
    return lesser;
}

} // namespace wattline
