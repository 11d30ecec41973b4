// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/dataset.h"

#include "core/base/csv.h"
#include "core/base/file.h"
#include "core/base/text.h"
#include "core/data/column_list.h"
#include "core/data/marked_cells.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <set>

namespace wattline {

namespace {

Result<Dataset> datasetOf(CsvTable table, const std::string& name, const RunContext& context)
{
    if (table.rows.empty())
        return Error{ErrorKind::Data, name + ": has a header but no rows."};
    std::set<std::string_view> names;
    for (const std::string& column : table.header) {
        if (!column.empty() && !names.insert(column).second)
            return Error{ErrorKind::Format, fmt::format("{}: two columns are named {}; rename one of them.", name,
                                                        quotedForMessage(column))};
    }
    Dataset dataset;
    dataset.name = name;
    dataset.rowsBeforeFilter = table.rows.size();
    for (std::size_t c = 0; c < table.header.size(); ++c) {
        if (context.stopRequested())
            return canceledError();
        std::vector<std::string> cells;
        cells.reserve(table.rows.size());
        for (CsvRow& row : table.rows)
            cells.push_back(std::move(row.cells[c]));
        dataset.columns.push_back(columnOf(std::move(table.header[c]), std::move(cells)));
    }
    for (std::size_t r = 0; r < table.rows.size(); ++r)
        dataset.places.push_back({r, table.rows[r].line});
    return dataset;
}

/// Whether two cells say the same: as numbers where both are, as text otherwise.
bool sameCell(std::string_view cell, std::string_view wanted)
{
    if (cell == wanted)
        return true;
    const std::optional<double> number = parseNumber(cell);
    return number && number == parseNumber(wanted);
}

/// The elements of a list at the given places; a list that is empty (not known for this data set) stays empty.
template <class T>
std::vector<T> chosen(const std::vector<T>& values, const std::vector<std::size_t>& rows)
{
    std::vector<T> some;
    if (values.empty())
        return some;
    some.reserve(rows.size());
    for (std::size_t row : rows)
        some.push_back(values[row]);
    return some;
}

Dataset rowsOf(const Dataset& dataset, const std::vector<std::size_t>& rows)
{
    Dataset some;
    some.name = dataset.name;
    some.rowsBeforeFilter = dataset.rowsBeforeFilter;
    for (const DatasetColumn& column : dataset.columns) {
        std::vector<std::string> text = chosen(column.text, rows);
        some.columns.push_back(column.isNumeric()
                                   ? DatasetColumn{column.name, std::move(text), chosen(column.numbers, rows)}
                                   : columnOf(column.name, std::move(text)));
    }
    some.provenance = chosen(dataset.provenance, rows);
    some.places = chosen(dataset.places, rows);
    return some;
}

Error noSuchRow(const DatasetColumn& column, const std::string& wanted, const std::string& name)
{
    const std::set<std::string> values(column.text.begin(), column.text.end());
    return {ErrorKind::Data, fmt::format("{}: no row is left where {} is {}; the column holds {}.", name, column.name,
                                         quotedForMessage(wanted),
                                         listForMessage(std::vector<std::string>(values.begin(), values.end())))};
}

} // namespace

DatasetColumn columnOf(std::string name, std::vector<std::string> cells)
{
    DatasetColumn column{std::move(name), std::move(cells), {}};
    column.numbers.reserve(column.text.size());
    for (const std::string& cell : column.text) {
        if (const std::optional<double> number = parseNumber(cell)) {
            column.numbers.push_back(*number);
        } else if (trimmed(cell).empty()) {
            column.numbers.push_back(std::numeric_limits<double>::quiet_NaN());
        } else {
            column.numbers.clear();
            break;
        }
    }
    return column;
}

const DatasetColumn* Dataset::find(std::string_view column) const
{
    const auto found =
        std::find_if(columns.begin(), columns.end(), [column](const auto& c) { return c.name == column; });
    return found == columns.end() ? nullptr : &*found;
}

Result<Dataset> readDataset(const std::filesystem::path& path, const RunContext& context)
{
    const Result<std::string> bytes = readFile(path, context);
    if (!bytes)
        return bytes.error();
    return parseDataset(*bytes, path.string(), context);
}

Result<Dataset> parseDataset(std::string_view text, const std::string& name, const RunContext& context)
{
    Result<CsvTable> table = parseCsv(text, name, context);
    if (!table)
        return table.error();
    return datasetOf(*std::move(table), name, context);
}

std::string datasetCsv(const Dataset& dataset)
{
    std::vector<std::string> cells;
    for (const DatasetColumn& column : dataset.columns)
        cells.push_back(column.name);
    if (!dataset.provenance.empty())
        cells.insert(cells.end(), {"runs", "source", std::string(MeasuredColumn), std::string(FilledColumn)});
    std::string csv = csvLine(cells);
    for (std::size_t r = 0; r < dataset.rowCount(); ++r) {
        cells.clear();
        for (const DatasetColumn& column : dataset.columns)
            cells.push_back(column.text[r]);
        if (!dataset.provenance.empty()) {
            const RowProvenance& origin = dataset.provenance[r];
            cells.push_back(fmt::format("{}", fmt::join(origin.runs, ";")));
            cells.emplace_back(origin.measuredColumns.empty() ? "given" : "trace");
            cells.push_back(fmt::format("{}", fmt::join(origin.measuredColumns, ";")));
            cells.push_back(fmt::format("{}", fmt::join(origin.filledColumns, ";")));
        }
        csv += csvLine(cells);
    }
    return csv;
}

Result<Dataset> filterRows(const Dataset& dataset, const std::map<std::string, std::string>& where)
{
    std::vector<std::size_t> rows(dataset.rowCount());
    for (std::size_t r = 0; r < rows.size(); ++r)
        rows[r] = r;
    for (const auto& condition : where) {
        const std::string& wanted = condition.second;
        const DatasetColumn* column = dataset.find(condition.first);
        if (column == nullptr)
            return noSuchColumn(dataset, condition.first);
        std::erase_if(rows, [&](std::size_t r) { return !sameCell(column->text[r], wanted); });
        if (rows.empty())
            return noSuchRow(*column, wanted, dataset.name);
    }
    return rowsOf(dataset, rows);
}

Dataset withoutTokenRows(const Dataset& dataset)
{
    const DatasetColumn* kinds = dataset.find("image_size_kind");
    std::vector<std::size_t> pixelRows;
    for (std::size_t r = 0; kinds != nullptr && r < kinds->text.size(); ++r) {
        if (kinds->text[r] != "tokens")
            pixelRows.push_back(r);
    }
    return pixelRows.empty() ? dataset : rowsOf(dataset, pixelRows);
}

} // namespace wattline
