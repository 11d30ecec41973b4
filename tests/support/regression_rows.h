// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/file.h"
#include "core/base/random.h"
#include "core/data/dataset.h"

#include <cstdlib>
#include <functional>
#include <limits>
#include <nlohmann/json.hpp>
#include <numeric>

namespace wattline {

/// Made-up rows with a known law: features x0, x1, ... uniform in [-2, 2), target = law(row of features).
inline RegressionData rowsWithLaw(Eigen::Index rows, Eigen::Index features,
                                  const std::function<double(const Eigen::RowVectorXd&)>& law, std::uint64_t seed = 1)
{
    RandomStream random(seed);
    RegressionData data;
    data.targetName = "y";
    data.features.resize(rows, features);
    data.target.resize(rows);
    for (Eigen::Index column = 0; column < features; ++column)
        data.featureNames.push_back("x" + std::to_string(column));
    for (Eigen::Index row = 0; row < rows; ++row) {
        for (Eigen::Index column = 0; column < features; ++column)
            data.features(row, column) = 4.0 * random.uniform() - 2.0;
        data.target[row] = law(data.features.row(row));
    }
    data.tdpWatts = Eigen::VectorXd::Constant(rows, std::numeric_limits<double>::quiet_NaN());
    data.datasetRows.resize(static_cast<std::size_t>(rows));
    std::iota(data.datasetRows.begin(), data.datasetRows.end(), std::size_t{0});
    return data;
}

/// The 459 synthetic runs with which the reference figures were computed.
inline RegressionData syntheticRuns(const std::string& target)
{
    const Result<Dataset> dataset = readDataset(WATTLINE_TEST_DATA "/data/synthetic459.csv");
    if (!dataset)
        std::abort(); // the test's own file: nothing to report to
    Result<RegressionData> data =
        regressionData(*dataset, target, {"image_size", "data_size", "params", "flops", "batch_size", "num_workers"});
    if (!data)
        std::abort();
    return *std::move(data);
}

/// A file of reference figures below tests/data; an empty object where it cannot be read.
inline nlohmann::json referenceFigures(const std::string& name)
{
    const Result<std::string> text = readFile(std::string(WATTLINE_TEST_DATA "/") + name);
    return text ? nlohmann::json::parse(*text) : nlohmann::json::object();
}

} // namespace wattline
