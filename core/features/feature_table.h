// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"
#include "core/data/dataset.h"

#include <optional>

namespace wattline {

/// Where a score lies with a confidence of 95 %.
struct ScoreInterval {
    double low = 0.0;
    double high = 0.0;
};

/// How one feature relates to the target.
struct FeatureScore {
    std::string name;
    double pearsonR = 0.0; ///< NaN for a constant column
    double pearsonP = 1.0; ///< two-sided, Student's t with n - 2 degrees of freedom; NaN where r is
    std::size_t rows = 0;
    double miNats = 0.0;      ///< mutual information, raw feature and target
    double miLogNats = 0.0;   ///< the same of log1p of both; NaN where a value is -1 or less
    bool discrete = false;    ///< treated as discrete by the estimator
    bool heavyTailed = false; ///< skewness > 1 or max/min > 100
    bool selected = false;
    std::string reason;                           ///< why selected or not, and where Pearson and MI disagree
    std::optional<ScoreInterval> pearsonInterval; ///< where intervals were asked for and the score exists
    std::optional<ScoreInterval> miInterval;      ///< of the raw values
};

struct FeatureTable {
    std::string target;
    std::size_t rows = 0;
    std::vector<FeatureScore> features; ///< ranked by size of r
};

struct FeatureSettings {
    double threshold = 0.3; ///< on size of r, and on mutual information in nats
    int neighbours = 3;     ///< 1 to 1000, and fewer than rows
    std::uint32_t seed = 42;
    /// Columns whose values are discrete for the estimator.
    std::vector<std::string> discrete = {"num_workers", "batch_size", "image_size", "data_size"};
    std::size_t resamples = 0; ///< drawn for the intervals; 0: no intervals

    bool operator==(const FeatureSettings&) const = default;
};

/// Pearson and mutual information of every feature with the target. Selected is what exceeds the threshold by size of r
/// or by raw mutual information. Intervals are those of scoreIntervals(). Error Data for fewer than 5 rows, fewer than
/// neighbours + 1, or with intervals fewer than twice that; Error Canceled.
Result<FeatureTable> rankFeatures(const RegressionData& data, const FeatureSettings& settings = {},
                                  const RunContext& context = {});

/// Pearson's r; NaN where either is constant.
double pearsonR(const Eigen::VectorXd& a, const Eigen::VectorXd& b);

/// Mutual information in nats of each feature with the target, equal to scikit-learn 1.2's mutual_info_regression to
/// 1e-12: Kraskov's estimator (2004, algorithm 1) for continuous features, Ross's (2014) for discrete ones, with its
/// noise. All features are given at once because the noise stream runs through the table row by row. `discrete` has one
/// element a column. NaN where a column's variance is beyond a double, and for a discrete column without a value that
/// occurs twice. Needs more rows than neighbours. Takes about n log n steps a column. Stops early with an empty answer
/// when asked to.
std::vector<double> mutualInformation(const Eigen::MatrixXd& features, const Eigen::VectorXd& target,
                                      const std::vector<bool>& discrete, int neighbours, std::uint32_t seed,
                                      const RunContext& context = {});

} // namespace wattline
