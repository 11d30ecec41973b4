// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"

#include <Eigen/Core>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wattline {

/// One column of a data set. `text` holds the cells as written and has one element a row; `numbers` the same as
/// numbers, NaN for an empty cell, and is empty where any cell is text.
struct DatasetColumn {
    std::string name;
    std::vector<std::string> text;
    std::vector<double> numbers;

    bool isNumeric() const { return !numbers.empty(); }
};

/// Where a row of a data set comes from.
struct RowProvenance {
    std::vector<std::string> runs;            ///< the replicates that were averaged, at least one
    std::vector<std::string> traces;          ///< the recordings that were measured, also where given targets stand
    std::vector<std::string> measuredColumns; ///< the targets that were measured on a recording, not given
    std::vector<std::string> filledColumns;   ///< those whose cells the network catalogue filled, not the tasks CSV
};

/// Where a row stood in the data set as it was read or built, before any filter.
struct RowPlace {
    std::size_t row = 0;  ///< from 0, the header not counted
    std::size_t line = 0; ///< of the file, from 1; 0 in a data set that was built
};

/// A table with named columns: one row per configuration, or the lines of any numeric CSV.
struct Dataset {
    std::string name; ///< the file, or what it was built from
    std::vector<DatasetColumn> columns;
    std::vector<RowProvenance> provenance; ///< one a row, or empty for a CSV that was read
    std::vector<RowPlace> places;          ///< one a row
    std::size_t rowsBeforeFilter = 0;      ///< rows of the file or of the build; filtering does not change it

    std::size_t rowCount() const { return columns.empty() ? 0 : columns.front().text.size(); }
    const DatasetColumn* find(std::string_view column) const;
};

/// A column of the given cells, its numbers read from them.
DatasetColumn columnOf(std::string name, std::vector<std::string> cells);

/// Reads any CSV with a header as a data set. Errors as readCsv(); Error Format for two columns of one name; Error Data
/// for no rows.
Result<Dataset> readDataset(const std::filesystem::path& path, const RunContext& context = {});
Result<Dataset> parseDataset(std::string_view text, const std::string& name, const RunContext& context = {});

/// The data set as CSV text, numbers in their shortest exact form, provenance as the columns `runs`, `source`,
/// `measured` and `filled`.
std::string datasetCsv(const Dataset& dataset);

/// The rows in which each named column's cell equals the given text (numbers compared as numbers).
/// Error Data where a column does not exist or no row is left, naming the columns or values there are.
Result<Dataset> filterRows(const Dataset& dataset, const std::map<std::string, std::string>& where);

/// The rows whose image_size counts pixels, where image_size_kind flags some as pixels and some as tokens: the two are
/// not pooled unless asked for. Other data sets come back as they are.
Dataset withoutTokenRows(const Dataset& dataset);

/// What a model learns from: n rows of p features and one target, all finite.
struct RegressionData {
    std::vector<std::string> featureNames;
    std::string targetName;
    Eigen::MatrixXd features;             ///< n x p, as measured (not standardised)
    Eigen::VectorXd target;               ///< n
    Eigen::VectorXd tdpWatts;             ///< n, NaN where unknown: what the TDP baseline knows
    Eigen::VectorXd epochSeconds;         ///< n, peak plus valley duration, NaN where unknown; or empty: none known
    Eigen::VectorXd epochFlops;           ///< n, flops x data_size, NaN where unknown; or empty: none known
    std::vector<std::string> groups;      ///< n: the row's cell in the column that groups the rows; or empty: no groups
    std::vector<std::size_t> datasetRows; ///< n: the row of the unfiltered data set that each row was, from 0
    std::size_t rowsBeforeFilter = 0;     ///< how many rows that data set has
    std::size_t emptyRows = 0;            ///< rows left out because the target or a feature was empty

    Eigen::Index rows() const { return target.size(); }
};

/// The chosen rows, in the given order. What is empty of the rows' other knowledge stays so.
RegressionData selectRows(const RegressionData& data, const std::vector<std::size_t>& rows);

/// The positions in `data` of the given rows of the unfiltered data set, in the given order; rows that are not among
/// the data (filtered out, or an empty cell) are dropped.
std::vector<std::size_t> positionsOf(const RegressionData& data, const std::vector<std::size_t>& datasetRows);

/// The features taken when the user names none: the six of method.md where all are present; otherwise every numeric
/// column with a name and at least one number, except the targets (known with and without unit suffix), what follows
/// from them (cycle, duty cycle), their spreads, energies and counts.
std::vector<std::string> defaultFeatures(const Dataset& dataset, std::string_view target);

/// Takes a target and features out of a data set; rows with an empty cell among them are left out and counted. TDP
/// comes from the column tdp_w, and where that is empty from the board that gpu_name names (ratedPowerWatts()). groupBy
/// (may be empty) names the column, numeric or not, of `groups`. Error Data: a column absent (the columns there are
/// named) or not numeric (the first such cell is named), a feature named twice or equal to the target, no feature,
/// fewer than 3 rows.
Result<RegressionData> regressionData(const Dataset& dataset, const std::string& target,
                                      const std::vector<std::string>& features, const std::string& groupBy = {});

/// Features whose size of r with the target exceeds 0.999: probably the target in disguise.
std::vector<std::string> suspiciousFeatures(const RegressionData& data);

} // namespace wattline
