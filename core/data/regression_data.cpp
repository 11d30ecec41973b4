// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/data/column_list.h"
#include "core/data/correlation.h"
#include "core/data/dataset.h"
#include "core/tasks/rated_power.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <set>
#include <unordered_map>

namespace wattline {

namespace {

constexpr double TooGoodToBeTrue = 0.999;

Error notNumeric(const Dataset& dataset, const DatasetColumn& column)
{
    std::size_t row = 0;
    while (row + 1 < column.text.size() && (column.text[row].empty() || parseNumber(column.text[row])))
        ++row;
    const std::string cell = column.text.empty() ? "" : column.text[row];
    const RowPlace& at = dataset.places[row];
    const std::string place = at.line == 0 ? fmt::format(" row {}", at.row + 1) : std::to_string(at.line);
    return {ErrorKind::Data, fmt::format("{}:{}: column {} holds {}, which is no number; unknown values are written as "
                                         "empty cells.",
                                         dataset.name, place, column.name, quotedForMessage(cell))};
}

Result<const DatasetColumn*> numericColumn(const Dataset& dataset, const std::string& name)
{
    const DatasetColumn* column = dataset.find(name);
    if (column == nullptr)
        return noSuchColumn(dataset, name);
    if (!column->isNumeric())
        return notNumeric(dataset, *column);
    return column;
}

Result<std::vector<const DatasetColumn*>> numericColumns(const Dataset& dataset, const std::string& target,
                                                         const std::vector<std::string>& features)
{
    if (features.empty())
        return Error{ErrorKind::Data, dataset.name + ": has no numeric column that could serve as a feature."};
    std::set<std::string_view> seen;
    std::vector<const DatasetColumn*> columns;
    for (const std::string& name : features) {
        if (name == target)
            return Error{ErrorKind::Data, fmt::format("{} is the target and cannot be a feature as well.", name)};
        if (!seen.insert(name).second)
            return Error{ErrorKind::Data, fmt::format("The feature {} is named twice.", quotedForMessage(name))};
        const Result<const DatasetColumn*> column = numericColumn(dataset, name);
        if (!column)
            return column.error();
        columns.push_back(*column);
    }
    return columns;
}

/// The numbers of a column in these rows; NaN where it is absent or holds text.
Eigen::VectorXd cellsOf(const DatasetColumn* column, const std::vector<std::size_t>& rows)
{
    Eigen::VectorXd cells =
        Eigen::VectorXd::Constant(static_cast<Eigen::Index>(rows.size()), std::numeric_limits<double>::quiet_NaN());
    if (column == nullptr || !column->isNumeric())
        return cells;
    for (std::size_t i = 0; i < rows.size(); ++i)
        cells[static_cast<Eigen::Index>(i)] = column->numbers[rows[i]];
    return cells;
}

/// The rated power of the GPU of each row: the column tdp_w, which holds what the tasks CSV or the recording says, and
/// where that is empty what the name of the GPU says.
Eigen::VectorXd tdpOf(const Dataset& dataset, const std::vector<std::size_t>& rows)
{
    Eigen::VectorXd watts = cellsOf(dataset.find("tdp_w"), rows);
    const DatasetColumn* names = dataset.find("gpu_name");
    std::unordered_map<std::string_view, std::optional<double>> known; // a table has few names
    for (std::size_t i = 0; names != nullptr && i < rows.size(); ++i) {
        double& cell = watts[static_cast<Eigen::Index>(i)];
        if (!std::isnan(cell))
            continue;
        const std::string& name = names->text[rows[i]];
        const auto [place, isNew] = known.try_emplace(name);
        if (isNew)
            place->second = ratedPowerWatts(name);
        cell = place->second.value_or(cell);
    }
    return watts;
}

/// The rows in which the target and every feature hold a number.
std::vector<std::size_t> filledRows(const DatasetColumn& target, const std::vector<const DatasetColumn*>& features)
{
    std::vector<std::size_t> rows;
    for (std::size_t r = 0; r < target.numbers.size(); ++r) {
        const auto isFilled = [r](const DatasetColumn* c) { return !std::isnan(c->numbers[r]); };
        if (isFilled(&target) && std::all_of(features.begin(), features.end(), isFilled))
            rows.push_back(r);
    }
    return rows;
}

} // namespace

Result<RegressionData> regressionData(const Dataset& dataset, const std::string& target,
                                      const std::vector<std::string>& features, const std::string& groupBy)
{
    constexpr std::size_t FewestRows = 3;
    assert(dataset.places.size() == dataset.rowCount());
    const Result<const DatasetColumn*> targetColumn = numericColumn(dataset, target);
    if (!targetColumn)
        return targetColumn.error();
    const Result<std::vector<const DatasetColumn*>> columns = numericColumns(dataset, target, features);
    if (!columns)
        return columns.error();
    const DatasetColumn* groups = groupBy.empty() ? nullptr : dataset.find(groupBy);
    if (groups == nullptr && !groupBy.empty())
        return noSuchColumn(dataset, groupBy);

    const std::vector<std::size_t> rows = filledRows(**targetColumn, *columns);
    if (rows.size() < FewestRows)
        return Error{ErrorKind::Data,
                     fmt::format("{}: {} of {} rows have the target {} and every feature ({}); at least {} are needed.",
                                 dataset.name, rows.size(), dataset.rowCount(), target, listForMessage(features),
                                 FewestRows)};

    RegressionData data;
    data.featureNames = features;
    data.targetName = target;
    data.features.resize(static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(features.size()));
    for (Eigen::Index c = 0; c < data.features.cols(); ++c)
        data.features.col(c) = cellsOf((*columns)[static_cast<std::size_t>(c)], rows);
    data.target = cellsOf(*targetColumn, rows);
    data.tdpWatts = tdpOf(dataset, rows);
    data.epochSeconds =
        cellsOf(dataset.find("peak_duration_s"), rows) + cellsOf(dataset.find("valley_duration_s"), rows);
    data.epochFlops = cellsOf(dataset.find("flops"), rows).cwiseProduct(cellsOf(dataset.find("data_size"), rows));
    data.rowsBeforeFilter = dataset.rowsBeforeFilter;
    data.emptyRows = dataset.rowCount() - rows.size();
    for (const std::size_t row : rows) {
        data.datasetRows.push_back(dataset.places[row].row);
        if (groups != nullptr)
            data.groups.push_back(groups->text[row]);
    }
    return data;
}

RegressionData selectRows(const RegressionData& data, const std::vector<std::size_t>& rows)
{
    RegressionData some;
    some.featureNames = data.featureNames;
    some.targetName = data.targetName;
    some.features = data.features(rows, Eigen::all);
    some.target = data.target(rows);
    if (data.tdpWatts.size() > 0)
        some.tdpWatts = data.tdpWatts(rows);
    if (data.epochSeconds.size() > 0)
        some.epochSeconds = data.epochSeconds(rows);
    if (data.epochFlops.size() > 0)
        some.epochFlops = data.epochFlops(rows);
    some.rowsBeforeFilter = data.rowsBeforeFilter;
    some.emptyRows = data.emptyRows;
    for (const std::size_t row : rows) {
        if (!data.datasetRows.empty())
            some.datasetRows.push_back(data.datasetRows[row]);
        if (!data.groups.empty())
            some.groups.push_back(data.groups[row]);
    }
    return some;
}

std::vector<std::size_t> positionsOf(const RegressionData& data, const std::vector<std::size_t>& datasetRows)
{
    std::unordered_map<std::size_t, std::size_t> positions;
    for (std::size_t i = 0; i < data.datasetRows.size(); ++i)
        positions.emplace(data.datasetRows[i], i);
    std::vector<std::size_t> found;
    for (std::size_t row : datasetRows) {
        if (const auto position = positions.find(row); position != positions.end())
            found.push_back(position->second);
    }
    return found;
}

std::vector<std::string> suspiciousFeatures(const RegressionData& data)
{
    std::vector<std::string> names;
    for (Eigen::Index c = 0; c < data.features.cols(); ++c) {
        if (std::abs(correlation(data.features.col(c), data.target)) > TooGoodToBeTrue)
            names.push_back(data.featureNames[static_cast<std::size_t>(c)]);
    }
    return names;
}

} // namespace wattline
